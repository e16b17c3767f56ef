"""What somebody who plans a night writes down, and what cannot be planned."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from club.events.rules import series
from club.events.rules.places import Fact, NamesShown
from club.events.rules.series import Rule

FURTHEST = timedelta(days=730)
LONGEST = timedelta(hours=24)


class Repeats(StrEnum):
    """How often a planned night comes back."""

    ONCE = "once"
    WEEK = "week"
    TWO_WEEKS = "2weeks"
    THREE_WEEKS = "3weeks"
    FOUR_WEEKS = "4weeks"
    MONTH = "month"


class Fault(StrEnum):
    """Why a night cannot be planned so."""

    PAST = "past"
    TOO_FAR = "too far"


WEEKS = {
    Repeats.WEEK: 1,
    Repeats.TWO_WEEKS: 2,
    Repeats.THREE_WEEKS: 3,
    Repeats.FOUR_WEEKS: 4,
}


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
        names_shown: who may see who comes.
    """

    title: str
    starts: datetime
    ends: datetime
    text: str = ""
    place: str | PlacePlan | None = None
    places: int | None = None
    repeats: Repeats = Repeats.ONCE
    names_shown: NamesShown = NamesShown.COMING


def rule(plan: Plan) -> Rule | None:
    """Return the rule of a planned series; None for a single night.

    >>> first = datetime(2027, 3, 18, 19)
    >>> str(rule(Plan("Songs", first, first, repeats=Repeats.TWO_WEEKS)))
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH'
    """
    if plan.repeats is Repeats.ONCE:
        return None
    if plan.repeats is Repeats.MONTH:
        return series.monthly(plan.starts)
    return series.weekly(plan.starts, WEEKS[plan.repeats])


def fault(starts: datetime, now: datetime) -> Fault | None:
    """Say why no night can start then; both times are by the clock on the wall."""
    if starts <= now:
        return Fault.PAST
    return Fault.TOO_FAR if starts - now > FURTHEST else None
