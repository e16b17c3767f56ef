"""Where the nights of a series go when it changes: each to the date that takes its place, if any.

A night is known by the start it once had. The night that is edited says how far its own day of the
week moves; the other days stay, unless their day is gone, and then the night goes to another day
of its week. What finds no date has fallen out of the series.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from club.events.rules.series import AHEAD, WEEK, Every, Rule, starts

_MONTHS = 12
_LONGEST_ROUND = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Shift:
    """What is asked: all times are by the clock on the wall.

    Args:
        night: the start that the edited night had by the old rule.
        to: the start it has by the new one.
        since: the first start of the old rule that changes.
        now: this moment; no date is put into the past, but the edited night may stay in it.
    """

    night: datetime
    to: datetime
    since: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class Course:
    """Where the series goes.

    Args:
        first: its first start by the new rule.
        moves: the new start of each night by its old one; None if it has fallen out.
        stays: nights whose new date is over already, so that they stay where they are.
    """

    first: datetime
    moves: Mapping[datetime, datetime | None]
    stays: frozenset[datetime]


def course(was: Rule, rule: Rule, shift: Shift, nights: Iterable[datetime]) -> Course:
    """Find the new start of each night.

    >>> weekly = Rule(Every.WEEK, (3,))
    >>> thursday, friday = datetime(2027, 3, 18, 19), datetime(2027, 3, 19, 19)
    >>> shift = Shift(thursday, friday, since=thursday, now=datetime(2027, 3, 1))
    >>> found = course(weekly, Rule(Every.WEEK, (4,)), shift, [thursday])
    >>> found.first == found.moves[thursday] == friday
    True
    """
    old = sorted(nights)
    far = max([shift.now + AHEAD, shift.to, *old]) + abs(shift.to - shift.night) + _LONGEST_ROUND
    dates = list(_dates(rule, shift, far))
    first = next(each for each in dates if each > shift.now or each == shift.to)
    given = set(starts(rule, first, far))
    moves = _paired(was, rule, shift, old, dates)
    stays = {night for night, to in moves.items() if to and to < first}
    found = {night: moves[night] if moves[night] in given else None for night in old}
    return Course(first, found, frozenset(stays))


def _dates(rule: Rule, shift: Shift, far: datetime) -> Iterator[datetime]:
    """Yield the dates of the new rule, counted from the edited night and both ways.

    Where the change begins with the edited night, nothing new comes before it.
    """
    if shift.since >= shift.night:
        begins = anchor = shift.to
    else:
        floor = _monday(shift.to) - (_monday(shift.night) - _monday(shift.since))
        begins = datetime.combine(min(floor, shift.to.date()), time())
        rounds = -((begins.date() - _monday(shift.to)) // timedelta(weeks=rule.weeks))
        anchor = datetime.combine(
            _monday(shift.to) - timedelta(weeks=rule.weeks * max(rounds, 0)), shift.to.time()
        )
    found = starts(replace(rule, times=None), anchor, far)
    yield from (each for each in found if each >= begins)


def _paired(
    was: Rule, rule: Rule, shift: Shift, old: list[datetime], dates: list[datetime]
) -> dict[datetime, datetime | None]:
    free = {each.date(): each for each in dates}
    pairs = {shift.night: free.pop(shift.to.date(), None)}
    monthly = was.every is rule.every is Every.MONTH
    for night in (each for each in old if each not in pairs):
        aim = _same_month(night, shift, free) if monthly else _aim(night, was, rule, shift)
        pairs[night] = free.pop(aim, None) if aim else None
    for night in (each for each in old if pairs[each] is None):
        week = (day for day in sorted(free) if _monday(free[day]) == _monday(night))
        day = next(week, None)
        pairs[night] = free.pop(day) if day else None
    return pairs


def _aim(night: datetime, was: Rule, rule: Rule, shift: Shift) -> date:
    """Return the day a night goes to, if the new rule has it."""
    moves = night.weekday() == shift.night.weekday() and was.every is rule.every
    return (night + (shift.to.date() - shift.night.date()) if moves else night).date()


def _same_month(night: datetime, shift: Shift, free: Mapping[date, datetime]) -> date | None:
    ahead = _month(night) - _month(shift.night) + _month(shift.to)
    return next((day for day in free if _month(day) == ahead), None)


def _month(day: date) -> int:
    return day.year * _MONTHS + day.month


def _monday(at: datetime) -> date:
    return at.date() - timedelta(days=at.weekday() % WEEK)
