"""How a series comes back, in the words of a form."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from club.events.rules import series
from club.events.rules.series import Every, Rule

_LAST_MINUTE = time(23, 59)


class Repeats(StrEnum):
    """How often a planned night comes back."""

    ONCE = "once"
    WEEK = "week"
    TWO_WEEKS = "2weeks"
    THREE_WEEKS = "3weeks"
    FOUR_WEEKS = "4weeks"
    MONTH = "month"


WEEKS = {
    Repeats.WEEK: 1,
    Repeats.TWO_WEEKS: 2,
    Repeats.THREE_WEEKS: 3,
    Repeats.FOUR_WEEKS: 4,
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a series goes on.

    Args:
        repeats: how often; a series never meets just once.
        days: on which days of the week, Monday is 0; none means on the day of the edited night.
        until: the last day; None means there is none.
        times: how many nights from now on; None means as many as there are.
    """

    repeats: Repeats
    days: tuple[int, ...] = ()
    until: date | None = None
    times: int | None = None


def rule(rhythm: Rhythm, was: Rule | None, slot: datetime, to: datetime) -> Rule:
    """Return the rule of a series that goes on like this.

    The last Thursday stays the last one, even in a month where it is also the fourth.

    Args:
        rhythm: how it goes on.
        was: how it met before; None where it begins.
        slot: the start that the old rule gave the edited night.
        to: the start that the new rule gives it; if it is on a new day, that takes the old one's
            place.

    >>> night = datetime(2027, 2, 25, 19)
    >>> str(rule(Rhythm(Repeats.MONTH), Rule(Every.MONTH, (3,), nth=-1), night, night))
    'FREQ=MONTHLY;BYDAY=-1TH'

    Raises:
        BadRule: a series cannot meet so.
    """
    until = datetime.combine(rhythm.until, _LAST_MINUTE) if rhythm.until else None
    days = set(rhythm.days)
    if to.weekday() not in days:
        days = days - {slot.weekday()} | {to.weekday()}
    on = tuple(sorted(days))
    if rhythm.repeats is not Repeats.MONTH:
        weeks = WEEKS[rhythm.repeats]
        return Rule(Every.WEEK, on, weeks=weeks, until=until, times=rhythm.times)
    stays = was is not None and was.nth and series.is_nth(to.date(), was.nth)
    nth = was.nth if was and stays else series.monthly(to).nth
    return Rule(Every.MONTH, on, nth=nth, until=until, times=rhythm.times)


def rhythm(rule: Rule, last: date | None) -> Rhythm:
    """Return how a series goes on by its rule.

    Args:
        rule: the rule.
        last: the last day of the series; None if it has none.

    >>> rhythm(Rule(Every.WEEK, (0, 3), weeks=2), None)
    Rhythm(repeats=<Repeats.TWO_WEEKS: '2weeks'>, days=(0, 3), until=None, times=None)
    """
    often = {weeks: repeats for repeats, weeks in WEEKS.items()}
    repeats = Repeats.MONTH if rule.every is Every.MONTH else often[rule.weeks]
    return Rhythm(repeats, rule.days, last)
