"""What a member usually says to a series: for half a year, and never over their own word."""

from datetime import datetime, time, timedelta

from club.events.rules.times import instant, wall

LASTS = timedelta(weeks=26)
"""After that a member is asked anew, by a button and not by a message."""

RENEWED_FROM = timedelta(weeks=4)
"""How long before its end it may be renewed."""

WEEK = timedelta(days=7)
_MONDAY, _TOLD_AT = 0, time(10)


def ends(now: datetime) -> datetime:
    """Return until when what is said now holds."""
    return now + LASTS


def may_renew(until: datetime, now: datetime) -> bool:
    """Tell whether it is time to ask for another half year.

    >>> until = datetime(2027, 7, 1)
    >>> may_renew(until, datetime(2027, 6, 2)), may_renew(until, datetime(2027, 6, 4))
    (False, True)
    """
    return until - now <= RENEWED_FROM


def telling(now: datetime, zone: str) -> datetime:
    """Return the last Monday at ten on the club's wall: when members hear what they are down for.

    >>> from datetime import UTC
    >>> telling(datetime(2027, 7, 5, 8, 59, tzinfo=UTC), "Europe/Dublin").isoformat()
    '2027-06-28T09:00:00+00:00'
    """
    today = wall(now, zone).date()
    monday = today - timedelta(days=today.weekday() - _MONDAY)
    due = instant(datetime.combine(monday, _TOLD_AT), zone)
    before = instant(datetime.combine(monday - WEEK, _TOLD_AT), zone)
    return due if due <= now else before
