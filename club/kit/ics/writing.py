"""Writes calendar files: one entry per date, instants in UTC, so no zone need be explained."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from club.kit.ics.entry import Entry
from club.kit.ics.words import clean
from club.kit.library import on_use

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = on_use("icalendar")

MEDIA_TYPE = "text/calendar"
_MAKER = "-//Club//Nights//EN"
_EVERY = timedelta(hours=1)


def written(entries: Iterable[Entry], name: str, at: datetime | None = None) -> bytes:
    """Return a calendar file; the same entries, written at the same time, give the same bytes.

    Args:
        entries: what stands in it.
        name: what the calendar is called where it is shown.
        at: this moment. It stamps each entry, so that whatever is new about one, and be it a word
            that no row remembers, is newer than what a calendar has; None means when it changed.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # X- names are not escaped by themselves.
    calendar.add("x-wr-calname", icalendar.vText(clean(name)))
    calendar.add("refresh-interval", icalendar.vDuration(_EVERY), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(_EVERY))
    for entry in entries:
        calendar.add_component(_event(entry, at))
    return bytes(calendar.to_ical(sorted=False))


def mark(entries: Sequence[Entry], name: str) -> str:
    """Return a name for what these entries come to, cheaper than writing them."""
    return hashlib.sha256(repr((_MAKER, name, entries)).encode()).hexdigest()[:32]


def _event(entry: Entry, at: datetime | None) -> "icalendar.Event":
    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", max(entry.changed_at, at or entry.changed_at))
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("status", entry.state.value)
    for name in ("summary", "location", "description"):
        if text := clean(getattr(entry, name)):
            event.add(name, text)
    if entry.url:
        event.add("url", entry.url)
    if entry.private:
        event.add("class", "PRIVATE")
    return event
