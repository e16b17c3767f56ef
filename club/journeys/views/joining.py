"""Joining with an invitation."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from club.access import queries as access
from club.access.guards.browsers import address, browser, remember
from club.access.rules import network_of
from club.access.service.words import suggestion
from club.journeys.forms.person import Person
from club.journeys.service import joining
from club.journeys.service.joining import Newcomer
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.limits import hit
from club.kit.words import gettext as _

LOOK_UPS = "10/3 minutes"


@dataclass(frozen=True, slots=True)
class JoinPage:
    """The open invitation's own address, and a passphrase to take if none comes to mind."""

    action: str
    suggestion: str


async def page(request: Request) -> Response:
    """GET /join/{token}: used, late and unknown invitations all give one page."""
    await hit(LOOK_UPS, "join", network_of(address(request)))
    if await access.invitation(request.path_params["token"], now=clock.now()) is None:
        return render(request, "journeys/no_invitation.html", status=404)
    return _shown(request, blank())


async def join(request: Request) -> Response:
    """POST /join/{token}."""
    form = await read(request, Person)
    if not form.errors:
        value = form.value
        newcomer = Newcomer(value.name, value.sign_in_name, value.passphrase)
        this = browser(request, shared=value.shared)
        with form.refusing():
            opened = await joining.join(
                request.path_params["token"], newcomer, this, now=clock.now()
            )
    if form.errors:
        return _shown(request, form)
    return remember(request, back_to("/", _("Welcome. You are a member now.")), opened)


def _shown(request: Request, form: Form[FormModel]) -> Response:
    shown = JoinPage(f"/join/{request.path_params['token']}", suggestion())
    return render(request, "journeys/join.html", shown, form=form)
