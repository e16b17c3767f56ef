"""Check on me: a member asks friends to say hello when nothing was heard of them for a while.

Off unless asked for. Days only are kept, on the member's own row, and nobody is shown them.
"""

from datetime import date, timedelta
from enum import StrEnum

LEAST_WEEKS = 2
MOST_WEEKS = 12
MOST_FRIENDS = 3


class Way(StrEnum):
    """How somebody would like to be said hello to."""

    RING = "ring"
    TEXT = "text"
    KNOCK = "knock"


class Line(StrEnum):
    """What the member reads about it."""

    BEGAN = "began"
    YES = "yes"
    NO = "no"
    TOLD = "told"


def is_due(last_on: date, weeks: int, today: date) -> bool:
    """Tell whether the last sign of life is so long ago that friends are asked to say hello.

    >>> is_due(date(2027, 3, 1), 2, date(2027, 3, 15))
    True
    >>> is_due(date(2027, 3, 2), 2, date(2027, 3, 15))
    False
    """
    return today - last_on >= timedelta(weeks=weeks)
