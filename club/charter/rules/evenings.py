"""Every deadline of the club is eight in the evening, club time, after whole local days."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

EVENING = time(20)
DAY = timedelta(days=1)


def deadline(start: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    """Find the first eight in the evening that leaves the whole length, in local days.

    Local days, so that the night the clocks change takes no hour from anybody. A length of
    nothing means at once.

    >>> from datetime import UTC
    >>> dublin = ZoneInfo("Europe/Dublin")
    >>> str(deadline(datetime(2026, 10, 23, 12, tzinfo=UTC), timedelta(hours=72), dublin))
    '2026-10-26 20:00:00+00:00'
    """
    if not length:
        return start
    local = start.astimezone(zone)
    days = -(-length // DAY)
    if local.time() > EVENING:
        days += 1
    evening = datetime.combine(local.date() + days * DAY, EVENING, tzinfo=zone)
    return evening.astimezone(start.tzinfo)
