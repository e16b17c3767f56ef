"""Founding the club: the link, the first page, the places, the moment itself."""

from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import available_timezones

from starlette.requests import Request
from starlette.responses import Response

from club.access import rules
from club.access.guards.browsers import browser, remember
from club.access.models import Founder
from club.access.service import founding as access
from club.access.service.founding import Entry, Plan
from club.access.service.words import suggestion
from club.charter.rules import CLAUSES
from club.journeys.forms.founding import PlanForm, RoleForm
from club.journeys.forms.person import Person
from club.journeys.service import founding
from club.kit import clock
from club.kit.errors import NotAllowed, NotFound
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.qr import drawn
from club.kit.words import gettext as _
from club.roles.rules import ROLES, RoleKind

HALL = "/founding"


@dataclass(frozen=True, slots=True)
class BeginPage:
    """What the founding link opens: what the club is to be."""

    action: str
    begun: bool
    zones: list[tuple[str, str]]
    palettes: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class HallPage:
    """Who has signed so far, and what is still missing."""

    signed: list[Founder]
    missing: int
    mine: Founder
    role_names: dict[str, str]


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


async def link(request: Request) -> Response:
    """GET /found/{token}."""
    if not await access.opens(request.path_params["token"]):
        raise NotFound(_("This link cannot be used. The club's server shows a new one."))
    return await _begin_page(request, blank())


async def begin(request: Request) -> Response:
    """POST /found/{token}: the club to be; its first founder signs next."""
    form = await read(request, PlanForm)
    if not form.errors:
        value = form.value
        plan = Plan(value.club_name, value.alias, value.zone, value.palette)
        with form.refusing():
            first = await access.begin(request.path_params["token"], plan, now=clock.now())
    if form.errors:
        return await _begin_page(request, form)
    return back_to(f"{HALL}/{first}")


async def start_afresh(request: Request) -> Response:
    """POST /found/{token}/afresh."""
    await access.start_afresh(request.path_params["token"])
    return back_to(f"/found/{request.path_params['token']}")


async def hall(request: Request) -> Response:
    """GET /founding: what every founder sees while the others sign."""
    return await _hall_page(request, blank())


async def roles(request: Request) -> Response:
    """GET /founding/role."""
    return _role_page(request, blank())


async def choose_role(request: Request) -> Response:
    """POST /founding/role."""
    form = await read(request, RoleForm)
    if not form.errors:
        with form.refusing():
            await access.choose_role(_founder(request), form.value.role)
    if form.errors:
        return _role_page(request, form)
    return back_to(HALL, _("Your role is noted."))


async def offer_place(request: Request) -> Response:
    """POST /founding/places/new: the link is shown on the answer and never again."""
    form = blank()
    with form.refusing():
        token = await access.offer_place(_founder(request), now=clock.now())
    if form.errors:
        return await _hall_page(request, form)
    address = f"{request.app.state.settings.address}{HALL}/{token}"
    return render(request, "journeys/founding_place.html", PlacePage(address, drawn(address)))


async def place(request: Request) -> Response:
    """GET /founding/{place}."""
    if not await access.has_place(request.path_params["place"], now=clock.now()):
        raise NotFound(_("This link cannot be used. Please ask for a new one."))
    return await _sign_page(request, blank())


async def sign(request: Request) -> Response:
    """POST /founding/{place}: one more founder signs, on their own device."""
    form = await read(request, Person)
    if not form.errors:
        with form.refusing():
            opened = await access.enter(
                request.path_params["place"],
                _entry(form.value),
                browser(request, shared=form.value.shared),
                now=clock.now(),
            )
    if form.errors:
        return await _sign_page(request, form)
    return remember(request, back_to(HALL), opened)


async def found(request: Request) -> Response:
    """POST /founding/club: the moment the club begins."""
    form = blank()
    with form.refusing():
        await founding.found(_founder(request), now=clock.now())
    if form.errors:
        return await _hall_page(request, form)
    return back_to("/", _("The club is founded. Welcome, all of you."))


def _founder(request: Request) -> Founder:
    founder: Founder | None = request.state.founder
    if founder is None:
        raise NotAllowed(_("This page is for the people who are founding the club."))
    return founder


def _entry(value: Person) -> Entry:
    return Entry(value.name, value.sign_in_name, value.passphrase)


async def _begin_page(request: Request, form: Form[FormModel]) -> Response:
    shown = BeginPage(
        action=f"/found/{request.path_params['token']}",
        begun=bool(await access.signed()),
        zones=_zones(),
        palettes=_palettes(),
    )
    return render(request, "journeys/found.html", shown, form=form)


async def _hall_page(request: Request, form: Form[FormModel]) -> Response:
    mine = _founder(request)
    signed = await access.signed()
    names = {key: _(kind.name) for key, kind in ROLES.items()}
    shown = HallPage(signed, rules.missing(len(signed)), mine, names)
    return render(request, "journeys/founding.html", shown, form=form)


async def _sign_page(request: Request, form: Form[FormModel]) -> Response:
    shown = SignPage(f"{HALL}/{request.path_params['place']}", await access.plan(), suggestion())
    return render(request, "journeys/founding_sign.html", shown, form=form)


def _role_page(request: Request, form: Form[FormModel]) -> Response:
    shown = RolePage(_roles(), _founder(request).role)
    return render(request, "journeys/founding_role.html", shown, form=form)


def _roles() -> list[tuple[str, str, str]]:
    return [("", _("None for now"), ""), *map(_choice, ROLES.values())]


@lru_cache(maxsize=1)
def _zones() -> list[tuple[str, str]]:
    places = sorted(zone for zone in available_timezones() if "/" in zone)
    return [(place, place.replace("_", " ")) for place in places]


def _palettes() -> list[tuple[str, str]]:
    words = {
        "clay": _("Clay"),
        "honey": _("Honey"),
        "leaf": _("Leaf"),
        "pine": _("Pine"),
        "sea": _("Sea"),
        "sky": _("Sky"),
        "plum": _("Plum"),
        "rose": _("Rose"),
    }
    return [(each, words[each]) for each in CLAUSES["club.palette"].choices]


def _choice(role: RoleKind) -> tuple[str, str, str]:
    return role.key, _(role.name), _(role.about)
