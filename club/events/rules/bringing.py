"""Which nights a calendar file of others comes to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from club.events.rules import rrule, series
from club.events.rules.plans import FURTHEST
from club.events.rules.series import AHEAD, DAYS, BadRule, Every, Rule
from club.kit.ics.entry import Doubt, Found

MOST_DRAFTS = 100
"""How many drafts may wait at a time."""
_IGNORED = frozenset({"WKST"})
_END_OF_DAY = "T235959"
_DATE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Brought:
    """One night that may be; times are by the clock on the club's wall."""

    uid: str
    title: str
    starts: datetime
    ends: datetime
    text: str
    place: str
    doubt: Doubt


def brought(found: Sequence[Found], now: datetime) -> list[Brought]:
    """Return the nights to come of a file, in order; what repeats is followed for 56 days.

    What was called off is not among them, nor what is over, nor what is too far ahead.

    Args:
        found: the entries of the file.
        now: the present, by the clock on the club's wall.
    """
    replaced = {(each.uid, each.instead_of) for each in found if each.instead_of is not None}
    without = [frozenset(entry.without) for entry in found]
    nights = [
        _night(entry, start, doubt)
        for entry, left_out in zip(found, without, strict=True)
        if not entry.off
        for start, doubt in _starts(entry, now)
        if now < start <= now + FURTHEST
        and start not in left_out
        and (entry.instead_of is not None or (entry.uid, start) not in replaced)
    ]
    return sorted(nights, key=lambda night: (night.starts, night.title))


def rule_of(text: str, first: datetime) -> Rule:
    """Read how something repeats, with what calendars leave unsaid filled in.

    >>> str(rule_of("FREQ=WEEKLY;UNTIL=20270401T183000Z;WKST=SU", datetime(2027, 3, 18, 19)))
    'FREQ=WEEKLY;BYDAY=TH;UNTIL=20270401T235959'

    Raises:
        BadRule: it repeats in a way that no series of the club may.
    """
    pairs = (part.partition("=") for part in text.upper().split(";") if part)
    parts = {name: value for name, _, value in pairs if name not in _IGNORED}
    if parts.get("FREQ") == Every.WEEK:
        parts.setdefault("BYDAY", DAYS[first.weekday()])
    if "UNTIL" in parts:
        # The last day counts whole: its time may be told in another zone.
        parts["UNTIL"] = parts["UNTIL"][:_DATE_LENGTH] + _END_OF_DAY
    return rrule.parse(";".join(f"{name}={value}" for name, value in parts.items()))


def _starts(entry: Found, now: datetime) -> Iterable[tuple[datetime, Doubt]]:
    if not entry.rule:
        return [(entry.starts, entry.doubt)]
    try:
        rule = rule_of(entry.rule, entry.starts)
    except BadRule:
        return [(entry.starts, entry.doubt | Doubt.RULE)]
    found = series.starts(rule, entry.starts, now + AHEAD, since=now)
    return [(start, entry.doubt) for start in found]


def _night(entry: Found, start: datetime, doubt: Doubt) -> Brought:
    ends = start + (entry.ends - entry.starts)
    return Brought(entry.uid, entry.title, start, ends, entry.text, entry.place, doubt)
