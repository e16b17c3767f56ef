"""Check on me: a member's page about it, and what friends answer."""

from starlette.requests import Request
from starlette.responses import Response

from club.events.forms.checking import AgreeForm, CheckForm
from club.events.messages.checking import PATH
from club.events.queries import checking as queries
from club.events.service import checking
from club.events.service.checking import Wished
from club.events.views.frame import ref
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def page(request: Request) -> Response:
    """GET /me/check."""
    return await _page(request, blank())


async def begin(request: Request) -> Response:
    """POST /me/check."""
    form = await read(request, CheckForm)
    if form.errors:
        return await _page(request, form)
    said = form.value
    with form.refusing():
        wished = Wished(said.friends, said.weeks, said.how)
        await checking.begin(request.state.member, wished, now=clock.now())
        return back_to(PATH, _("They are asked. Only they know."))
    return await _page(request, form)


async def stop(request: Request) -> Response:
    """POST /me/check/removal."""
    await checking.stop(request.state.member.id)
    return back_to(PATH, _("Stopped. Nothing of it is kept."))


async def answer(request: Request) -> Response:
    """POST /me/check/{ref}/answer."""
    form = await read(request, AgreeForm)
    if form.errors:
        return await _page(request, form)
    agrees, friend_id = form.value.agrees, request.state.member.id
    await checking.answer(ref(request), friend_id, agrees=agrees, now=clock.now())
    return back_to(PATH, _("Thank you for saying yes.") if agrees else _("That is all right."))


async def _page(request: Request, form: Form[FormModel]) -> Response:
    member = request.state.member
    shown = await queries.check_page(member.id, resting=member.paused_at is not None)
    return render(request, "events/check.html", shown, form=form)
