"""Saying that something went wrong in a vote: about facts, never about what was right."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from club.decisions.rules.fates import Fate
from club.kit.words import gettext as _

_LEAST, _TENTH = 2, 10


class Ground(StrEnum):
    """What may have gone wrong."""

    NOTICE = "notice"
    ROLL = "roll"
    TEXT = "text"
    SECRECY = "secrecy"
    COUNT = "count"
    RECUSAL = "recusal"
    RULE = "rule"


class No(StrEnum):
    """Why a result cannot be challenged now."""

    NOT_CARRIED = "not_carried"
    OVER = "over"
    HELD = "held"
    SETTLED = "settled"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Challenged:
    """A result as it stands when a member wants to challenge it.

    Args:
        fate: where it stands.
        settled: a panel has looked at it, and it stands; that happens once.
        again: it is held anew already, because of a challenge.
        panel: enough members are left for a panel.
    """

    fate: Fate
    settled: bool = False
    again: bool = False
    panel: bool = True


def needed(base: int) -> int:
    """Say how many must challenge a result before it is looked at.

    Args:
        base: the members the question was measured against.

    >>> needed(3), needed(29), needed(30)
    (2, 2, 3)
    """
    return max(_LEAST, base // _TENTH)


def why_not(challenged: Challenged) -> No | None:
    """Say why a result cannot be challenged now; None if it can.

    Where no panel can be drawn, the vote is held anew without one. It is not held anew for ever:
    two members could keep a small club from deciding anything.
    """
    stands = {
        Fate.NOTHING: No.NOT_CARRIED,
        Fate.UNDER_REVIEW: No.HELD,
        Fate.ANNULLED: No.OVER,
        Fate.IN_FORCE: No.OVER,
        Fate.SUPERSEDED: No.OVER,
    }
    if challenged.fate in stands:
        return stands[challenged.fate]
    if challenged.settled:
        return No.SETTLED
    return No.ALONE if challenged.again and not challenged.panel else None


def in_force_after(closed_at: datetime, cooling: timedelta, found_at: datetime) -> datetime:
    """Say when a result that stands comes into force: not before its time to cool down is over."""
    return max(closed_at + cooling, found_at)


def said(no: No) -> str:
    """Put it into words for the member who challenges."""
    return {
        No.NOT_CARRIED: _("Only what was carried can be looked at like this."),
        No.OVER: _("The time for this is over."),
        No.HELD: _("This result is being looked at already."),
        No.SETTLED: _("This result was looked at already, and it stands."),
        No.ALONE: _("This vote was held anew already, and too few are left to look at it."),
    }[no]


def called(ground: Ground) -> str:
    """Name what may have gone wrong."""
    return {
        Ground.NOTICE: _("The notice: too late, or not everybody was told"),
        Ground.ROLL: _("The roll: somebody was missing, or should not have been on it"),
        Ground.TEXT: _("The words: they were not what the members voted on"),
        Ground.SECRECY: _("Secrecy: somebody could see how others voted"),
        Ground.COUNT: _("The count: the numbers are wrong"),
        Ground.RECUSAL: _("Own interest: somebody voted who should have stepped aside"),
        Ground.RULE: _("The rules: another rule should have been used"),
    }[ground]
