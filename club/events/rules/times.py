"""Wall-clock time and instants; when a night takes answers, reminds, and forgets."""

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

REMINDED_AT = time(18)
"""The evening before, by the clock on the club's wall."""

WRITTEN_AT = time(3, 10)
"""When the nights of a series are written down ahead; on most walls, this time comes once a day."""

FORGOTTEN_AFTER = timedelta(hours=24)
"""How long after a night its answers keep their names; then they are numbers."""

AHEAD_ON_LISTS = timedelta(weeks=8)

_KEY = "%Y-%m-%dT%H:%M"


def instant(local: datetime, zone: str) -> datetime:
    """Return the instant of a local time, in UTC.

    A time that the clocks jump over moves forward by the gap; of a time that comes twice, the
    first is meant. That is what an unfolded time means to ``zoneinfo``.

    >>> instant(datetime(2027, 3, 28, 1, 30), "Europe/Dublin").isoformat()
    '2027-03-28T01:30:00+00:00'
    """
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def closing(
    starts: datetime, ends: datetime, zone: str, starts_at: datetime | None = None
) -> datetime:
    """Return the instant at which a night ends, so that the clock on the wall says what was typed.

    On the night the clocks change it is an hour shorter or longer than the two times are apart;
    only where they leave no time between them does it last as long as was typed.

    Args:
        starts: when it starts by the clock on the wall.
        ends: when it ends by that clock, later than it starts.
        zone: the zone of that clock.
        starts_at: the instant of the start, where it is known which of two is meant.

    >>> eve, morning = datetime(2027, 3, 27, 23, 30), datetime(2027, 3, 28, 3, 30)
    >>> closing(eve, morning, "Europe/Dublin").isoformat()
    '2027-03-28T02:30:00+00:00'
    """
    begins = starts_at or instant(starts, zone)
    second = ends.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC)
    found = (each for each in (instant(ends, zone), second) if each > begins)
    return next(found, begins + (ends - starts))


def wall(at: datetime, zone: str) -> datetime:
    """Return what the clock on the wall says at an instant, without a zone."""
    # In UTC, because of the hour that comes twice only that tells the two apart.
    return _wall(at.astimezone(UTC), zone)


@lru_cache(maxsize=1024)
def _wall(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def key(local: datetime) -> str:
    """Name a night of a series by its first local start; it keeps the name when it is moved."""
    return local.strftime(_KEY)


def from_key(text: str) -> datetime:
    """Read a local start back from its name."""
    return datetime.strptime(text, _KEY)  # noqa: DTZ007  # a time on the wall has no zone


def reminder(starts_local: datetime, zone: str) -> datetime:
    """Return the instant of the evening before a night, when those who come are reminded.

    >>> reminder(datetime(2026, 12, 3, 19, 0), "Europe/Dublin").isoformat()
    '2026-12-02T18:00:00+00:00'
    """
    eve = starts_local.date() - timedelta(days=1)
    return instant(datetime.combine(eve, REMINDED_AT), zone)


def writing(now: datetime, zone: str) -> datetime:
    """Return the last time before now at which the nights ahead were due to be written down.

    >>> writing(datetime(2027, 7, 1, 2, 9, tzinfo=UTC), "Europe/Dublin").isoformat()
    '2027-06-30T02:10:00+00:00'
    """
    today = wall(now, zone).date()
    due = instant(datetime.combine(today, WRITTEN_AT), zone)
    eve = today - timedelta(days=1)
    return due if due <= now else instant(datetime.combine(eve, WRITTEN_AT), zone)


def said_at(client_at: datetime | None, now: datetime) -> datetime:
    """Return when the member spoke: the phone's time if it waited offline, never the future."""
    return min(client_at or now, now)


def is_closed(ends_at: datetime, now: datetime) -> bool:
    """Tell whether a night is over and takes no more answers."""
    return now >= ends_at
