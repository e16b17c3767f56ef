"""Settles a vote from its ballots, by the way of counting it was put to the club with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from club.decisions.rules import elections, lot
from club.decisions.rules.advisory import count_choice
from club.decisions.rules.approval import ApprovalCount, count_approval
from club.decisions.rules.ballot import ELECTS, Ballot, advised, approved, ranking
from club.decisions.rules.consent import Voice, count_consent
from club.decisions.rules.counting import Counted, Tally, Threshold, outcome, tally, yes_needed
from club.decisions.rules.options import Settlement, settled_by_approval
from club.decisions.rules.options import settled as settled_by_ranking
from club.decisions.rules.ranked.counting import count_papers
from club.decisions.rules.ranked.papers import SQ, Contest, sort_papers
from club.decisions.rules.ranked.stages import RankedCount
from club.decisions.rules.states import Choice, Method, Outcome
from club.decisions.rules.tallies import Count


@dataclass(frozen=True, slots=True)
class Question:
    """What is settled, as it was frozen at notice.

    Args:
        ref: the decision's public ref, which goes into the lot.
        ballot: what its voters were handed.
        threshold: what it takes to be carried.
        drawn: the secret that the lot was fixed with; empty where none is needed.
        seats: how many places there are; a question has one answer.
        withdrawn: those who stand no more, by letter; a ballot passes over them.
    """

    ref: str
    ballot: Ballot
    threshold: Threshold
    drawn: bytes = b""
    seats: int = 1
    withdrawn: frozenset[str] = frozenset()

    def contest(self) -> Contest:
        """Return what its ballots are about."""
        return Contest(self.ballot.refs, self.seats, self.withdrawn)


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of a vote.

    Args:
        counted: the outcome with the numbers that made it.
        winner: the option that won, by letter; SQ if things stay as they are, empty if none did. In
            an election all who were chosen, the strongest first.
        count: every step of the count; None where the numbers are all there is to it.
    """

    counted: Counted
    winner: str = ""
    count: Count | None = None


def settle(question: Question, said: Sequence[str], base: int) -> Settled:
    """Settle a vote.

    Args:
        question: what is settled.
        said: the ballots as they are written down, in any order.
        base: the members who count towards it.

    Raises:
        ValueError: a ballot that cannot be read as this question's.
    """
    wrong = [each for each in said if not question.ballot.holds(each)]
    if wrong:
        raise ValueError("a ballot is not one of this question's")
    if not said:
        return Settled(numbers_say(question.ballot.method, question.threshold, Tally(), base))
    return _WAYS[question.ballot.method](question, said, base)


def numbers_say(
    method: Method, threshold: Threshold, heard: Tally, base: int, *, winner: str = ""
) -> Counted:
    """Settle a vote from its numbers, where its ballots are not at hand.

    Args:
        method: how it was counted.
        threshold: the frozen rule.
        heard: who was for what won, who against it, and who for neither.
        base: the members who count towards it.
        winner: in an election, who was chosen.
    """
    if method in ELECTS:
        return elections.turned_out(threshold.yes_floor, heard, base, chosen=bool(winner))
    if not heard.ballots:
        return outcome(threshold, heard, base)
    if method is Method.ADVICE:
        return Counted(Outcome.ADVICE, heard, base, yes_needed=0, leads=False)
    if method is Method.CONSENT:
        return _voiced(heard, threshold, base)
    if method is Method.RANKED and not heard.yes:
        least = yes_needed(threshold, base)
        return Counted(Outcome.NOT_CARRIED, heard, base, least, leads=False)
    return outcome(threshold, heard, base)


def _yes_no(question: Question, said: Sequence[str], base: int) -> Settled:
    return Settled(outcome(question.threshold, tally(Choice(each) for each in said), base))


def _ranked(question: Question, said: Sequence[str], base: int) -> Settled:
    papers = sort_papers((ranking(each) for each in said), question.contest())
    count = count_papers(papers, question.contest(), _order(question, said))
    return _chosen(settled_by_ranking(count, papers, question.threshold, base), count)


def _approval(question: Question, said: Sequence[str], base: int) -> Settled:
    count = _ticked(question, said)
    return _chosen(settled_by_approval(count, question.threshold, base), count)


def _stv(question: Question, said: Sequence[str], base: int) -> Settled:
    papers = sort_papers((ranking(each) for each in said), question.contest())
    return _elected(
        question, count_papers(papers, question.contest(), _order(question, said)), base
    )


def _seats(question: Question, said: Sequence[str], base: int) -> Settled:
    return _elected(question, _ticked(question, said), base)


def _ticked(question: Question, said: Sequence[str]) -> ApprovalCount:
    ballots = (approved(each) for each in said)
    return count_approval(ballots, question.contest(), _order(question, said))


def _elected(question: Question, count: RankedCount | ApprovalCount, base: int) -> Settled:
    floor = question.threshold.yes_floor
    found = elections.settled(count, floor, base)
    # A ballot is for all who are chosen together; nobody is against them.
    heard = Tally(yes=found.ballots)
    counted = elections.turned_out(floor, heard, base, chosen=bool(count.elected))
    return Settled(counted, "".join(found.elected), count)


def _order(question: Question, said: Sequence[str]) -> tuple[str, ...]:
    sown = lot.seed(question.ref, question.drawn, lot.digest(said))
    return lot.order(sown, question.contest().standing)


def _chosen(found: Settlement, count: Count) -> Settled:
    heard = Tally(found.yes, found.no, found.no_opinion)
    leads = found.winner != SQ and found.outcome in {Outcome.CARRIED, Outcome.NO_QUORUM}
    counted = Counted(found.outcome, heard, found.base, found.yes_needed, leads)
    return Settled(counted, found.winner, count)


def _consent(question: Question, said: Sequence[str], base: int) -> Settled:
    voices = [Voice(each) for each in said]
    count = count_consent(voices, question.threshold.yes_floor, base)
    heard = Tally(yes=count.consents + count.concerns, no=count.objections)
    return Settled(_voiced(heard, question.threshold, base), count=count)


def _voiced(heard: Tally, threshold: Threshold, base: int) -> Counted:
    """Settle a round of consent from its numbers: no objection, and enough who let it pass."""
    voices = [Voice.CONSENT] * heard.yes + [Voice.OBJECT] * heard.no
    found = count_consent(voices, threshold.yes_floor, base)
    return Counted(
        Outcome(found.outcome.value), heard, base, found.needed, leads=found.objections == 0
    )


def _advice(question: Question, said: Sequence[str], base: int) -> Settled:
    count = count_choice((advised(each) for each in said), question.ballot.refs)
    alone = [line.place for line in count.lines].count(1) == 1
    winner = count.lines[0].option if alone else ""
    heard = Tally(no_opinion=len(said))
    return Settled(numbers_say(Method.ADVICE, question.threshold, heard, base), winner, count)


_WAYS: Mapping[Method, Callable[[Question, Sequence[str], int], Settled]] = {
    Method.YES_NO: _yes_no,
    Method.RANKED: _ranked,
    Method.APPROVAL: _approval,
    Method.CONSENT: _consent,
    Method.ADVICE: _advice,
    Method.STV: _stv,
    Method.SEATS: _seats,
}
