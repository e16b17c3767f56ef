"""Asking once more what too few members answered: the same words, a new roll, lower floors."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from club.decisions.rules.frozen import Frozen
from club.decisions.rules.states import Class, Origin, Outcome

LEAST_NOTICE = timedelta(hours=168)
_NEVER_TWICE = {"founding", "closing_club", "advisory"}
_NOT_ALONE = 2


def called_again(outcome: Outcome, kind: Class, origin: Origin | None) -> bool:
    """Tell whether the clock asks this once more: too few answered, for the first time.

    >>> called_again(Outcome.NO_QUORUM, Class.ORDINARY, None)
    True
    >>> called_again(Outcome.NO_QUORUM, Class.ORDINARY, Origin.SECOND_CALL)
    False
    """
    return (
        outcome is Outcome.NO_QUORUM
        and origin is not Origin.SECOND_CALL
        and kind.value not in _NEVER_TWICE
    )


def eased(rule: Frozen, factor: Fraction) -> Frozen:
    """Lower both floors of a rule; the share of yes among yes and no stays what it was.

    Rounded up, and one member alone never decides for a club of several.

    Args:
        rule: the rule for a first call.
        factor: the part of each floor that is left, at most one.
    """
    asks = rule.threshold
    least = -(-asks.min_yes * factor.numerator // factor.denominator)
    lower = replace(
        asks,
        yes_floor=asks.yes_floor * factor,
        min_yes=max(least, min(asks.min_yes, _NOT_ALONE)),
    )
    return replace(rule, threshold=lower)


def notice(usual: timedelta) -> timedelta:
    """Say how long a second call stands on notice: a week, or longer where that is usual."""
    return max(usual, LEAST_NOTICE)
