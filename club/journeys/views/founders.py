"""The people at a founding: their places, their signatures, the roles they take for now."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from club.access import rules
from club.access.guards.browsers import browser, remember
from club.access.models import Founder
from club.access.service import founding as access
from club.access.service import places
from club.access.service.founding import Plan
from club.access.service.places import Entry
from club.access.service.words import suggestion
from club.journeys.forms.founding import RoleForm
from club.journeys.forms.person import Person
from club.kit import clock
from club.kit.errors import NotAllowed, NotFound
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.qr import drawn
from club.kit.words import gettext as _
from club.roles.rules import ROLES, RoleKind

HALL = "/founding"


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody who has signed: the name members will see, and the role taken for now."""

    name: str
    role: str
    mine: bool


@dataclass(frozen=True, slots=True)
class HallPage:
    """Who has signed so far, and what is still missing."""

    signed: list[Signature]
    missing: int
    began: bool


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A link for one more founder, shown once."""

    link: str
    picture: str


@dataclass(frozen=True, slots=True)
class SignPage:
    """What a further founder is asked."""

    action: str
    plan: Plan
    suggestion: str


@dataclass(frozen=True, slots=True)
class RolePage:
    """The roles a founder may take, and the one taken."""

    roles: list[tuple[str, str, str]]
    mine: str


async def hall(request: Request) -> Response:
    """GET /founding: what every founder sees while the others sign."""
    return await hall_page(request, blank())


async def roles(request: Request) -> Response:
    """GET /founding/role."""
    return _role_page(request, blank())


async def choose_role(request: Request) -> Response:
    """POST /founding/role."""
    form = await read(request, RoleForm)
    if not form.errors:
        with form.refusing():
            await places.choose_role(founder(request), form.value.role)
    if form.errors:
        return _role_page(request, form)
    return back_to(HALL, _("Your role is noted."))


async def offer_place(request: Request) -> Response:
    """POST /founding/places: the link is shown on the answer and never again."""
    form = blank()
    with form.refusing():
        token = await places.offer(founder(request), now=clock.now())
    if form.errors:
        return await hall_page(request, form)
    address = f"{request.app.state.settings.address}{HALL}/{token}"
    return render(request, "journeys/founding_place.html", PlacePage(address, drawn(address)))


async def place(request: Request) -> Response:
    """GET /founding/{place}."""
    if not await places.is_free(request.path_params["place"], now=clock.now()):
        raise NotFound(_("This link cannot be used. Please ask for a new one."))
    return await _sign_page(request, blank())


async def sign(request: Request) -> Response:
    """POST /founding/{place}: one more founder signs, on their own device."""
    form = await read(request, Person)
    if not form.errors:
        with form.refusing():
            opened = await places.enter(
                request.path_params["place"],
                _entry(form.value),
                browser(request, shared=form.value.shared),
                now=clock.now(),
            )
    if form.errors:
        return await _sign_page(request, form)
    return remember(request, back_to(HALL), opened)


async def hall_page(request: Request, form: Form[FormModel]) -> Response:
    """Show who has signed so far."""
    me, founders = founder(request), await access.signed()
    signed = [
        Signature(each.name, _(ROLES[each.role].name) if each.role else "", each.id == me.id)
        for each in founders
    ]
    shown = HallPage(signed, rules.missing(len(signed)), me.began)
    return render(request, "journeys/founding.html", shown, form=form)


def founder(request: Request) -> Founder:
    """Return the founder whose browser asks.

    Raises:
        NotAllowed: it has not signed.
    """
    known: Founder | None = request.state.founder
    if known is None:
        raise NotAllowed(_("This page is for the people who are founding the club."))
    return known


def _entry(value: Person) -> Entry:
    return Entry(value.name, value.sign_in_name, value.passphrase)


async def _sign_page(request: Request, form: Form[FormModel]) -> Response:
    shown = SignPage(f"{HALL}/{request.path_params['place']}", await access.plan(), suggestion())
    return render(request, "journeys/founding_sign.html", shown, form=form)


def _role_page(request: Request, form: Form[FormModel]) -> Response:
    shown = RolePage(_roles(), founder(request).role)
    return render(request, "journeys/founding_role.html", shown, form=form)


def _roles() -> list[tuple[str, str, str]]:
    return [("", _("None for now"), ""), *map(_choice, ROLES.values())]


def _choice(role: RoleKind) -> tuple[str, str, str]:
    return role.key, _(role.name), _(role.about)
