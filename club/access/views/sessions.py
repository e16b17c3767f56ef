"""The list of browsers a member is signed in on."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from club.access import queries
from club.access.queries import BrowserRow
from club.access.service import sessions
from club.kit import clock
from club.kit.http import back_to, render
from club.kit.words import gettext as _


@dataclass(frozen=True, slots=True)
class SessionsPage:
    """The member's signed-in browsers, this one first."""

    browsers: list[BrowserRow]


async def page(request: Request) -> Response:
    """GET /me/sessions."""
    browsers = await queries.browsers_of(request.state.session, now=clock.now())
    return render(request, "access/sessions.html", SessionsPage(browsers))


async def end(request: Request) -> Response:
    """POST /me/sessions/{ref}/ending."""
    await sessions.end(request.path_params["ref"], request.state.member)
    return back_to("/me/sessions", _("That browser is signed out."))


async def end_others(request: Request) -> Response:
    """POST /me/sessions/ending: every browser but this one."""
    session = request.state.session
    await sessions.end_all(session.member_id, but=session.id)
    return back_to("/me/sessions", _("Every other browser is signed out."))
