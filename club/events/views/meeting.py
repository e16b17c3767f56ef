"""Asking to be met at the door, without an account."""

from starlette.requests import Request
from starlette.responses import Response

from club.access.guards.browsers import address
from club.access.rules import network_of
from club.events.forms.meeting import AskForm, DayForm
from club.events.queries import meeting as queries
from club.events.service import meeting
from club.kit import clock, limits, pictures
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _

MEET = "/welcome/meet"
_A_NETWORK, _EVERYBODY = "6/hour", "40/hour"


async def page(request: Request) -> Response:
    """GET /welcome/meet."""
    return await _page(request, blank())


async def ask(request: Request) -> Response:
    """POST /welcome/meet."""
    form = await read(request, AskForm)
    if form.errors:
        return await _page(request, form)
    await limits.hit(_A_NETWORK, "meet", network_of(address(request)))
    await limits.hit(_EVERYBODY, "meet")
    said = form.value
    with form.refusing():
        await meeting.ask(said.asked(), said.token, now=clock.now())
        return back_to(f"{MEET}/{said.token}")
    return await _page(request, form)


async def asked(request: Request) -> Response:
    """GET /welcome/meet/{token}."""
    return await _asked(request, blank())


async def door(request: Request) -> Response:
    """GET /welcome/meet/{token}/door."""
    return await _door(request, small=False)


async def small_door(request: Request) -> Response:
    """GET /welcome/meet/{token}/door/small."""
    return await _door(request, small=True)


async def move(request: Request) -> Response:
    """POST /welcome/meet/{token}/night."""
    form = await read(request, DayForm)
    if form.errors:
        return await _asked(request, form)
    with form.refusing():
        await meeting.move(_token(request), form.value.day, now=clock.now())
        return back_to(_href(request), _("You have asked for another evening."))
    return await _asked(request, form)


async def another(request: Request) -> Response:
    """POST /welcome/meet/{token}/another."""
    form = blank()
    with form.refusing():
        await meeting.ask_another(_token(request), now=clock.now())
        return back_to(_href(request), _("Somebody else is asked. Nobody is told why."))
    return await _asked(request, form)


async def take_back(request: Request) -> Response:
    """POST /welcome/meet/{token}/removal."""
    await meeting.take_back(_token(request), now=clock.now())
    return back_to(MEET, _("Taken back. Nothing of it is kept."))


async def _page(request: Request, form: Form[FormModel]) -> Response:
    return render(request, "events/meet.html", await queries.ask_page(now=clock.now()), form=form)


async def _asked(request: Request, form: Form[FormModel]) -> Response:
    shown = await queries.asked_page(_token(request), now=clock.now())
    return render(request, "events/meet_asked.html", shown, form=form)


async def _door(request: Request, *, small: bool) -> Response:
    """Send the picture of the door; whoever's phone it is, nothing of the club stays behind."""
    name = await queries.door_of(_token(request), now=clock.now())
    folder = request.app.state.settings.data / pictures.FOLDER
    body = await pictures.look(folder, name, small=small)
    return Response(body, media_type="image/webp", headers={"Cache-Control": "no-store"})


def _token(request: Request) -> str:
    return str(request.path_params["token"])


def _href(request: Request) -> str:
    return f"{MEET}/{_token(request)}"
