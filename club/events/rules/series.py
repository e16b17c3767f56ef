"""When a series meets: a small part of iCalendar's RRULE, in the wall-clock time of the club.

Written here rather than taken from a library because rules use the standard library only, and
because so little is allowed: no rule may skip a month or meet twice a day. The tests hold it
against ``dateutil`` over thousands of drawn rules.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from itertools import count

AHEAD = timedelta(days=56)
"""How far ahead the nights of a series are written down."""

WEEK = 7
MOST_WEEKS_BETWEEN = 4
MOSTDAYS_A_WEEK = 3
MOST_TIMES = 520
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MONTHS = 12
_LAST = -1
_NTHS = (_LAST, 1, 2, 3, 4)
_LONGEST = timedelta(days=31 * MOST_TIMES)
STAMP = "%Y%m%dT%H%M%S"
Numbered = tuple[int, date]
"""A day on which a series meets, and that it is the first, second ... night of it."""


class Every(StrEnum):
    """The two kinds of round."""

    WEEK = "WEEKLY"
    MONTH = "MONTHLY"


class BadRule(ValueError):
    """This is not a rule that a series may have."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a series repeats.

    Args:
        every: weekly or monthly.
        days: days of the week, Monday is 0.
        weeks: weeks from one round to the next (weekly rules).
        nth: which such day of the month, -1 is the last (monthly rules).
        until: last local start that belongs to the series.
        times: how many nights in all.
    """

    every: Every
    days: tuple[int, ...]
    weeks: int = 1
    nth: int = 0
    until: datetime | None = None
    times: int | None = None

    def __post_init__(self) -> None:
        """Refuse what would skip months, meet without end in a week, or never."""
        if not self.days or len(set(self.days)) != len(self.days) or not self._fits():
            message = "a series meets weekly on 1 to 3 days, or on one such day of each month"
            raise BadRule(message)
        if self.times is not None and not 1 <= self.times <= MOST_TIMES:
            message = "a series has between 1 and 520 nights, or no end"
            raise BadRule(message)

    def __str__(self) -> str:
        """Write the rule as iCalendar does."""
        parts = [f"FREQ={self.every}"]
        if self.weeks > 1:
            parts.append(f"INTERVAL={self.weeks}")
        number = str(self.nth) if self.nth else ""
        parts.append("BYDAY=" + ",".join(number + DAYS[day] for day in self.days))
        if self.until:
            parts.append(f"UNTIL={self.until.strftime(STAMP)}")
        if self.times:
            parts.append(f"COUNT={self.times}")
        return ";".join(parts)

    def _fits(self) -> bool:
        if not all(0 <= day < WEEK for day in self.days):
            return False
        if self.every is Every.WEEK:
            few = len(self.days) <= MOSTDAYS_A_WEEK
            return few and 1 <= self.weeks <= MOST_WEEKS_BETWEEN and self.nth == 0
        return len(self.days) == 1 and self.nth in _NTHS and self.weeks == 1


def weekly(first: datetime, weeks: int = 1) -> Rule:
    """Return the rule "every so many weeks on the day of ``first``"."""
    return Rule(Every.WEEK, (first.weekday(),), weeks=weeks)


def monthly(first: date) -> Rule:
    """Return the rule "each month on this such day", the fifth being called the last.

    >>> str(monthly(date(2027, 1, 5))), str(monthly(date(2027, 3, 31)))
    ('FREQ=MONTHLY;BYDAY=1TU', 'FREQ=MONTHLY;BYDAY=-1WE')
    """
    nth = (first.day - 1) // WEEK + 1
    return Rule(Every.MONTH, (first.weekday(),), nth=nth if nth in _NTHS else _LAST)


def is_nth(day: date, nth: int) -> bool:
    """Tell whether a day is the first, second ... or (-1) last such day of its month.

    >>> is_nth(date(2027, 2, 25), 4), is_nth(date(2027, 2, 25), -1)
    (True, True)
    """
    if nth == _LAST:
        return (day + timedelta(days=WEEK)).month != day.month
    return (day.day - 1) // WEEK + 1 == nth


def last(rule: Rule, first: datetime) -> date | None:
    """Return the last day of a series; None if it has no end."""
    if rule.times is None:
        return rule.until.date() if rule.until else None
    found = deque(starts(rule, first, first + _LONGEST), maxlen=1)
    return found[0].date() if found else None


def starts(
    rule: Rule,
    first: datetime,
    until: datetime,
    *,
    since: datetime | None = None,
    week_from: int = 0,
) -> Iterator[datetime]:
    """Yield the local starts of a series from ``first`` to ``until``, both included.

    Local times have no zone: the club meets at seven by the clock on the wall, summer and winter.

    Args:
        rule: how it repeats.
        first: its first start; whatever the rule gives before that is not meant.
        until: where to stop.
        since: leave out what is earlier; it is counted, not walked. None means nothing is.
        week_from: the day that weeks begin with, Monday is 0: it tells which weeks are left out.

    >>> thursdays = Rule(Every.WEEK, (3,), times=3)
    >>> first, last = datetime(2027, 3, 4, 19), datetime(2027, 12, 31)
    >>> [str(each.date()) for each in starts(thursdays, first, last, since=datetime(2027, 3, 12))]
    ['2027-03-18']
    """
    end, since = min(until, rule.until or until), since or first
    rounds = _monthly if rule.every is Every.MONTH else partial(_weekly, week_from=week_from)
    for number, day in rounds(rule, first, since.date()):
        start = datetime.combine(day, first.time())
        if start > end or (rule.times is not None and number > rule.times):
            return
        if start >= since:
            yield start


def _weekly(rule: Rule, first: datetime, since: date, week_from: int) -> Iterator[Numbered]:
    """Yield the days of the rounds, from one that holds or precedes ``since``, with numbers."""
    offsets = sorted((day - week_from) % WEEK for day in rule.days)
    lies = (first.weekday() - week_from) % WEEK
    begins = first.toordinal() - lies
    before = sum(offset < lies for offset in offsets)
    skipped = max(0, (since.toordinal() - begins) // (WEEK * rule.weeks))
    for number in count(skipped):
        week = begins + number * WEEK * rule.weeks
        for place, offset in enumerate(offsets, 1):
            given = number * len(offsets) + place - before
            if given > 0:
                yield given, date.fromordinal(week + offset)


def _monthly(rule: Rule, first: datetime, since: date) -> Iterator[Numbered]:
    """Yield the day of each month, from the month of ``since``, with numbers."""
    begins = first.year * _MONTHS + first.month - 1
    before = int(_nth(rule, begins) < first.date())
    skipped = max(0, since.year * _MONTHS + since.month - 1 - begins)
    for number in count(skipped):
        given = number + 1 - before
        if given > 0:
            yield given, _nth(rule, begins + number)


def _nth(rule: Rule, month: int) -> date:
    """Return the day of a month; months are counted from the year 0."""
    begins = date(month // _MONTHS, month % _MONTHS + 1, 1)
    if rule.nth == _LAST:
        last = (begins + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - rule.days[0]) % WEEK)
    wait = (rule.days[0] - begins.weekday()) % WEEK
    return begins + timedelta(days=wait + WEEK * (rule.nth - 1))
