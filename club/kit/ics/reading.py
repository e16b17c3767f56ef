"""Reads calendar files of others: what they say that we understand, and what we doubt."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from club.kit.ics.entry import Doubt, Found
from club.kit.ics.lines import asked
from club.kit.ics.words import clean
from club.kit.library import on_use

if TYPE_CHECKING:
    import icalendar
    from icalendar import Event
else:
    icalendar = on_use("icalendar")

MOST_ENTRIES = 50
LASTS = timedelta(hours=2)
"""How long something is taken to last that does not say it."""
BEGINS = time(19)
"""When something is taken to begin of which only the day is known."""
_LONGEST = timedelta(hours=24)
_EARLIEST = 1900
"""The first year something may have begun in; what is older is a mistake, or meant to do harm."""
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError)


class Unreadable(ValueError):
    """This is no calendar file, or none of its entries says when it is."""


class TooMany(ValueError):
    """There are more entries than are read at once."""


def read(data: bytes, zone: str) -> list[Found]:
    """Return the entries of a calendar file that say when they are.

    Args:
        data: the file.
        zone: the reader's zone.

    Raises:
        Unreadable: it is no calendar file, or none of its entries says when it is.
        TooMany: it has more entries than are read at once.
    """
    lines = asked(data)
    if sum(line.upper().startswith("BEGIN:VEVENT") for line in lines) > MOST_ENTRIES:
        raise TooMany
    try:
        calendars = icalendar.Calendar.from_ical("\r\n".join([*lines, ""]).encode(), multiple=True)
    except _BROKEN as error:
        raise Unreadable from error
    every = calendars if isinstance(calendars, list) else [calendars]
    events = [each for calendar in every for each in calendar.walk("VEVENT")]
    wall = ZoneInfo(zone)
    found = [
        entry
        for event in events
        if isinstance(event, icalendar.Event) and (entry := _read(event, wall))
    ]
    if not found:
        raise Unreadable
    return found


def _read(event: "Event", zone: ZoneInfo) -> Found | None:
    try:
        return _found(event, zone)
    except _BROKEN:
        return None


def _found(event: "Event", zone: ZoneInfo) -> Found | None:
    begins = event.DTSTART
    if begins is None or begins.year < _EARLIEST:
        return None
    starts, replaced = _wall(begins, zone), event.get("RECURRENCE-ID")
    ends = _ends(event, starts, zone)
    doubt = _doubt(event, begins) | (Doubt.NO_END if ends is None else Doubt.NONE)
    return Found(
        uid=_words(event, "UID"),
        title=_words(event, "SUMMARY").replace("\n", " "),
        starts=starts,
        ends=ends or starts + LASTS,
        text=_words(event, "DESCRIPTION"),
        place=_words(event, "LOCATION").replace("\n", ", "),
        rule="" if replaced is not None else _rule(event),
        without=tuple(_wall(each, zone) for each in _exceptions(event)),
        instead_of=_wall(replaced.dt, zone) if hasattr(replaced, "dt") else None,
        doubt=doubt & ~Doubt.NO_END if doubt & Doubt.NO_TIME else doubt,
        off=_words(event, "STATUS").upper() == "CANCELLED",
    )


def _doubt(event: "Event", begins: date) -> Doubt:
    if not isinstance(begins, datetime):
        return Doubt.NO_TIME
    named = "TZID" in getattr(event["DTSTART"], "params", {})
    return Doubt.ZONE if named and begins.tzinfo is None else Doubt.NONE


def _ends(event: "Event", starts: datetime, zone: ZoneInfo) -> datetime | None:
    """Return when it ends; None if it does not say so, or says what cannot be."""
    if not isinstance(event.DTSTART, datetime):
        return None
    said, lasts = event.DTEND, event.DURATION
    if said is not None:
        ends = _wall(said, zone)
    elif lasts is not None:
        ends = starts + lasts
    else:
        return None
    return ends if timedelta(0) < ends - starts <= _LONGEST else None


def _wall(at: date, zone: ZoneInfo) -> datetime:
    """Return what the clock on the wall says, to the minute."""
    if not isinstance(at, datetime):
        return datetime.combine(at, BEGINS)
    local = at if at.tzinfo is None else at.astimezone(zone)
    return local.replace(tzinfo=None, second=0, microsecond=0, fold=0)


def _rule(event: "Event") -> str:
    rules = event.get("RRULE")
    if rules is None:
        return ""
    return "several" if isinstance(rules, list) else rules.to_ical().decode("utf-8", "replace")


def _exceptions(event: "Event") -> Iterator[date]:
    dates = event.get("EXDATE", [])
    for each in dates if isinstance(dates, list) else [dates]:
        for one in getattr(each, "dts", ()):
            yield one.dt


def _words(event: "Event", name: str) -> str:
    said = event.get(name, "")
    return clean(str(said[0] if isinstance(said, list) and said else said)).strip()
