"""Meetings of all members: who may call one, by when, how many must be there, what comes next.

The clocks are the charter's. A meeting hears and talks; votes stay where they are, by phone and on
paper, so that nobody has to be there to have a say. Who was not there is known to nobody: the
number of those who were is all that is kept.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

from club.decisions.rules.electorate import least
from club.decisions.rules.states import Class

GATHERING = timedelta(days=30)
"""So long others can join in asking for a meeting."""
LASTS = timedelta(hours=2)
"""How long a meeting stands on the calendar."""
EARLY = timedelta(minutes=30)
"""So long before it begins those who are there can be counted."""
BY_THEN = timedelta(hours=24)
"""So long after its hour somebody can say that a meeting was held; then it was not."""
SOON = timedelta(days=2)
"""The least time between the call of a second meeting and its hour."""
NOT_BY_FEW = frozenset(
    {Class.CONSTITUTIONAL.value, Class.RECALL.value, "membership", "closing_club"}
)
"""Kinds of questions that a second meeting, which fewer may hold, leaves alone."""


class Kind(StrEnum):
    """Why a meeting is held."""

    SPECIAL = "special"
    YEARLY = "yearly"
    SECOND = "second"


class Stage(StrEnum):
    """Where a meeting stands."""

    ASKED = "asked"
    DUE = "due"
    CALLED = "called"
    AGENDA = "agenda"
    HELD = "held"
    ADJOURNED = "adjourned"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Ending(StrEnum):
    """How a meeting that was not held ended."""

    ADJOURNED = "adjourned"
    MISSED = "missed"


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


@dataclass(frozen=True, slots=True)
class Moments:
    """The moments that say where a meeting stands; None means it has not come to that."""

    created_at: datetime
    asked_at: datetime | None = None
    called_at: datetime | None = None
    starts_at: datetime | None = None
    agenda_at: datetime | None = None
    held_at: datetime | None = None
    over_at: datetime | None = None
    ending: Ending | None = None
    withdrawn_at: datetime | None = None


def stage(at: Moments, callers: timedelta, now: datetime) -> Stage:
    """Say where a meeting stands now; no worker needs to have run for this to be true.

    Args:
        at: its moments.
        callers: so long after being asked those who asked may set the day.
        now: the moment asked about.
    """
    if at.withdrawn_at is not None:
        return Stage.WITHDRAWN
    if at.held_at is not None:
        return Stage.HELD
    if at.ending is not None:
        return Stage.ADJOURNED if at.ending is Ending.ADJOURNED else Stage.MISSED
    if at.called_at is not None:
        return Stage.AGENDA if at.agenda_at is not None else Stage.CALLED
    if at.asked_at is not None:
        return Stage.DUE if now < at.asked_at + callers else Stage.LAPSED
    return Stage.ASKED if now < at.created_at + GATHERING else Stage.LAPSED


def callers_needed(voters: int, percent: int, fewest: int) -> int:
    """Say how many members must ask for a meeting; in a tiny club, all of them at most.

    >>> [callers_needed(n, 10, 3) for n in (2, 12, 40, 60)]
    [2, 3, 4, 6]
    """
    return min(voters, max(fewest, least(Fraction(percent, 100), voters)))


def quorum(voters: int, percent: int, fewest: int) -> int:
    """Say how many must be there; in a tiny club, all of them at most.

    >>> [quorum(n, 20, 5) for n in (4, 12, 40, 60)]
    [4, 5, 8, 12]
    """
    return callers_needed(voters, percent, fewest)


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


def only_by_many(kind: str) -> bool:
    """Tell whether a kind of question waits for a meeting that enough come to.

    >>> only_by_many("constitutional"), only_by_many("ordinary")
    (True, False)
    """
    return kind in NOT_BY_FEW


def enough(present: int, needed: int) -> bool:
    """Tell whether so many can hold the meeting."""
    return present >= needed


def too_early(
    present: int, needed: int, starts_at: datetime, wait: timedelta, now: datetime
) -> bool:
    """Tell whether those who are there still wait for others before giving up."""
    return not enough(present, needed) and now < starts_at + wait


def can_be_counted(starts_at: datetime, now: datetime) -> bool:
    """Tell whether it is the time to count who is there."""
    return starts_at - EARLY <= now < starts_at + BY_THEN
