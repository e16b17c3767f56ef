"""The minutes of a meeting: written, read, corrected, fixed."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions.forms.meetings import CorrectionForm, MinutesForm, VersionForm
from club.decisions.queries.meetings import minutes_page
from club.decisions.service import meetings
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def show(request: Request) -> Response:
    """Show the minutes."""
    return await _page(request, blank())


async def write(request: Request) -> Response:
    """Write the minutes, or the next version of them."""
    form = await read(request, MinutesForm)
    if not form.errors:
        with form.refusing():
            ref, member = _who(request)
            words, base, propose = form.value.words, form.value.base, form.value.propose
            await meetings.write(ref, member, words, base, propose=propose, now=clock.now())
            return _back(request, _("The minutes are saved."))
    return await _page(request, form)


async def correct(request: Request) -> Response:
    """Say what one would put otherwise."""
    form = await read(request, CorrectionForm)
    if not form.errors:
        with form.refusing():
            ref, member = _who(request)
            await meetings.correct(ref, member, form.value.otherwise, now=clock.now())
            return _back(request, _("Everybody reads it here."))
    return await _page(request, form)


async def hand_back(request: Request) -> Response:
    """No longer write the minutes."""
    await meetings.hand_back(*_who(request))
    return _back(request, _("Somebody else can write them now."))


async def take_over(request: Request) -> Response:
    """Write minutes that nobody writes."""
    await meetings.take_over(*_who(request))
    return _back(request, _("Thank you. You write them now."))


async def say_agreed(request: Request) -> Response:
    """Say that a later meeting agreed to these minutes."""
    form = await read(request, VersionForm)
    if not form.errors:
        with form.refusing():
            ref, member = _who(request)
            await meetings.say_agreed(ref, member, form.value.version)
            return _back(request, _("Now another member confirms it."))
    return await _page(request, form)


async def agree(request: Request) -> Response:
    """Confirm that a later meeting agreed to these minutes."""
    form = await read(request, VersionForm)
    if not form.errors:
        with form.refusing():
            ref, member = _who(request)
            await meetings.agree(ref, member, form.value.version, now=clock.now())
            return _back(request, _("The minutes are fixed. The record holds their seal."))
    return await _page(request, form)


def _who(request: Request) -> tuple[str, int]:
    return request.path_params["ref"], request.state.member.id


def _back(request: Request, said: str) -> Response:
    return back_to(f"/meetings/{request.path_params['ref']}/minutes", said)


async def _page(request: Request, form: Form[FormModel]) -> Response:
    page = await minutes_page(*_who(request))
    return render(request, "decisions/minutes.html", page, form=form)
