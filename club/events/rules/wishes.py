"""What a member may ask for with an answer, and by which way an answer came."""

from collections.abc import Iterable
from enum import IntFlag, StrEnum
from functools import lru_cache

MOST_GUESTS = 3
"""How many others one answer may bring at the most; what a night allows stands on the night."""
MOST_PARTY = 1 + MOST_GUESTS


class Wish(IntFlag):
    """What makes an evening easier; read by that night's door alone, and gone 12 hours after."""

    NONE = 0
    LATE = 1
    LEAVE_EARLY = 2
    MEET_ME = 4
    QUIET = 8


class Asked(StrEnum):
    """The names of the wishes, as forms and data spell them."""

    LATE = "late"
    LEAVE_EARLY = "leave_early"
    MEET_ME = "meet_me"
    QUIET = "quiet"


class Via(StrEnum):
    """By which way an answer came."""

    WEB = "web"
    PUSH = "push"
    MAIL = "mail"
    PROXY = "proxy"
    SERIES = "series"


def together(asked: Iterable[Asked]) -> Wish:
    """Return these wishes as one value.

    >>> together([Asked.LATE, Asked.QUIET])
    <Wish.LATE|QUIET: 9>
    """
    wishes = Wish.NONE
    for each in asked:
        wishes |= Wish[each.name]
    return wishes


@lru_cache(maxsize=64)
def apart(wishes: int) -> tuple[Asked, ...]:
    """Return the wishes in a value, one by one.

    >>> apart(9)
    (<Asked.LATE: 'late'>, <Asked.QUIET: 'quiet'>)
    """
    return tuple(each for each in Asked if Wish[each.name] & wishes)
