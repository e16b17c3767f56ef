"""Who is here: when one may say so, for how long it has a name, and what is left of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

OPENS_BEFORE = timedelta(minutes=30)
"""How long before a night somebody may say that they are here."""
LIST_OPENS_BEFORE = timedelta(hours=2)
"""How long before a night its door has the list of those who want to be expected."""
CLOSES_AFTER = timedelta(hours=12)
"""How long after a night both end; with the list go the wishes and the words for the door."""
SAME_TOUCH = timedelta(seconds=1)
"""A hand that shakes touches twice; the second touch takes nothing back."""
KEPT_FOR = timedelta(days=365)
"""How long a night keeps its number of people, and a member's own diary its evenings."""
COUNTED_AT = 3
"""The hour on the club's wall at which old nights become numbers of a month."""
FEWEST = 5
"""A smaller number of people is not shown: it could point at somebody."""


class How(StrEnum):
    """Who said that somebody is here."""

    SELF = "self"
    GREETER = "greeter"
    ANON = "anon"


@dataclass(frozen=True, slots=True)
class Word:
    """Somebody is here, or is not after all; and when that was said."""

    here: bool
    at: datetime


def last_of(stood: Word | None, said: Word) -> Word:
    """Return which of two words of one voice stands: the later, whichever arrives first.

    A hand that shakes touches twice, and then says "here".

    >>> nine, ten = datetime(2027, 3, 11, 21), datetime(2027, 3, 11, 22)
    >>> last_of(Word(False, ten), Word(True, nine)).here
    False
    """
    if stood is None:
        return said
    first, second = sorted((stood, said), key=lambda word: (word.at, word.here))
    shook = first.here and not second.here and second.at - first.at < SAME_TOUCH
    return first if shook else second


def comes_to(own: Word | None, door: Word | None) -> How | None:
    """Return who has said that a member is here, from the last words of both; None if nobody.

    What members say of themselves the door does not take back, and a tick that is older than their
    own "not here" counts no more.
    """
    if own is not None and own.here:
        return How.SELF
    ticked = door is not None and door.here and (own is None or door.at > own.at)
    return How.GREETER if ticked else None


class Counted(StrEnum):
    """What is counted by the month."""

    NIGHTS = "nights"
    PEOPLE = "people"


def is_open(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Tell whether one may say "I am here" at this moment.

    >>> seven, nine = datetime(2027, 3, 11, 19), datetime(2027, 3, 11, 21)
    >>> is_open(seven, nine, datetime(2027, 3, 11, 18, 30)), is_open(seven, nine, nine)
    (True, True)
    >>> is_open(seven, nine, datetime(2027, 3, 11, 18, 29))
    False
    """
    return starts_at - OPENS_BEFORE <= now < ends_at + CLOSES_AFTER


def list_is_open(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Tell whether the door may read its list at this moment."""
    return starts_at - LIST_OPENS_BEFORE <= now < ends_at + CLOSES_AFTER


def head_count(named: int, unnamed: int) -> int:
    """Return how many people are here.

    Whoever has no name is counted up and down at the door, on several phones, some of them
    without a connection: one taken off may arrive before the one it was put on by.

    >>> head_count(9, 3), head_count(9, -1)
    (12, 9)
    """
    return named + max(0, unnamed)


def month_of(local: datetime) -> date:
    """Return the first day of a night's month; the time is by the clock on the wall."""
    return date(local.year, local.month, 1)


def is_counted_now(local: datetime) -> bool:
    """Tell whether it is the hour at which old nights become numbers of a month."""
    return local.hour == COUNTED_AT
