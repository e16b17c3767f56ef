"""The words of a decision's life, and where it stands at a given moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a decision stands; the clock alone moves it from notice to its end."""

    DRAFT = "draft"
    READY = "ready"
    NOTICE = "notice"
    OPEN = "open"
    COUNTING = "counting"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What the count found."""

    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    NO_QUORUM = "no_quorum"
    OBJECTED = "objected"
    ADVICE = "advice"


class Choice(StrEnum):
    """What a member may say on a yes-or-no ballot."""

    YES = "yes"
    NO = "no"
    NO_OPINION = "no_opinion"


class OnRoll(StrEnum):
    """How one person stands on one decision's roll."""

    AWAKE = "awake"
    DORMANT = "dormant"
    RECUSED = "recused"
    STRUCK = "struck"


class Method(StrEnum):
    """How the question is put and counted; ``stv`` and ``seats`` elect, by ranking and by ticks."""

    YES_NO = "yesno"
    SIGNED = "signed"
    RANKED = "ranked"
    APPROVAL = "approval"
    CONSENT = "consent"
    ADVICE = "advice"
    STV = "stv"
    SEATS = "seats"


class Class(StrEnum):
    """The kind of question; the charter gives each its own clocks and thresholds."""

    ORDINARY = "ordinary"
    ELECTION = "election"
    FOUNDING = "founding"
    CONSTITUTIONAL = "constitutional"
    RECALL = "recall"
    ADVISORY = "advisory"


class Origin(StrEnum):
    """Why a question follows an earlier one."""

    SECOND_CALL = "second_call"
    REVIEW = "review"
    REOPENED = "reopened"
    RERUN = "rerun"


class Carried(StrEnum):
    """What became of one effect of a carried decision; ``first``: it takes a second vote."""

    DONE = "done"
    FAILED = "failed"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Hours:
    """The moments that decide where a decision stands; None means it has not come to that."""

    noticed_at: datetime | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    withdrawn_at: datetime | None = None


def state(hours: Hours, *, ready: bool, now: datetime) -> State:
    """Say where a decision stands now; no worker needs to have run for this to be true.

    Args:
        hours: the decision's own moments.
        ready: enough members stand behind the present text.
        now: the moment asked about.
    """
    if hours.withdrawn_at is not None:
        return State.WITHDRAWN
    if hours.closed_at is not None:
        return State.CLOSED
    if hours.opens_at is None or hours.closes_at is None:
        return State.READY if ready else State.DRAFT
    if now < hours.opens_at:
        return State.NOTICE
    return State.OPEN if now < hours.closes_at else State.COUNTING


def ready(supporters: int, needed: int, *, agreed: bool) -> bool:
    """Tell whether a text may be put to the club.

    Args:
        supporters: voting members who stand behind this very text.
        needed: how many the charter asks for.
        agreed: everyone the text would give a role to has said yes.

    >>> ready(2, 2, agreed=True), ready(2, 2, agreed=False), ready(1, 2, agreed=True)
    (True, False, False)
    """
    return agreed and supporters >= needed
