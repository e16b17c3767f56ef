"""Which nights a calendar file of others comes to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from club.events.rules import foreign, series
from club.events.rules.foreign import Repeats
from club.events.rules.plans import FURTHEST
from club.events.rules.series import AHEAD, BadRule
from club.events.rules.times import instant, wall
from club.kit.ics.entry import Doubt, Found

MOST_DRAFTS = 100
"""How many drafts may wait at a time."""
_FARTHEST = timedelta(days=31)
"""How far all nights that follow may be moved by one; two zones are less than two days apart."""
_MARGIN = _FARTHEST + timedelta(days=2)


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


@dataclass(frozen=True, slots=True)
class Here:
    """Where and when a file is read: the club's zone, and the present by the clock on its wall."""

    zone: str
    now: datetime


def brought(found: Sequence[Found], here: Here) -> list[Brought]:
    """Return the nights to come of a file, in order; what repeats is followed for 56 days.

    What was called off is not among them, nor what is over, nor what is too far ahead.
    """
    replaced = {(each.uid, each.instead_of) for each in found if each.instead_of is not None}
    nights = {
        (night.uid, night.title, night.starts): night
        for entry in found
        for slot, night in _planned(entry, _going_on(entry, found), here)
        if entry.instead_of is not None or (entry.uid, slot) not in replaced
    }
    return sorted(nights.values(), key=lambda night: (night.starts, night.title))


def lost(found: Iterable[Found], here: Here) -> int:
    """Count what goes on in a way we cannot follow, and of which the one night we know is over."""
    return sum(
        not each.off and each.starts <= here.now and _repeats(each, here) is None for each in found
    )


def _planned(
    entry: Found, going_on: Sequence[Found], here: Here
) -> Iterator[tuple[datetime, Brought]]:
    """Yield the nights to come of one entry, each with the start that the first plan gave it."""
    repeats = _repeats(entry, here)
    doubt = entry.doubt | _doubt(entry, repeats)
    for slot in sorted(_slots(entry, repeats, here)):
        # Of a night that was changed "with all that follow", the others have what it has.
        before = [each for each in going_on if _slot(each) <= slot]
        told = max(before, key=_slot, default=entry)
        start = slot if told is entry else slot + _shift(told)
        if not told.off and here.now < start <= here.now + FURTHEST:
            yield slot, _night(told, start, doubt | told.doubt, here)


def _slots(entry: Found, repeats: Repeats | None, here: Here) -> set[datetime]:
    """Return the starts that an entry gives about now, by the clock on our wall."""
    slots = {entry.starts}
    if repeats is not None:
        slots.update(entry.also, _rounds(entry, repeats, here))
    since, until = here.now - _MARGIN, here.now + FURTHEST + _MARGIN
    return {each for each in slots if since <= each <= until}.difference(entry.without)


def _rounds(entry: Found, repeats: Repeats, here: Here) -> Iterator[datetime]:
    """Yield the starts that the rule of an entry gives.

    It is followed in the zone it was written for: what is on Thursdays there may be on Fridays
    here, and not at the same hour all year.
    """
    if repeats.rule is None:
        return
    since, until = here.now - _MARGIN, here.now + AHEAD + _MARGIN
    for start in series.starts(
        repeats.rule, _begins(entry), until, since=since, week_from=repeats.week_from
    ):
        local = wall(instant(start, entry.zone), here.zone) if entry.zone else start
        if local <= here.now + AHEAD:
            yield local


def _repeats(entry: Found, here: Here) -> Repeats | None:
    """Return how an entry repeats; None if we cannot follow it."""
    try:
        return foreign.read(entry.rule, _begins(entry), entry.zone or here.zone)
    except BadRule:
        return None


def _doubt(entry: Found, repeats: Repeats | None) -> Doubt:
    if repeats is None or (entry.later and abs(_shift(entry)) > _FARTHEST):
        return Doubt.RULE
    return Doubt.NONE if repeats.fits else Doubt.FIRST


def _going_on(entry: Found, found: Iterable[Found]) -> list[Found]:
    """Return what was changed about an entry from some night on."""
    if entry.instead_of is not None:
        return []
    same = (each for each in found if each.later and each.uid == entry.uid)
    return [each for each in same if abs(_shift(each)) <= _FARTHEST]


def _night(entry: Found, start: datetime, doubt: Doubt, here: Here) -> Brought:
    ends = start + (entry.ends - entry.starts)
    if entry.zone:
        lasts = instant(entry.ends, here.zone) - instant(entry.starts, here.zone)
        ends = wall(instant(start, here.zone) + lasts, here.zone)
        ends = ends if ends > start else start + lasts  # in the hour that comes twice
    return Brought(entry.uid, entry.title, start, ends, entry.text, entry.place, doubt)


def _begins(entry: Found) -> datetime:
    return entry.begins or entry.starts


def _slot(entry: Found) -> datetime:
    return entry.instead_of or entry.starts


def _shift(entry: Found) -> timedelta:
    return entry.starts - _slot(entry)
