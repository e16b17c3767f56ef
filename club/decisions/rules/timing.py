"""The hours of a decision: eight in the evening, club time, in whole local days."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from club.decisions.rules.states import Hours

from club.charter.rules.evenings import DAY, deadline

__all__ = ["DAY", "EXTENSION", "accepts", "deadline", "extended"]

EXTENSION = timedelta(hours=48)


def extended(closes_at: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """Give a question its one more chance: two local days."""
    return deadline(_from(closes_at, now), EXTENSION, zone)


def put_off(hours: Hours, down: timedelta, now: datetime) -> datetime | None:
    """Say until when a vote is put off because the program did not run; None if it is not.

    By as long as it did not run, if that is more than a twentieth of the time the vote was open.
    Counted like any extension.

    Args:
        hours: when the vote began, and when it is to end.
        down: how long of that the program did not run.
        now: when the clock comes to end it.
    """
    if hours.opens_at is None or hours.closes_at is None:
        return None
    if down * DOWN_IN <= hours.closes_at - hours.opens_at:
        return None
    return _from(hours.closes_at, now) + down


def _from(closes_at: datetime, now: datetime) -> datetime:
    """Count from the close; where the clock came more than half a day late, from then on.

    An extension that is over before anybody hears of it would be no chance.
    """
    return closes_at if now - closes_at < DAY / 2 else now


def accepts(opens_at: datetime, closes_at: datetime, now: datetime) -> bool:
    """Tell whether a ballot counts now; at the very instant of closing it does not."""
    return opens_at <= now < closes_at
