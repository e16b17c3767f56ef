"""What is said at a night: to whom, until when, and what may be done about it."""

from datetime import datetime, timedelta
from enum import IntFlag, StrEnum

LONGEST = 2000
"""Letters of a comment, or of a host's word."""
NOTE_LENGTH = 120

SPOKEN_UNTIL = timedelta(hours=24)
"""How long after a night members may still say something."""
FORGOTTEN_AFTER = timedelta(days=90)
"""How long after a night what was said is deleted."""
HIDDEN_FOR = timedelta(hours=72)
"""How long a text stays hidden, once; the members decide about more."""


class To(IntFlag):
    """Whom a word is for; nobody named means everybody."""

    EVERYBODY = 0
    COMING = 1
    MAYBE = 2
    WAITING = 4


class Reason(StrEnum):
    """Why a member asks that others look at a text."""

    HURTS = "hurts"
    PRIVATE = "private"
    SELLS = "sells"
    OTHER = "other"


_BY_ANSWER = {"coming": To.COMING, "maybe": To.MAYBE, "waiting": To.WAITING}


def reaches(to: To, mine: str | None) -> bool:
    """Tell whether a word is for a member with this answer; None before they have answered.

    >>> reaches(To.COMING | To.WAITING, "waiting"), reaches(To.COMING, None)
    (True, False)
    """
    return not to or bool(to & _BY_ANSWER.get(mine or "", To.EVERYBODY))


def may_speak(ends_at: datetime, now: datetime) -> bool:
    """Tell whether something may still be said at a night."""
    return now < ends_at + SPOKEN_UNTIL


def is_hidden(hidden_until: datetime | None, now: datetime) -> bool:
    """Tell whether a text is hidden at this moment; by itself it comes back."""
    return hidden_until is not None and now < hidden_until
