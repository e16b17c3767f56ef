"""By when a meeting is called, and its day: the clocks are the charter's."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

LASTS = timedelta(hours=2)
"""How long a meeting stands on the calendar."""
SOON = timedelta(days=2)
"""The least time between the call of a second meeting and its hour."""
CHOICE = timedelta(days=7)
"""So many days at least whoever sets a day late can choose from."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The charter's times for meetings, as they are now.

    Args:
        committee: so long the committee has to set the day.
        callers: so long after being asked those who asked may set it themselves.
        notice: so long before a meeting all members hear of it.
        yearly_notice: the same for the yearly meeting.
        motions: points come in so long before it.
        agenda: the agenda goes out so long before it.
        wait: if too few are there, the others wait so long.
        adjourn: then the club meets again after so long.
        minutes: the minutes are out within so long.
    """

    committee: timedelta
    callers: timedelta
    notice: timedelta
    yearly_notice: timedelta
    motions: timedelta
    agenda: timedelta
    wait: timedelta
    adjourn: timedelta
    minutes: timedelta


def may_set_day(
    asked_at: datetime, clocks: Clocks, now: datetime, *, committee: bool, caller: bool
) -> bool:
    """Tell whether somebody may set the day of a meeting that was asked for.

    Args:
        asked_at: since when enough ask for it.
        clocks: the charter's times.
        now: the moment.
        committee: they are on the committee, which has the first turn and keeps it.
        caller: they asked for it; their turn comes when the committee's time is over.
    """
    waited = now >= asked_at + clocks.committee
    in_time = now < asked_at + clocks.callers
    return in_time and (committee or (caller and waited))


def latest_day(asked_at: datetime, clocks: Clocks, now: datetime) -> datetime:
    """Say when a meeting that was asked for must be held at the latest.

    Whoever may set a day can always find one: short times in the charter, a long notice and a
    committee that waits for its last hour would leave those who asked without any.
    """
    return max(asked_at + clocks.callers, now + clocks.notice + CHOICE)


def closes(starts_at: datetime, called_at: datetime, clocks: Clocks) -> datetime:
    """Say when the last point for a meeting can come in, and the agenda goes out."""
    return max(called_at, starts_at - max(clocks.motions, clocks.agenda))


def instant(local: datetime, zone: str) -> datetime:
    """Return the instant of a time on the club's wall; one that the clocks jump moves forward.

    >>> instant(datetime(2027, 3, 28, 1, 30), "Europe/Dublin").isoformat()
    '2027-03-28T01:30:00+00:00'
    """
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def second_day(starts_at: datetime, after: timedelta, zone: str) -> datetime:
    """Return the same time of the day, so many days later by the clock on the wall.

    >>> first = datetime(2027, 3, 25, 19, tzinfo=UTC)
    >>> second_day(first, timedelta(days=7), "Europe/Dublin").isoformat()
    '2027-04-01T18:00:00+00:00'
    """
    local = starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return instant(local + after, zone)
