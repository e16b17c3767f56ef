"""The words of a draft in versions, and the other words that members suggest."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions import queries, service
from club.decisions.forms.asking import WordsForm
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def words(request: Request) -> Response:
    """Show every version of the words, what changed, and what others suggest."""
    ref = request.path_params["ref"]
    page = await queries.wording_page(ref, request.state.member.id)
    return render(request, "decisions/words.html", page)


async def other_words(request: Request) -> Response:
    """Show the form for suggesting other words."""
    return await _suggesting(request, None)


async def suggest(request: Request) -> Response:
    """File other words for a draft."""
    ref = request.path_params["ref"]
    form = await read(request, WordsForm)
    if not form.errors:
        with form.refusing():
            member = request.state.member.id
            await service.suggest(ref, member, form.value.words(), now=clock.now())
            return back_to(f"/decisions/{ref}/words", _("Others can read your words now."))
    return await _suggesting(request, form)


async def adopt(request: Request) -> Response:
    """Take other words up as one's own draft's."""
    ref, other = request.path_params["ref"], request.path_params["other"]
    await service.adopt(ref, other, request.state.member.id, now=clock.now())
    return back_to(f"/decisions/{ref}", _("These are the words now."))


async def take_back(request: Request) -> Response:
    """Take one's own other words back."""
    ref, other = request.path_params["ref"], request.path_params["other"]
    await service.take_back(ref, other, request.state.member.id, now=clock.now())
    return back_to(f"/decisions/{ref}/words", _("You have taken your words back."))


async def _suggesting(request: Request, form: Form[FormModel] | None) -> Response:
    ref = request.path_params["ref"]
    page = await queries.suggesting_page(ref, request.state.member.id)
    return render(request, "decisions/other_words.html", page, form=form or blank(**page.typed))
