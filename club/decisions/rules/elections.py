"""Settles an election: enough ballots, who has a seat, and which seats stay empty."""

from dataclasses import dataclass
from fractions import Fraction

from club.decisions.rules.approval import ApprovalCount
from club.decisions.rules.electorate import least
from club.decisions.rules.ranked.stages import RankedCount
from club.decisions.rules.states import Outcome


@dataclass(frozen=True, slots=True)
class Elected:
    """What became of an election.

    Args:
        outcome: carried if anybody is elected.
        elected: who has a seat, first the strongest; nobody where too few voted.
        vacant: seats that stay empty; nominations for them open again.
        ballots: valid ballots.
        base: the members it was measured against.
        needed: how many ballots it took at least.
    """

    outcome: Outcome
    elected: tuple[str, ...]
    vacant: int
    ballots: int
    base: int
    needed: int


def settled(count: RankedCount | ApprovalCount, floor: Fraction, base: int) -> Elected:
    """Settle an election from its count.

    Args:
        count: the seats as the ballots fill them.
        floor: the part of the base that must have cast a valid ballot.
        base: the members who count towards it.
    """
    needed = max(1, least(floor, base))
    enough = count.votes >= needed
    elected = count.elected if enough else ()
    if not enough:
        verdict = Outcome.NO_QUORUM
    else:
        verdict = Outcome.CARRIED if elected else Outcome.NOT_CARRIED
    return Elected(verdict, elected, count.seats - len(elected), count.votes, base, needed)
