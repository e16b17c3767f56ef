"""The hours of a decision: eight in the evening, club time, in whole local days."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from club.charter.rules.evenings import DAY, deadline
from club.decisions.rules.states import Hours

__all__ = [
    "DAY",
    "EXTENSION",
    "accepts",
    "begins",
    "deadline",
    "extended",
    "in_hours",
    "put_off",
]

EXTENSION = timedelta(hours=48)
DOWN_IN = 20
"""A vote is put off if the program did not run for more than one part in so many of its time."""
PROMPT = timedelta(minutes=5)
"""A clock that comes later than this to a close did not run at it."""
_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)


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


def put_off(hours: Hours, down: timedelta, now: datetime) -> datetime | None:
    """Say until when a vote is put off because the program did not run; None if it is not.

    By as long as it did not run, in whole minutes, if that is more than a twentieth of the time
    the vote was open. Counted from the close. Where the program did not run at the close either,
    from when it runs again: members could not use a moment of what lies between.

    Args:
        hours: when the vote began, and when it is to end.
        down: how long of that the program did not run.
        now: when the clock comes to end it.
    """
    if hours.opens_at is None or hours.closes_at is None:
        return None
    if down * DOWN_IN <= hours.closes_at - hours.opens_at:
        return None
    start = hours.closes_at if now - hours.closes_at <= PROMPT else now
    return _next_minute(start + down)


def in_hours(minutes: int) -> int:
    """Say how long the program did not run in whole hours, as people say it; one at least.

    >>> [in_hours(each) for each in (20, 89, 91, 500)]
    [1, 1, 2, 8]
    """
    return max(1, round(minutes * _MINUTE / _HOUR))


def _next_minute(moment: datetime) -> datetime:
    """Return the whole minute a moment lies before, so that what is shown is what holds."""
    over = timedelta(seconds=moment.second, microseconds=moment.microsecond)
    return moment - over + _MINUTE if over else moment


def accepts(opens_at: datetime, closes_at: datetime, now: datetime) -> bool:
    """Tell whether a ballot counts now; at the very instant of closing it does not."""
    return opens_at <= now < closes_at
