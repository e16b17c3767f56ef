"""The hours of a decision: eight in the evening, club time, in whole local days."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from club.charter.rules.evenings import DAY, deadline

__all__ = ["DAY", "EXTENSION", "accepts", "deadline", "extended"]

EXTENSION = timedelta(hours=48)


def extended(closes_at: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """Give a question its one more chance: two local days.

    Counted from the close. Where the clock came more than half a day late, from then on: an
    extension that is over before anybody hears of it would be no chance.
    """
    return deadline(closes_at if now - closes_at < DAY / 2 else now, EXTENSION, zone)


def accepts(opens_at: datetime, closes_at: datetime, now: datetime) -> bool:
    """Tell whether a ballot counts now; at the very instant of closing it does not."""
    return opens_at <= now < closes_at
