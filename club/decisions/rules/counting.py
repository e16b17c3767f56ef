"""Counts a yes-or-no question in whole numbers: no rounding, no chance, no order."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from club.decisions.rules.electorate import least
from club.decisions.rules.states import Choice, Outcome


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a question needs in order to be carried, frozen when it was put on notice.

    Args:
        share: the part of yes among yes and no.
        strict: the share must be exceeded; otherwise reaching it is enough.
        yes_floor: the part of the base that must say yes, so that an empty room decides nothing.
        min_yes: the least yes votes, or everybody where the base is smaller.
    """

    share: Fraction
    strict: bool
    yes_floor: Fraction
    min_yes: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many said what."""

    yes: int = 0
    no: int = 0
    no_opinion: int = 0

    @property
    def ballots(self) -> int:
        """All who took part, those with no opinion too."""
        return self.yes + self.no + self.no_opinion


@dataclass(frozen=True, slots=True)
class Counted:
    """The outcome with every number that made it."""

    outcome: Outcome
    tally: Tally
    base: int
    yes_needed: int
    leads: bool

    @property
    def enough(self) -> bool:
        """Enough people said yes, whatever the others said."""
        return self.tally.yes >= self.yes_needed


def tally(choices: Iterable[Choice]) -> Tally:
    """Count the choices; who made them is not known here.

    >>> tally([Choice.YES, Choice.NO, Choice.YES])
    Tally(yes=2, no=1, no_opinion=0)
    """
    heard = list(choices)
    return Tally(
        yes=heard.count(Choice.YES),
        no=heard.count(Choice.NO),
        no_opinion=heard.count(Choice.NO_OPINION),
    )


def yes_needed(threshold: Threshold, base: int) -> int:
    """Say how many must say yes before the question can be carried at all.

    Args:
        threshold: the frozen rule.
        base: the members who count towards it.

    >>> yes_needed(Threshold(Fraction(1, 2), True, Fraction(1, 5), 3), 40)
    8
    >>> yes_needed(Threshold(Fraction(1, 2), True, Fraction(1, 5), 3), 2)
    2
    """
    return max(least(threshold.yes_floor, base), min(threshold.min_yes, base))


def outcome(threshold: Threshold, heard: Tally, base: int) -> Counted:
    """Settle a yes-or-no question.

    Carried when yes leads no by the frozen share and enough people said yes. A tie is not
    carried, whatever the share. No opinion marks that a member took part and weighs nothing.
    Where yes leads but too few said it, or nobody said yes or no, there were not enough people.
    No turnout is asked for: staying away must never help more than voting no.
    """
    needed = yes_needed(threshold, base)
    leads = _leads(threshold, heard)
    if heard.yes + heard.no == 0 or (leads and heard.yes < needed):
        verdict = Outcome.NO_QUORUM
    else:
        verdict = Outcome.CARRIED if leads else Outcome.NOT_CARRIED
    return Counted(verdict, heard, base, needed, leads)


def _leads(threshold: Threshold, heard: Tally) -> bool:
    if heard.yes <= heard.no:
        return False
    mine = heard.yes * threshold.share.denominator
    asked = threshold.share.numerator * (heard.yes + heard.no)
    return mine > asked if threshold.strict else mine >= asked
