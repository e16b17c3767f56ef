"""Settles a choice between options: the winner must beat "keep things as they are" as a yes does.

So two thirds stay two thirds, whether a question is put as yes or no or as a choice of texts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from club.decisions.rules.approval import ApprovalCount
from club.decisions.rules.counting import Tally, Threshold, outcome, yes_needed
from club.decisions.rules.ranked.papers import SQ, Papers, Ranking
from club.decisions.rules.ranked.stages import RankedCount
from club.decisions.rules.states import Outcome

NO_OPTION = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a choice between options.

    Args:
        outcome: carried means that the winner is done.
        winner: the option that won the count; SQ, or NO_OPTION if none did.
        yes: ballots that put the winner above SQ.
        no: ballots that put it below.
        no_opinion: ballots that name neither.
        base: the members it was measured against.
        yes_needed: how many yes it took at least.
    """

    outcome: Outcome
    winner: str
    yes: int
    no: int
    no_opinion: int
    base: int
    yes_needed: int


def against_sq(ballots: Iterable[tuple[Ranking, int]], option: str) -> Tally:
    """Count who puts an option above "keep things as they are", and who below.

    What a ballot does not name stands below all that it names.

    >>> against_sq([(("tea", "sq"), 3), (("sq",), 2), (("cocoa",), 1)], "tea")
    Tally(yes=3, no=2, no_opinion=1)
    """
    above, below, neither = 0, 0, 0
    for ranking, papers in ballots:
        first = next((name for name in ranking if name in (option, SQ)), None)
        above += papers * (first == option)
        below += papers * (first == SQ)
        neither += papers * (first is None)
    return Tally(above, below, neither)


def settled(count: RankedCount, papers: Papers, threshold: Threshold, base: int) -> Settlement:
    """Settle a ranked choice under the threshold of its class.

    Args:
        count: the count of these papers, one seat, SQ among the options.
        papers: the ballots, sorted.
        threshold: the frozen rule.
        base: the members who count towards it.
    """
    winner = count.winner or NO_OPTION
    if winner in (SQ, NO_OPTION):
        verdict = Outcome.NOT_CARRIED if papers.votes else Outcome.NO_QUORUM
        return Settlement(verdict, winner, 0, 0, papers.votes, base, yes_needed(threshold, base))
    return _measured(winner, against_sq(papers.valid, winner), threshold, base)


def settled_by_approval(count: ApprovalCount, threshold: Threshold, base: int) -> Settlement:
    """Settle a choice of one by approval: whoever does not approve of the winner says no to it."""
    if not count.elected:
        verdict = Outcome.NOT_CARRIED if count.votes else Outcome.NO_QUORUM
        needed = yes_needed(threshold, base)
        return Settlement(verdict, NO_OPTION, 0, count.votes, 0, base, needed)
    (winner,) = count.elected
    yes = next(each.votes for each in count.approvals if each.candidate == winner)
    return _measured(winner, Tally(yes, count.votes - yes), threshold, base)


def _measured(winner: str, heard: Tally, threshold: Threshold, base: int) -> Settlement:
    counted = outcome(threshold, heard, base)
    return Settlement(
        outcome=counted.outcome,
        winner=winner,
        yes=heard.yes,
        no=heard.no,
        no_opinion=heard.no_opinion,
        base=base,
        yes_needed=counted.yes_needed,
    )
