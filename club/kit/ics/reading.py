"""Reads calendar files of others: what they say that we understand, and what we doubt."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
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
UNREAD = "several"
"""Stands for a rule where an entry says in more ways than one how it comes back, or unreadably."""
Repeating = dict[str, Any]
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
        doubt=doubt & ~Doubt.NO_END if doubt & Doubt.NO_TIME else doubt,
        off=_words(event, "STATUS").upper() == "CANCELLED",
        **(_once(replaced, begins, zone) if replaced is not None else _often(event, begins, zone)),
    )


def _once(replaced: object, begins: date, zone: ZoneInfo) -> Repeating:
    """Say which night of another entry's this one stands for."""
    instead_of = _wall(_hour(replaced.dt, begins), zone) if hasattr(replaced, "dt") else None
    later = getattr(replaced, "params", {}).get("RANGE", "").upper() == "THISANDFUTURE"
    return {"instead_of": instead_of, "later": later}


def _often(event: "Event", begins: date, zone: ZoneInfo) -> Repeating:
    """Say how an entry comes back: by a rule in its own zone, on single days, and when not."""
    said = {name: list(_dates(event, name)) for name in ("RDATE", "EXDATE")}
    also, without = (
        tuple(_wall(_hour(each, begins), zone) for each in dates if isinstance(each, date))
        for dates in said.values()
    )
    read = "EXRULE" not in event and len(also + without) == sum(map(len, said.values()))
    found: Repeating = {"rule": _rule(event) if read else UNREAD, "also": also, "without": without}
    own = str(getattr(getattr(begins, "tzinfo", None), "key", ""))
    if own and isinstance(begins, datetime):
        found |= {"zone": own, "begins": begins.replace(tzinfo=None, second=0, microsecond=0)}
    return found


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
    # By way of UTC, so that an hour the clocks jump over is the next also in the zone itself.
    local = at if at.tzinfo is None else at.astimezone(UTC).astimezone(zone)
    return local.replace(tzinfo=None, second=0, microsecond=0, fold=0)


def _hour(at: date, begins: date) -> date:
    """Give a day on which something is, or is not, the hour at which it always is."""
    if isinstance(at, datetime) or not isinstance(begins, datetime):
        return at
    return datetime.combine(at, begins.timetz())


def _rule(event: "Event") -> str:
    rules = event.get("RRULE")
    if rules is None:
        return ""
    return UNREAD if isinstance(rules, list) else rules.to_ical().decode("utf-8", "replace")


def _dates(event: "Event", name: str) -> Iterator[object]:
    """Yield the dates of a list; what is none, or lasts as long as it likes, as something else."""
    lines = event.get(name, [])
    for each in lines if isinstance(lines, list) else [lines]:
        if not isinstance(each, icalendar.vDDDLists):
            yield None
            continue
        for one in each.dts:
            yield one.dt


def _words(event: "Event", name: str) -> str:
    said = event.get(name, "")
    return clean(str(said[0] if isinstance(said, list) and said else said)).strip()
