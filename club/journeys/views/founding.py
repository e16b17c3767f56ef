"""Founding the club: the link, what the club is to be, and the moment it begins."""

from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import available_timezones

from starlette.requests import Request
from starlette.responses import Response

from club.access.service import founding as access
from club.access.service.founding import Plan
from club.charter.rules import CLAUSES
from club.journeys.forms.founding import PlanForm
from club.journeys.service import founding
from club.journeys.views.founders import HALL, founder, hall_page
from club.kit import clock
from club.kit.errors import NotFound
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


@dataclass(frozen=True, slots=True)
class BeginPage:
    """What the founding link opens: what the club is to be."""

    action: str
    begun: bool
    zones: list[tuple[str, str]]
    palettes: list[tuple[str, str]]


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
    await access.start_afresh(request.path_params["token"], now=clock.now())
    return back_to(f"/found/{request.path_params['token']}")


async def found(request: Request) -> Response:
    """POST /founding/club: the moment the club begins."""
    form = blank()
    with form.refusing():
        await founding.found(founder(request), now=clock.now())
    if form.errors:
        return await hall_page(request, form)
    return back_to("/", _("The club is founded. Welcome, all of you."))


async def _begin_page(request: Request, form: Form[FormModel]) -> Response:
    shown = BeginPage(
        action=f"/found/{request.path_params['token']}",
        begun=bool(await access.signed()),
        zones=_zones(),
        palettes=_palettes(),
    )
    return render(request, "journeys/found.html", shown, form=form)


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
