"""The list, one decision from idea to result, and the talk about it."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions import queries, service
from club.decisions.forms.asking import ReplyForm, TalkForm
from club.kit import clock
from club.kit.forms import Form, FormModel, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def index(request: Request) -> Response:
    """Show every decision by where it stands."""
    page = await queries.index(request.state.member.id, now=clock.now())
    return render(request, "decisions/index.html", page)


async def show(request: Request) -> Response:
    """Show one decision from idea to result."""
    return await shown(request, None)


async def say(request: Request) -> Response:
    """Add to the talk."""
    ref = request.path_params["ref"]
    form = await read(request, TalkForm)
    if not form.errors:
        with form.refusing():
            await service.say(ref, request.state.member.id, form.value.words, now=clock.now())
            return back_to(f"/decisions/{ref}#talk")
    return await shown(request, form)


async def reply(request: Request) -> Response:
    """Answer a question about oneself."""
    ref = request.path_params["ref"]
    form = await read(request, ReplyForm)
    if not form.errors:
        with form.refusing():
            await service.reply(ref, request.state.member.id, form.value.words, now=clock.now())
            return back_to(f"/decisions/{ref}#reply", _("Everybody reads your answer here."))
    return await shown(request, form)


async def shown(request: Request, form: Form[FormModel] | None) -> Response:
    """Show the decision of this address, with a form as it was sent."""
    ref, member = request.path_params["ref"], request.state.member.id
    page = await queries.decision_page(ref, member, now=clock.now())
    return render(request, "decisions/show.html", page, form=form)
