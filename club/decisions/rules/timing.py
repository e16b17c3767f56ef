"""The hours of a decision: eight in the evening, club time, in whole local days."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from club.charter.rules.evenings import DAY, deadline

__all__ = ["DAY", "EXTENSION", "accepts", "begins", "deadline", "extended"]

EXTENSION = timedelta(hours=48)


def extended(closes_at: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """Give a question its one more chance: two local days.

    Counted from the close. Where the clock came more than half a day late, from then on: an
    extension that is over before anybody hears of it would be no chance.
    """
    return deadline(begins(closes_at, now), EXTENSION, zone)


def begins(due_at: datetime, now: datetime) -> datetime:
    """Say from when a vote goes that the clock has to begin: from when it was due.

    Where the clock came more than half a day late, from then on: nobody loses hours of a vote
    that they could not see.
    """
    return due_at if now - due_at < DAY / 2 else now


def accepts(opens_at: datetime, closes_at: datetime, now: datetime) -> bool:
    """Tell whether a ballot counts now; at the very instant of closing it does not."""
    return opens_at <= now < closes_at
