"""Where a meeting stands at each moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

GATHERING = timedelta(days=30)
"""So long others can join in asking for a meeting."""


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
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Ending(StrEnum):
    """How a meeting that was not held ended."""

    ADJOURNED = "adjourned"
    FAILED = "failed"


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
        return Stage.ADJOURNED if at.ending is Ending.ADJOURNED else Stage.FAILED
    if at.called_at is not None:
        return Stage.AGENDA if at.agenda_at is not None else Stage.CALLED
    if at.asked_at is not None:
        return Stage.DUE if now < at.asked_at + callers else Stage.LAPSED
    return Stage.ASKED if now < at.created_at + GATHERING else Stage.LAPSED
