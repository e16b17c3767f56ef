"""Browsers asking for push, and asking for no more of it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from club.kit import clock
from club.kit.errors import NotAllowed
from club.kit.http import back_to
from club.kit.words import gettext as _
from club.notices.forms import browser as forms
from club.notices.gateway.pusher import application_server_key
from club.notices.queries.devices import knows
from club.notices.service import subscribing

CREATED = 201


async def subscribe(request: Request) -> Response:
    """Send this member's messages to this browser from now on, beginning with one to see it work.

    Raises:
        NotAllowed: others use this browser too.
    """
    session = request.state.session
    if session.shared:
        raise NotAllowed(_("This phone is shared, so it gets no messages. They wait in the app."))
    told, now = await forms.browser(request), clock.now()
    known = await knows(session.member_id, told.endpoint.url)
    ref = await subscribing.subscribe(session.member_id, session.id, told, now=now)
    if not known:
        await subscribing.try_out(session.member_id, ref, now=now)
    return JSONResponse({"ref": ref}, CREATED)


async def unsubscribe(request: Request) -> Response:
    """Send nothing more to this browser."""
    endpoint = await forms.gone(request)
    await subscribing.unsubscribe(request.state.member.id, endpoint)
    return JSONResponse({"gone": True})


async def key(request: Request) -> Response:
    """Tell a browser our public key, which it needs to subscribe."""
    return JSONResponse({"key": application_server_key(request.app.state.vault)})


async def try_out(request: Request) -> Response:
    """Send one message to one of the member's devices."""
    ref = request.path_params["ref"]
    await subscribing.try_out(request.state.member.id, ref, now=clock.now())
    return back_to("/me/notices", _("A message is on its way to that device."))
