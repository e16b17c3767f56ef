"""Nights from a calendar file or from another night, opened one by one."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from club.events.forms.planning import DraftForm
from club.events.queries import drafts as queries
from club.events.rules.bringing import MOST_DRAFTS, Brought, Here, brought, lost
from club.events.rules.times import wall
from club.events.service import copying, drafts
from club.events.views.frame import ref
from club.kit import clock
from club.kit.errors import Invalid
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, house, render
from club.kit.ics import reading
from club.kit.ics.reading import MOST_ENTRIES, TooMany, Unreadable
from club.kit.limits import hit
from club.kit.uploads import read_file
from club.kit.words import gettext as _
from club.kit.words import ngettext

MOST_BYTES = 256 * 1024
"""How large a calendar file may be."""
FILES = "30/30 minutes"
"""How many files one planner may send: each is read through to its end."""
_FILE = "file"


async def page(request: Request) -> Response:
    """GET /e/import."""
    return await _shown(request, blank())


async def bring_in(request: Request) -> Response:
    """POST /e/import."""
    await hit(FILES, "nights from files", str(request.state.member.id))
    form = blank()
    with form.refusing():
        now, zone = clock.now(), house(request).zone
        data = await read_file(request, _FILE, MOST_BYTES)
        nights, missing = await _nights(data, Here(zone, wall(now, zone)))
        new = await drafts.bring_in(nights, zone, now=now)
        words = ngettext("{n} night is here as a draft.", "{n} nights are here as drafts.", new)
        told = (words.format(n=new), _missing(missing))
        return back_to("/e/import", " ".join(each for each in told if each))
    return await _shown(request, form)


async def copy(request: Request) -> Response:
    """POST /e/{ref}/copy."""
    name = await copying.copy(ref(request), now=clock.now())
    said = _("Here is a draft of another night. Please look at the day, then open it.")
    return back_to(f"/e/drafts/{name}", said, came_to=name)


async def draft(request: Request) -> Response:
    """GET /e/drafts/{ref}."""
    shown = await queries.draft(ref(request))
    return render(request, "events/new.html", shown, form=blank(**shown.typed))


async def open_night(request: Request) -> Response:
    """POST /e/drafts/{ref}."""
    form = await read(request, DraftForm)
    member_id, now = request.state.member.id, clock.now()
    if not form.errors:
        with form.refusing():
            first = await drafts.open_night(ref(request), form.value.plan(), member_id, now=now)
            return back_to(f"/e/{first}" if first else "/e/import", _("It is on the calendar."))
    shown = await queries.draft(ref(request))
    return render(request, "events/new.html", shown, form=form)


async def remove(request: Request) -> Response:
    """POST /e/drafts/{ref}/removal."""
    await drafts.remove(ref(request))
    return back_to("/e/import", _("The draft is gone."))


async def _nights(data: bytes, here: Here) -> tuple[list[Brought], int]:
    """Read a file in a thread of its own: it may be long, and others wait for their pages.

    Raises:
        Invalid: it cannot be read, or nothing in it is still to come.
    """
    try:
        nights, missing = await asyncio.to_thread(_to_come, data, here)
    except TooMany:
        raise Invalid(_too_many(MOST_ENTRIES), _FILE) from None
    except Unreadable:
        sentence = _("We cannot read this file. A calendar file ends in .ics.")
        raise Invalid(sentence, _FILE) from None
    if not nights:
        raise Invalid(
            _missing(missing) or _("All dates in this file are over or too far ahead."), _FILE
        )
    if len(nights) > MOST_DRAFTS:
        raise Invalid(_too_many(MOST_DRAFTS), _FILE)
    return nights, missing


def _to_come(data: bytes, here: Here) -> tuple[list[Brought], int]:
    found = reading.read(data, here.zone)
    return brought(found, here), lost(found, here)


def _missing(n: int) -> str:
    if not n:
        return ""
    sentence = ngettext(
        "{n} entry of the file comes back in a way we cannot follow.",
        "{n} entries of the file come back in a way we cannot follow.",
        n,
    )
    return sentence.format(n=n)


def _too_many(most: int) -> str:
    sentence = _("There are more than {n} dates in this file. Please bring fewer at a time.")
    return sentence.format(n=most)


async def _shown(request: Request, form: Form[FormModel]) -> Response:
    waiting = await queries.drafts(now=clock.now())
    return render(request, "events/import.html", waiting, form=form)
