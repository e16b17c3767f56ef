"""Who may vote on a question, and how many count as "the club" for it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from club.decisions.rules.states import OnRoll

STILL_MAY_VOTE = (OnRoll.AWAKE, OnRoll.DORMANT)


@dataclass(frozen=True, slots=True)
class Voter:
    """One entry of a frozen roll, without the name."""

    standing: OnRoll
    voted: bool = False


def on_roll(last_seen: datetime, noticed_at: datetime, dormancy: timedelta) -> OnRoll:
    """Place a member on the roll: awake, or dormant after a long silence.

    A dormant member may vote at any time and then counts; until then nobody waits for them.

    Args:
        last_seen: the latest moment the member may have given a sign of life.
        noticed_at: when the roll is frozen.
        dormancy: how long a silence may last before a member counts as dormant.
    """
    if last_seen >= noticed_at - dormancy:
        return OnRoll.AWAKE
    return OnRoll.DORMANT


def base(roll: Iterable[Voter]) -> int:
    """Count the members a question is measured against: the awake, and the dormant who voted.

    >>> base([Voter(OnRoll.AWAKE), Voter(OnRoll.DORMANT), Voter(OnRoll.DORMANT, voted=True)])
    2
    """
    return sum(
        entry.standing is OnRoll.AWAKE or (entry.standing is OnRoll.DORMANT and entry.voted)
        for entry in roll
    )


def least(part: Fraction, base: int) -> int:
    """Say how many members a part of the base is; a part of a member counts as one.

    >>> least(Fraction(1, 5), 40), least(Fraction(1, 5), 41), least(Fraction(1, 5), 0)
    (8, 9, 0)
    """
    return -(-part.numerator * base // part.denominator)


def entitled(standing: OnRoll) -> bool:
    """Tell whether this entry may cast a ballot."""
    return standing in STILL_MAY_VOTE


def secret(asked: bool, roll: int, at_least: int) -> bool:  # noqa: FBT001  # reads as a sentence
    """Tell whether the vote is held in secret: asked for, and enough people to hide among.

    Args:
        asked: the kind of question is held in secret.
        roll: people on the roll.
        at_least: the smallest roll that can keep a secret.
    """
    return asked and roll >= at_least


def on_paper(asked: bool, roll: int, *, at_least: int, readable_from: int) -> bool:  # noqa: FBT001
    """Tell whether a secret vote is held on paper: too few to hide among by phone, yet not too few.

    Args:
        asked: the kind of question is held in secret.
        roll: people on the roll.
        at_least: the smallest roll that can keep a secret by phone.
        readable_from: so few secret ballots can never be read, so no box helps.

    >>> [on_paper(True, n, at_least=8, readable_from=5) for n in (4, 5, 7, 8)]
    [False, True, True, False]
    """
    return asked and readable_from <= roll < at_least


def listable(said: Sequence[str], at_least: int, *, telling: bool) -> bool:
    """Tell whether a list of secret ballots may be shown to those on the roll.

    A ranking can be so rare that it is as good as a name, and somebody could be told to cast just
    that one and be looked up by it. Where ballots say that much, none of them may stand alone.

    Args:
        said: what stands on each.
        at_least: fewer are never listed.
        telling: one ballot can say so much that it is cast only once.

    >>> listable(["rab", "rab", "rba"], 3, telling=True)
    False
    """
    alone = telling and 1 in Counter(said).values()
    return len(said) >= max(1, at_least) and not alone


def readable(ballots: int, at_least: int) -> bool:
    """Tell whether secret ballots may be read; fewer would tell who said what."""
    return ballots >= at_least
