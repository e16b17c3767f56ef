"""Counts a round of consent: one reasoned objection holds a proposal up."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from club.decisions.rules.electorate import least


class Voice(StrEnum):
    """What a member may say to a proposal; a concern is heard and holds nothing up."""

    CONSENT = "consent"
    CONCERN = "concern"
    OBJECT = "object"


class ConsentOutcome(StrEnum):
    """What the round found."""

    CARRIED = "carried"
    OBJECTED = "objected"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True, slots=True)
class ConsentCount:
    """The outcome with every number that made it.

    Args:
        base: the members it was measured against.
        needed: how many must consent at least, with or without a concern.
    """

    outcome: ConsentOutcome
    consents: int
    concerns: int
    objections: int
    base: int
    needed: int

    @property
    def ballots(self) -> int:
        """All who said something."""
        return self.consents + self.concerns + self.objections


def needs_reason(voice: Voice) -> bool:
    """Tell whether a voice says why: the others can meet a reason, not a mere no."""
    return voice is not Voice.CONSENT


def count_consent(voices: Iterable[Voice], floor: Fraction, base: int) -> ConsentCount:
    """Settle a round of consent.

    Carried if nobody objects and enough people let it pass. Without an objection but with too few
    voices there were not enough people; the text itself was not objected to.

    Args:
        voices: who said them is not known here.
        floor: the part of the base that must consent, with or without a concern.
        base: the members who count towards it.

    >>> heard = [Voice.CONSENT, Voice.CONCERN, Voice.CONSENT]
    >>> count_consent(heard, Fraction(1, 5), 15).outcome.value
    'carried'
    """
    heard = list(voices)
    consents, concerns = heard.count(Voice.CONSENT), heard.count(Voice.CONCERN)
    objections = heard.count(Voice.OBJECT)
    needed = max(1, least(floor, base))
    if objections:
        verdict = ConsentOutcome.OBJECTED
    elif consents + concerns < needed:
        verdict = ConsentOutcome.NO_QUORUM
    else:
        verdict = ConsentOutcome.CARRIED
    return ConsentCount(verdict, consents, concerns, objections, base, needed)
