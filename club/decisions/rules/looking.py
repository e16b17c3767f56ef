"""When the club looks again at what it agreed, and what may be asked about it then."""

from datetime import datetime
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from club.decisions.rules.effects import Effect, KeepAsIs
from club.decisions.rules.states import Origin
from club.kit.words import gettext as _

ONCE_MORE = frozenset({Origin.SECOND_CALL, Origin.RERUN})
"""A question of these origins is the one before it, in the same words."""
FOLLOWING = frozenset({Origin.REVIEW, Origin.REOPENED})
"""A question of these origins is about what an earlier one decided."""
_SPANS = (1, 3, 6, 12, 18, 24, 36, 48, 60)


class Again(StrEnum):
    """What a member may ask about something decided, beside the clock's question to keep it."""

    CHANGE = "change"
    END = "end"


def due(in_force_at: datetime, months: int) -> datetime:
    """Find the moment so many months after something came into force.

    >>> from datetime import UTC
    >>> str(due(datetime(2027, 8, 31, 20, tzinfo=UTC), 6))
    '2028-02-29 20:00:00+00:00'
    """
    return in_force_at + relativedelta(months=months)


def spans(most: int, *named: int) -> tuple[int, ...]:
    """Return the months to choose from until the club looks again.

    Args:
        most: no more than these, unless they are named.
        named: months that are usual, or were chosen before.

    >>> spans(24, 6), spans(12, 5, 0)
    ((1, 3, 6, 12, 18, 24), (1, 3, 5, 6, 12))
    """
    return tuple(sorted({each for each in _SPANS if each <= most} | set(named) - {0}))


def takes_place(origin: Origin | None, effect: Effect) -> bool:
    """Tell whether a carried question takes the place of the decision it follows from.

    >>> takes_place(Origin.REVIEW, KeepAsIs("decision/a", 1, 6)), takes_place(None, Effect())
    (False, False)
    """
    return origin in FOLLOWING and not isinstance(effect, KeepAsIs)


def ending(question: str, longest: int) -> str:
    """Ask for the end of something, in no more letters than a question may have.

    >>> ending("Shall we open on Sundays?", 140)
    'Shall we end this: “Shall we open on Sundays?”'
    >>> ending("Shall we open on Sundays?", 30)
    'Shall we end this: “Shall we…”'
    """
    asks = _("Shall we end this: “{question}”")
    room = longest - len(asks.format(question=""))
    short = question if len(question) <= room else question[: room - 1].rstrip() + "…"
    return asks.format(question=short)
