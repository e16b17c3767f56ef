"""What may change about nights that stand, and whom a change asks again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from club.events.rules.places import Listed, NamesShown, PlaceShown

ASKED_AGAIN = timedelta(minutes=60)
"""Whoever said yes to a night is asked again when it moves by more than this."""

MOST_HOURS_BEFORE = 336
"""How long before a night the last answer may be asked for."""


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
        count_shown: all members may read how many come; None leaves it as it is.
        listed: to whom the calendar shows it; None leaves it as it is.
        place_shown: who may read where it is; None leaves it as it is.
        content_note: what some would rather know before, or "".
        plan_b: what happens if it cannot be as planned, or "".
        join_url: where it is joined from home, or ""; None leaves it as it is.
    """

    guests_most: int | None = None
    first_timers: int | None = None
    answer_hours: int | None = None
    names_shown: NamesShown | None = None
    listed: Listed | None = None
    place_shown: PlaceShown | None = None
    content_note: str = ""
    plan_b: str = ""
    join_url: str | None = None
    count_shown: bool | None = None


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


def asks_again(was: datetime, starts: datetime) -> bool:
    """Tell whether a night that moves like this is another night to those who said yes.

    >>> seven, eight = datetime(2027, 3, 18, 19), datetime(2027, 3, 18, 20)
    >>> asks_again(seven, eight), asks_again(seven, eight + timedelta(minutes=1))
    (False, True)
    """
    return was.date() != starts.date() or abs(starts - was) > ASKED_AGAIN
