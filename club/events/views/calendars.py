"""A member's own calendars: letting one in, taking one back, and what they are given."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from club.access.guards.browsers import address
from club.access.rules import network_of
from club.events.forms.calendars import CalendarForm
from club.events.queries import feeds as queries
from club.events.queries.feeds import CalendarsPage
from club.events.rules.calendars import MOST_LINKS
from club.events.service import feeds
from club.events.views import ics
from club.events.views.frame import ref
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.limits import hit
from club.kit.qr import drawn
from club.kit.words import gettext as _

ASKED = "600/hour"
"""From one network: all phones of a house, or all that one company's calendars stand for."""
GIVEN = "60/hour"
"""Whole answers to one calendar; that nothing is new may be heard more often."""


@dataclass(frozen=True, slots=True)
class LinkPage:
    """A calendar's link just made: to copy, to point a camera at, to open; shown this once."""

    link: str
    opens: str
    picture: str


async def page(request: Request) -> Response:
    """GET /me/calendar."""
    return await _shown(request, blank())


async def connect(request: Request) -> Response:
    """POST /me/calendar/new; the link is shown on the answer and never again."""
    form = await read(request, CalendarForm)
    if form.errors:
        return await _shown(request, form)
    token = ""
    with form.refusing():
        wish = form.value.wish()
        token = await feeds.connect(wish, request.state.member.id, now=clock.now())
    if form.errors:
        return await _shown(request, form)
    link = f"{request.app.state.settings.address}/cal/{token}.ics"
    opens = urlsplit(link)._replace(scheme="webcal").geturl()
    return render(request, "events/calendar_link.html", LinkPage(link, opens, drawn(link)))


async def disconnect(request: Request) -> Response:
    """POST /me/calendar/{ref}/ending."""
    await feeds.disconnect(ref(request), request.state.member.id)
    return back_to("/me/calendar", _("That link does not work any more."))


async def feed(request: Request) -> Response:
    """GET /cal/{token}.ics: unknown, taken back and left all give one page; nothing is written."""
    await hit(ASKED, "calendars", network_of(address(request)))
    now, site = clock.now(), ics.site(request)
    given = await queries.feed(str(request.path_params["token"]), site, now=now)
    answer = ics.unchanged(request, given.entries)
    if answer is None:
        await hit(GIVEN, "calendar", given.ref)
        answer = ics.calendar(request, given.entries)
    feeds.hear(given.ref, now=now)
    return answer


async def _shown(request: Request, form: Form[FormModel]) -> Response:
    calendars = await queries.calendars(request.state.member.id)
    shown = CalendarsPage(tuple(calendars), may_add=len(calendars) < MOST_LINKS)
    return render(request, "events/calendars.html", shown, form=form)
