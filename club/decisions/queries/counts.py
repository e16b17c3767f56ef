"""Every step of a finished count, in the words of its page."""

from dataclasses import dataclass

from club.decisions.models import CountText
from club.decisions.queries.steps import Step, step
from club.decisions.rules.advisory import Advice
from club.decisions.rules.approval import ApprovalCount
from club.decisions.rules.ballot import ELECTS, Ballot
from club.decisions.rules.consent import ConsentCount, Voice
from club.decisions.rules.figures import Figures
from club.decisions.rules.ranked.papers import SQ
from club.decisions.rules.ranked.stages import UNIT, LotMattered, RankedCount
from club.decisions.rules.states import Method
from club.decisions.rules.tallies import Count, read
from club.decisions.rules.told import named, told
from club.kit.words import gettext as _


@dataclass(frozen=True, slots=True)
class Counting:
    """A finished count.

    Args:
        winner: the words of what won; empty if nothing did, or if members were chosen.
        kept: "keep things as they are" won.
        steps: every step, where votes move; none where they are only added up.
        sums: how many are for each option, the most first, where they are only added up.
        says: what is good to know about the whole, in sentences.
    """

    winner: str
    kept: bool
    steps: tuple[Step, ...]
    sums: tuple[tuple[str, int], ...]
    says: tuple[str, ...]


def counting(row: CountText, ballot: Ballot) -> Counting:
    """Return a count as its page shows it."""
    count = read(row.words)
    steps, sums, says = _shown(count, ballot)
    winner = named(ballot, row.winner) if row.winner and ballot.method not in ELECTS else ""
    return Counting(winner, row.winner == SQ, steps, sums, says)


def parts(
    figures: Figures | None, count: Counting | None, method: Method
) -> tuple[tuple[str, int], ...]:
    """Return the shares of a result that add up to all ballots, best first."""
    if figures is None or method in ELECTS | {Method.ADVICE, Method.APPROVAL}:
        return ()
    if method is Method.CONSENT:
        return count.sums if count else ()
    yes, no = _("Yes"), _("No")
    if method is Method.RANKED:
        if count is None or not count.winner or count.kept:
            return ()
        yes, no = count.winner, _("Keep things as they are")
    neither = _("Neither") if method is Method.RANKED else _("No opinion")
    return (yes, figures.yes), (no, figures.no), (neither, figures.no_opinion)


_Shown = tuple[tuple[Step, ...], tuple[tuple[str, int], ...], tuple[str, ...]]


def _shown(count: Count, ballot: Ballot) -> _Shown:
    if isinstance(count, RankedCount):
        steps = tuple(step(stage, ballot) for stage in count.stages)
        return steps, (), (_enough(count), *_lot(count.lot, count.order, ballot))
    if isinstance(count, ApprovalCount):
        sums = tuple((named(ballot, each.candidate), each.votes) for each in count.approvals)
        needed = _("More than half is {n} of {all}.").format(n=count.needed, all=count.votes)
        return (), sums, (needed, *_lot(count.lot, count.order, ballot))
    if isinstance(count, Advice):
        return (), tuple((named(ballot, line.option), line.total) for line in count.lines), ()
    if isinstance(count, ConsentCount):
        heard = zip(Voice, (count.consents, count.concerns, count.objections), strict=True)
        return (), tuple((told(ballot, voice), n) for voice, n in heard), ()
    return (), (), ()


def _enough(count: RankedCount) -> str:
    if count.seats == 1:
        half = _("{n} of {all} is more than half.")
        return half.format(n=count.quota // UNIT, all=count.votes)
    says = _("{n} of {all} votes give a place: no more than {seats} can have as many.")
    return says.format(n=count.quota // UNIT, all=count.votes, seats=count.seats)


def _lot(lot: LotMattered, order: tuple[str, ...], ballot: Ballot) -> tuple[str, ...]:
    """Say what the lot did; its order stands in the record whether it was needed or not."""
    if lot is LotMattered.NO:
        return ()
    drawn = ", ".join(named(ballot, each) for each in order)
    if lot is LotMattered.UNKNOWN:
        said = _("A lot was drawn in this count.")
    else:
        said = (
            _("The lot mattered: with another order others would have been chosen.")
            if ballot.method in ELECTS
            else _("The lot mattered: with another order something else would have won.")
        )
    fixed = _("It was fixed before the vote, in this order: {names}.").format(names=drawn)
    return said, fixed
