"""What a member's own calendar may show of the club, and for how long."""

from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

BEHIND = timedelta(days=30)
AHEAD = timedelta(days=180)
OFF_FOR = timedelta(days=30)
"""How long a night that was called off stays in calendars, so that every phone hears of it."""

MOST_LINKS = 10
"""How many calendars of one member may ask at a time."""


class Detail(IntEnum):
    """How much a calendar says; the numbers are those of the lock screen's levels."""

    NEUTRAL = 0
    FULL = 2


class Which(StrEnum):
    """Which nights a calendar is given."""

    MINE = "mine"
    ALL = "all"


class Mine(StrEnum):
    """What a member's own answer to a night comes to."""

    COMING = "coming"
    WAITING = "waiting"
    MAYBE = "maybe"
    NO = "no"
    NONE = ""


def window(now: datetime) -> tuple[datetime, datetime]:
    """Return between which instants a night starts that a calendar is given.

    >>> [at.date().isoformat() for at in window(datetime(2027, 3, 31))]
    ['2027-03-01', '2027-09-27']
    """
    return now - BEHIND, now + AHEAD


def is_given(mine: Mine, which: Which, off_at: datetime | None, now: datetime) -> bool:
    """Tell whether a calendar is given a night that starts within its window.

    Args:
        mine: the member's own answer.
        which: what this calendar was made for.
        off_at: when the night was called off, if it was.
        now: the present.

    >>> then = datetime(2027, 3, 31)
    >>> is_given(Mine.NO, Which.MINE, None, then), is_given(Mine.NONE, Which.ALL, None, then)
    (False, True)
    """
    if off_at is not None and now - off_at > OFF_FOR:
        return False
    return which is Which.ALL or mine in {Mine.COMING, Mine.WAITING, Mine.MAYBE}
