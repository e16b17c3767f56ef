"""What an answer came to, as the member who gave it reads it."""

from dataclasses import dataclass
from datetime import datetime

from club.events.rules.seats import Standing, Want
from club.events.rules.wishes import Via


def stands(via: Via, stood_at: datetime, said_at: datetime) -> bool:
    """Tell whether an answer that is there stands against one that arrives.

    What was said later stands, whichever arrives first. What a member usually says was said for
    them by the house: their own word for a night wins over it, whenever they gave it.

    >>> noon, one = datetime(2027, 3, 4, 12), datetime(2027, 3, 4, 13)
    >>> stands(Via.WEB, one, noon), stands(Via.WEB, noon, one), stands(Via.SERIES, one, noon)
    (True, False, False)
    """
    return via is not Via.SERIES and said_at < stood_at


def meant(want: Want, was: Want | None, said_at: datetime, moved_at: datetime | None) -> Want:
    """Return what an answer says to a night that has moved since it was given.

    A yes to the old time is a maybe to the new one, as it is for all who said yes before the night
    moved; who waits, or has said yes since, is left as they are. A no is a no.
    """
    told_before = moved_at is not None and said_at < moved_at
    asks = told_before and want is Want.COMING and was is not Want.COMING
    return Want.MAYBE if asks else want


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer came to.

    Args:
        want: the answer that stands now.
        standing: what it means.
        kept: the member had already said something later, and that stands.
        party: how many come by it.
        smaller: there was no room for all whom the member wanted to bring.
        via: by which way it came.
        again: the night has moved since the member said yes, so that is a maybe.
    """

    want: Want
    standing: Standing
    kept: bool = False
    party: int = 1
    smaller: bool = False
    via: Via = Via.WEB
    again: bool = False
