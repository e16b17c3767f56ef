"""Inviting somebody, seeing one's open invitations, taking one back."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from club.access import queries, rules
from club.access.queries import InvitationRow
from club.access.service import inviting
from club.access.service.inviting import Invited
from club.kit import clock
from club.kit.forms import Form, FormModel, blank
from club.kit.http import back_to, render
from club.kit.qr import drawn
from club.kit.words import gettext as _
from club.roles import queries as roles
from club.roles.rules import Right


@dataclass(frozen=True, slots=True)
class InvitationsPage:
    """The member's open invitations, and whether one more may be made."""

    open: list[InvitationRow]
    may_invite: bool
    places_left: int


@dataclass(frozen=True, slots=True)
class InvitedPage:
    """An invitation just made, as a link and as a picture of it; shown this once."""

    link: str
    picture: str
    invited: Invited


async def page(request: Request) -> Response:
    """GET /me/invitations."""
    return await _shown(request, blank())


async def invite(request: Request) -> Response:
    """POST /me/invitations/new; the link is shown on the answer and never again."""
    form = blank()
    with form.refusing():
        invited = await inviting.invite(request.state.member, now=clock.now())
    if form.errors:
        return await _shown(request, form)
    link = f"{request.app.state.settings.address}/join/{invited.token}"
    return render(request, "access/invited.html", InvitedPage(link, drawn(link), invited))


async def withdraw(request: Request) -> Response:
    """POST /me/invitations/{ref}/withdrawal."""
    await inviting.withdraw(request.path_params["ref"], request.state.member, now=clock.now())
    return back_to("/me/invitations", _("That link does not work any more."))


async def _shown(request: Request, form: Form[FormModel]) -> Response:
    member, now = request.state.member, clock.now()
    still_open = await queries.open_invitations(member.id, now=now)
    mandate = await roles.holds(member.id, Right.INVITE, now=now)
    left = rules.OPEN_INVITATIONS - len(still_open)
    shown = InvitationsPage(still_open, mandate is not None, left)
    return render(request, "access/invitations.html", shown, form=form)
