"""Settles an election: enough ballots, who has a seat, and which seats stay empty."""

from dataclasses import dataclass
from fractions import Fraction

from club.decisions.rules.approval import ApprovalCount
from club.decisions.rules.counting import Counted, Tally
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
    found = turned_out(floor, Tally(yes=count.votes), base, chosen=bool(count.elected))
    elected = count.elected if found.enough else ()
    vacant = count.seats - len(elected)
    return Elected(found.outcome, elected, vacant, count.votes, base, found.yes_needed)


def turned_out(floor: Fraction, heard: Tally, base: int, *, chosen: bool) -> Counted:
    """Settle an election from its numbers alone.

    Args:
        floor: the part of the base that must have cast a valid ballot.
        heard: every ballot as a yes to the election.
        base: the members who count towards it.
        chosen: its ballots choose somebody.
    """
    needed = ballots_needed(floor, base)
    if heard.yes < needed:
        verdict = Outcome.NO_QUORUM
    else:
        verdict = Outcome.CARRIED if chosen else Outcome.NOT_CARRIED
    return Counted(verdict, heard, base, needed, leads=chosen)


def ballots_needed(floor: Fraction, base: int) -> int:
    """Say how many must vote at least, so that an empty room chooses nobody.

    >>> ballots_needed(Fraction(1, 5), 12), ballots_needed(Fraction(1, 5), 0)
    (3, 1)
    """
    return max(1, least(floor, base))
