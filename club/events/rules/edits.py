"""What may change about nights that stand, and whom a change asks again."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from club.events.rules import series
from club.events.rules.places import Listed, NamesShown, PlaceShown
from club.events.rules.plans import WEEKS, Repeats
from club.events.rules.series import Every, Rule

ASKED_AGAIN = timedelta(minutes=60)
"""Whoever said yes to a night is asked again when it moves by more than this."""

MOST_HOURS_BEFORE = 336
"""How long before a night the last answer may be asked for."""

_LAST_MINUTE = time(23, 59)


class Scope(StrEnum):
    """Which nights of a series a change is meant for."""

    ONLY = "only"
    LATER = "later"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Terms:
    """Who may come, who sees what, and what else there is to know.

    Args:
        guests_most: how many others one answer may bring; None leaves it as it is.
        first_timers: places kept for newcomers; None leaves it as it is.
        answer_hours: until how many hours before the start answers come; None means until the end.
        names_shown: who may see who comes; None leaves it as it is.
        listed: to whom the calendar shows it; None leaves it as it is.
        place_shown: who may read where it is; None leaves it as it is.
        content_note: what some would rather know before, or "".
        plan_b: what happens if it cannot be as planned, or "".
    """

    guests_most: int | None = None
    first_timers: int | None = None
    answer_hours: int | None = None
    names_shown: NamesShown | None = None
    listed: Listed | None = None
    place_shown: PlaceShown | None = None
    content_note: str = ""
    plan_b: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What may change about a night while answers stand; times are by the clock on the wall.

    Args:
        title: what it is called.
        text: what members should know.
        place: the public name of a known place; None while that is open.
        places: seats; None means there is room for everybody.
        starts: when it starts; None leaves that as it is.
        ends: when it ends; None leaves it as long as it is.
        terms: who may come and who sees what; None leaves that as it is.
    """

    title: str
    text: str
    place: str | None
    places: int | None
    starts: datetime | None = None
    ends: datetime | None = None
    terms: Terms | None = None


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


def rule(rhythm: Rhythm, was: Rule, slot: datetime, to: datetime) -> Rule:
    """Return the rule of a series that goes on like this.

    The last Thursday stays the last one, even in a month where it is also the fourth.

    Args:
        rhythm: how it goes on.
        was: how it met before.
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
    stays = was.nth and series.is_nth(to.date(), was.nth)
    nth = was.nth if stays else series.monthly(to).nth
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


def asks_again(was: datetime, starts: datetime) -> bool:
    """Tell whether a night that moves like this is another night to those who said yes.

    >>> seven, eight = datetime(2027, 3, 18, 19), datetime(2027, 3, 18, 20)
    >>> asks_again(seven, eight), asks_again(seven, eight + timedelta(minutes=1))
    (False, True)
    """
    return was.date() != starts.date() or abs(starts - was) > ASKED_AGAIN
