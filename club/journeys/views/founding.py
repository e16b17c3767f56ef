"""Founding the club: the link, the first page, the places, the moment itself."""

from dataclasses import dataclass
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
from club.journeys.forms.founding import FirstFounderForm, FounderForm, RoleForm
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
    """What the founding link opens: the first founder's questions."""

    action: str
    begun: bool
    suggestion: str
    zones: list[str]
    palettes: list[tuple[str, str]]
    roles: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class HallPage:
    """Who has signed so far, and what is still missing."""

    signed: list[Founder]
    missing: int
    mine: Founder
    roles: list[tuple[str, str, str]]


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
    roles: list[tuple[str, str, str]]


async def link(request: Request) -> Response:
    """GET /found/{token}."""
    if not await access.opens(request.path_params["token"]):
        raise NotFound(_("This link cannot be used. The club's server shows a new one."))
    return await _begin_page(request, blank())


async def begin(request: Request) -> Response:
    """POST /found/{token}: the club to be, and its first founder."""
    form = await read(request, FirstFounderForm)
    if not form.errors:
        value = form.value
        plan = Plan(value.club_name, value.alias, value.zone, value.palette)
        with form.refusing():
            opened = await access.begin(
                request.path_params["token"],
                plan,
                _entry(value),
                browser(request, shared=value.shared),
                now=clock.now(),
            )
    if form.errors:
        return await _begin_page(request, form)
    return remember(request, back_to(HALL), opened)


async def start_afresh(request: Request) -> Response:
    """POST /found/{token}/afresh."""
    await access.start_afresh(request.path_params["token"])
    return back_to(f"/found/{request.path_params['token']}")


async def hall(request: Request) -> Response:
    """GET /founding: what every founder sees while the others sign."""
    return await _hall_page(request, blank())


async def choose_role(request: Request) -> Response:
    """POST /founding/role."""
    form = await read(request, RoleForm)
    if form.errors:
        return await _hall_page(request, form)
    with form.refusing():
        await access.choose_role(_founder(request), form.value.role)
    if form.errors:
        return await _hall_page(request, form)
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
    form = await read(request, FounderForm)
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


def _entry(value: FounderForm) -> Entry:
    return Entry(value.name, value.sign_in_name, value.passphrase, value.role)


async def _begin_page(request: Request, form: Form[FormModel]) -> Response:
    shown = BeginPage(
        action=f"/found/{request.path_params['token']}",
        begun=bool(await access.signed()),
        suggestion=suggestion(),
        zones=sorted(zone for zone in available_timezones() if "/" in zone),
        palettes=_palettes(),
        roles=_roles(),
    )
    return render(request, "journeys/found.html", shown, form=form)


async def _hall_page(request: Request, form: Form[FormModel]) -> Response:
    mine = _founder(request)
    signed = await access.signed()
    shown = HallPage(signed, rules.missing(len(signed)), mine, _roles())
    return render(request, "journeys/founding.html", shown, form=form)


async def _sign_page(request: Request, form: Form[FormModel]) -> Response:
    shown = SignPage(
        f"{HALL}/{request.path_params['place']}", await access.plan(), suggestion(), _roles()
    )
    return render(request, "journeys/founding_sign.html", shown, form=form)


def _roles() -> list[tuple[str, str, str]]:
    return [("", _("None for now"), ""), *map(_choice, ROLES.values())]


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
