"""What follows from a push service's answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

NO_ANSWER = 0
"""Stands where there was no status: no connection, no reply in time, a forbidden address."""
RETRY_AFTER = tuple(timedelta(seconds=each) for each in (30, 2 * 60, 8 * 60, 30 * 60, 2 * 60 * 60))
KEY_REST = timedelta(minutes=15)
"""How long a push service that refuses our key is left alone."""
LONGEST_REST = timedelta(hours=1)
SHORTEST_REST = timedelta(seconds=30)
FAILS_OF_THE_DEAD = 20
SILENCE_OF_THE_DEAD = timedelta(days=14)
_SPREAD_PERCENT = 20


class Outcome(StrEnum):
    """How a delivery ended."""

    SENT = "sent"
    GONE = "gone"
    FAILED = "failed"
    EXPIRED = "expired"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a push service said; ``retry_after`` is the rest it asked for, if it did."""

    status: int
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """What to do now: an end, or another try at ``due_at``.

    ``forget`` says that this browser is gone; ``rest`` how long its push service is left alone.
    """

    outcome: Outcome | None = None
    due_at: datetime | None = None
    forget: bool = False
    rest: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Try:
    """One try at one delivery; ``spread`` is a number that differs between deliveries."""

    attempts: int
    expires_at: datetime
    spread: int = 0


def after(answer: Answer, this: Try, *, now: datetime, others_ok: bool = True) -> Next:
    """Say what follows from a push service's answer.

    Args:
        answer: what it said.
        this: the try it answered.
        now: when it did.
        others_ok: whether this push service takes what we send to other browsers; if it does
            not, a 400 is about our key and not about this message.
    """
    status = answer.status
    if status in {200, 201, 202, 204}:
        return Next(Outcome.SENT)
    if status in {404, 410}:
        return Next(Outcome.GONE, forget=True)
    if status in {401, 403} or (status == 400 and not others_ok):  # noqa: PLR2004
        return _later(now + KEY_REST, this, rest=KEY_REST)
    if status in {400, 413}:
        return Next(Outcome.FAILED)
    if status in {429, 503}:
        asked = answer.retry_after or SHORTEST_REST
        rest = min(max(asked, SHORTEST_REST), LONGEST_REST)
        return _later(now + rest, this, rest=rest)
    return _later(now + pause(this), this)


def pause(this: Try) -> timedelta:
    """Say how long to wait after a failure: longer each time, spread by a fifth either way.

    >>> [pause(Try(n, None, spread=20)).total_seconds() for n in (1, 2, 5, 9)]
    [30.0, 120.0, 7200.0, 7200.0]
    """
    whole = RETRY_AFTER[min(max(this.attempts, 1), len(RETRY_AFTER)) - 1]
    percent = 100 - _SPREAD_PERCENT + this.spread % (2 * _SPREAD_PERCENT + 1)
    return whole * percent / 100


def is_dead(fails: int, failing_since: datetime | None, *, now: datetime) -> bool:
    """Tell whether a browser that keeps failing is given up."""
    long = failing_since is not None and now - failing_since >= SILENCE_OF_THE_DEAD
    return fails >= FAILS_OF_THE_DEAD and long


def _later(due_at: datetime, this: Try, rest: timedelta | None = None) -> Next:
    if due_at >= this.expires_at:
        return Next(Outcome.EXPIRED, rest=rest)
    return Next(due_at=due_at, rest=rest)
