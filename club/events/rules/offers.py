"""When places are kept, offered and given up again: the clocks of a full room."""

from datetime import datetime, timedelta
from enum import StrEnum

KEPT_UNTIL = timedelta(hours=24)
"""So long before a night the places kept for newcomers are open to all."""
LAST_HOURS = timedelta(hours=3)
"""From here on a free place is offered to all who asked to be asked; the first tap wins."""
OFFER_LASTS = timedelta(hours=12)
OFFERS_END = timedelta(hours=2)
"""No offer that holds a place runs longer than until this long before the night."""
MOST_LAPSES = 2
"""After so many offers that ran out the club asks whether somebody wants to stay on the list."""
RECENT = timedelta(days=60)
"""How long a place counts as one that somebody had lately."""
_WEEK = 7


class Moved(StrEnum):
    """Why a host moved somebody in the queue; all who wait can read it, without a name."""

    ACCESS = "access"
    SHARED_LIFT = "shared lift"
    FIRST_TIME = "first time"
    MISTAKE = "mistake"


def kept_for_newcomers(kept: int, seated: int, starts_at: datetime, now: datetime) -> int:
    """Return how many places are still kept for people who come for the first time.

    Args:
        kept: how many the night keeps.
        seated: how many newcomers were given and have; whoever has been elsewhere since keeps
            theirs, and it does not come back for another.
        starts_at: when the night begins.
        now: this moment.
    """
    if now >= starts_at - KEPT_UNTIL:
        return 0
    return max(0, kept - seated)


def first_tap_wins(starts_at: datetime, now: datetime) -> bool:
    """Tell whether the night is so near that offers no longer hold a place."""
    return now >= starts_at - LAST_HOURS


def offer_ends(waking_end: datetime, starts_at: datetime) -> datetime:
    """Return when an offer runs out.

    Args:
        waking_end: the end of twelve hours in which the member's phone may wake them.
        starts_at: when the night begins.
    """
    return min(waking_end, starts_at - OFFERS_END)


def seated_until(starts_at: datetime) -> datetime:
    """Return until when a place at this night counts as one that somebody had lately.

    Rounded up to a Monday, so that no row says on which night a member was.
    """
    end = starts_at + RECENT
    return end + timedelta(days=-end.weekday() % _WEEK)
