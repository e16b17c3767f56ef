"""What may follow a result."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions import queries, service
from club.decisions.forms.asking import ViewForm
from club.decisions.views.pages import shown
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def add_view(request: Request) -> Response:
    """Put one's view under a result."""
    ref = request.path_params["ref"]
    form = await read(request, ViewForm)
    if not form.errors:
        with form.refusing():
            member, said = request.state.member.id, form.value
            await service.add_view(ref, member, said.view, sign=said.sign, now=clock.now())
            return back_to(f"/decisions/{ref}#views", _("Your view stands under the result."))
    return await shown(request, form)


async def reopening(request: Request) -> Response:
    """Show who asks for a question back, and how many it takes."""
    return await _reopening(request, None)


async def ask_back(request: Request) -> Response:
    """Ask for a question back."""
    ref, member = request.path_params["ref"], request.state.member.id
    form: Form[FormModel] = blank()
    with form.refusing():
        enough = await service.ask_back(ref, member, now=clock.now())
        said = _("Enough members ask for it. It comes back by itself.") if enough else ""
        return back_to(f"/decisions/{ref}/reopening", said or _("You ask for it. Others see that."))
    return await _reopening(request, form)


async def _reopening(request: Request, form: Form[FormModel] | None) -> Response:
    ref, member = request.path_params["ref"], request.state.member.id
    page = await queries.reopening_page(ref, member, now=clock.now())
    return render(request, "decisions/reopening.html", page, form=form)
