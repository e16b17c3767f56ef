"""Who asks to be met at a night, for those who may say yes to them."""

from starlette.requests import Request
from starlette.responses import Response

from club.events.forms.meeting import TakeForm
from club.events.queries import newcomers as queries
from club.events.service import welcoming
from club.events.views.frame import href, ref
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def page(request: Request) -> Response:
    """GET /e/{ref}/meet."""
    return await _page(request, blank())


async def take(request: Request) -> Response:
    """POST /e/{ref}/meet/{who}."""
    form = await read(request, TakeForm)
    if form.errors:
        return await _page(request, form)
    who, member_id = str(request.path_params["who"]), request.state.member.id
    with form.refusing():
        await welcoming.take(ref(request), who, member_id, form.value.sign, now=clock.now())
        return back_to(f"{href(request)}/meet", _("Thank you. They can read it now."))
    return await _page(request, form)


async def give_back(request: Request) -> Response:
    """POST /e/{ref}/meet/{who}/giving-back."""
    who, member_id = str(request.path_params["who"]), request.state.member.id
    await welcoming.give_back(ref(request), who, member_id, now=clock.now())
    return back_to(href(request), _("All right. The others are asked again."))


async def _page(request: Request, form: Form[FormModel]) -> Response:
    shown = await queries.meet_page(ref(request), request.state.member.id)
    return render(request, "events/meet_list.html", shown, form=form)
