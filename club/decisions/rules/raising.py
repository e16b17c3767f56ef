"""What a change of the rules must itself reach: never less than what it changes."""

from dataclasses import replace

from club.charter.rules import CLAUSES, Charter, weakens
from club.decisions.rules.counting import Threshold
from club.decisions.rules.effects import Effect, Elect, SetRule

_MEASURES = frozenset({"threshold", "strict", "yes_floor", "min_yes"})


def threshold(charter: Charter, kind: str) -> Threshold:
    """Return what one kind of question takes; all there are cannot be exceeded, only reached."""
    asks = charter.decision_class(kind)
    strict = asks.strict and asks.threshold < 1
    return Threshold(asks.threshold, strict, asks.yes_floor, asks.min_yes)


def strictest(asks: Threshold, *others: Threshold) -> Threshold:
    """Return a threshold that reaches each of these.

    >>> from fractions import Fraction
    >>> a = Threshold(Fraction(2, 3), False, Fraction(1, 3), 3)
    >>> b = Threshold(Fraction(1, 2), True, Fraction(1, 2), 5)
    >>> strictest(a, b)
    Threshold(share=Fraction(2, 3), strict=False, yes_floor=Fraction(1, 2), min_yes=5)
    """
    each = (asks, *others)
    share, strict = max((one.share, one.strict) for one in each)
    return Threshold(
        share, strict, max(one.yes_floor for one in each), max(one.min_yes for one in each)
    )


def needs(charter: Charter, kind: str, effect: Effect) -> Threshold:
    """Return what a question takes that would do this.

    What it takes to decide a kind of question can only be changed by as many as decide it now,
    and as would decide it then. A protected rule gets weaker only by the share it says itself.
    """
    asks = threshold(charter, kind)
    if isinstance(effect, Elect):
        # Nobody says yes or no there; what is asked for is a part of the club that votes.
        return replace(asks, min_yes=1)
    if not isinstance(effect, SetRule) or effect.key not in CLAUSES:
        return asks
    then = Charter({**charter.decided, effect.key: effect.value})
    if touched := _measured(effect.key):
        asks = strictest(asks, threshold(charter, touched), threshold(then, touched))
    if twice(charter, effect):
        locked = Threshold(charter.share("rules.change_protected"), False, asks.yes_floor, 0)  # noqa: FBT003
        asks = strictest(asks, locked)
    return asks


def twice(charter: Charter, effect: Effect) -> bool:
    """Tell whether the members must say yes twice: a protected rule would get weaker."""
    if not isinstance(effect, SetRule) or effect.key not in CLAUSES:
        return False
    return weakens(CLAUSES[effect.key], charter[effect.key], effect.value)


def _measured(key: str) -> str:
    """Name the kind of question whose measure a clause is; empty for any other clause."""
    if not key.startswith("class."):
        return ""
    _class, name, measure = key.split(".")
    return name if measure in _MEASURES else ""
