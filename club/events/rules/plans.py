"""What somebody who plans a night writes down, and what cannot be planned."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from club.events.rules.edits import Terms
from club.events.rules.places import Fact, Listed, NamesShown, PlaceShown
from club.events.rules.rhythms import Repeats, Rhythm

FURTHEST = timedelta(days=730)
_WEEK = timedelta(days=7)
LONGEST = timedelta(hours=24)


class Fault(StrEnum):
    """Why a night cannot be planned so."""

    PAST = "past"
    TOO_FAR = "too far"


@dataclass(frozen=True, slots=True)
class PlacePlan:
    """A place the club has not met at before."""

    name: str
    how_to_find: str = ""
    facts: dict[Fact, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """A night, or a series of nights; times are by the clock on the club's wall.

    Args:
        title: what it is called.
        starts: when it starts.
        ends: when it ends, later than it starts.
        text: what members should know.
        place: the public name of a known place, a new place, or None while that is open.
        places: seats; None means there is room for everybody.
        repeats: whether it comes back.
        days: further days of the week on which it does, Monday is 0.
        until: its last day; None means there is none.
        times: how many nights in all; None means as many as there are.
        names_shown: who may see who comes.
        count_shown: all members may read how many come.
        listed: to whom the calendar shows it.
        place_shown: who may read where it is.
        join_url: where it is joined from home, or "".
        terms: what else is agreed, where it comes from a night like it; None means the usual.
    """

    title: str
    starts: datetime
    ends: datetime
    text: str = ""
    place: str | PlacePlan | None = None
    places: int | None = None
    repeats: Repeats = Repeats.ONCE
    days: tuple[int, ...] = ()
    until: date | None = None
    times: int | None = None
    names_shown: NamesShown = NamesShown.COMING
    count_shown: bool = True
    listed: Listed = Listed.MEMBERS
    place_shown: PlaceShown = PlaceShown.MEMBERS
    join_url: str = ""
    terms: Terms | None = None


def rhythm(plan: Plan) -> Rhythm | None:
    """Return how a planned series comes back; None for a single night.

    >>> first = datetime(2027, 3, 18, 19)
    >>> rhythm(Plan("Songs", first, first, repeats=Repeats.MONTH)).days
    (3,)
    """
    if plan.repeats is Repeats.ONCE:
        return None
    days = tuple(sorted({plan.starts.weekday(), *plan.days}))
    return Rhythm(plan.repeats, days, plan.until, plan.times)


def a_week_on(starts: datetime, now: datetime) -> datetime:
    """Return the same day and hour a week later, or in the first week that is still to come.

    >>> thursday = datetime(2027, 3, 18, 19)
    >>> str(a_week_on(thursday, datetime(2027, 3, 1)))
    '2027-03-25 19:00:00'
    >>> str(a_week_on(thursday, thursday + 9 * _WEEK))
    '2027-05-27 19:00:00'
    """
    return starts + _WEEK * max(1, (now - starts) // _WEEK + 1)


def fault(starts: datetime, now: datetime) -> Fault | None:
    """Say why no night can start then; both times are by the clock on the wall."""
    if starts <= now:
        return Fault.PAST
    return Fault.TOO_FAR if starts - now > FURTHEST else None
