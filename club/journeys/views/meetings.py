"""Calling a meeting of all members, and finding that enough are there, or too few."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions import queries
from club.decisions.queries.meetings import meeting_page
from club.journeys.forms.meetings import ConfirmForm, DayForm, YearlyForm
from club.journeys.service import meetings
from club.kit import clock
from club.kit.errors import NotAllowed
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def yearly(request: Request) -> Response:
    """Show the form for calling the yearly meeting."""
    if not await queries.on_committee(request.state.member.id, clock.now()):
        raise NotAllowed(_("The committee calls the yearly meeting. You can ask for one."))
    return render(request, "journeys/yearly.html", form=blank())


async def call_yearly(request: Request) -> Response:
    """Call the yearly meeting."""
    form = await read(request, YearlyForm)
    if not form.errors:
        with form.refusing():
            member, sent = request.state.member.id, form.value
            ref = await meetings.call_yearly(member, sent.purpose, sent.day(), now=clock.now())
            return back_to(f"/meetings/{ref}", _("All members are told."))
    return render(request, "journeys/yearly.html", form=form)


async def set_day(request: Request) -> Response:
    """Set the day of a meeting that was asked for."""
    form = await read(request, DayForm)
    if not form.errors:
        with form.refusing():
            await meetings.set_day(*_who(request), form.value.day(), now=clock.now())
            return _back(request, _("All members are told."))
    return await _page(request, form)


async def count(request: Request) -> Response:
    """Confirm how many are there."""
    form = await read(request, ConfirmForm)
    if not form.errors:
        with form.refusing():
            held = await meetings.count(*_who(request), form.value.present, now=clock.now())
            said = _("The meeting is held.") if held else _("Too few are here. It is put off.")
            return _back(request, said)
    return await _page(request, form)


def _who(request: Request) -> tuple[str, int]:
    return request.path_params["ref"], request.state.member.id


def _back(request: Request, said: str) -> Response:
    return back_to(f"/meetings/{request.path_params['ref']}", said)


async def _page(request: Request, form: Form[FormModel]) -> Response:
    page = await meeting_page(*_who(request), now=clock.now())
    return render(request, "decisions/meeting.html", page, form=form)
