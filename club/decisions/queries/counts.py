"""Every step of a finished count, in the words of its page."""

from dataclasses import dataclass
from decimal import Decimal

from club.decisions.models import CountText
from club.decisions.rules.advisory import Advice
from club.decisions.rules.approval import ApprovalCount
from club.decisions.rules.ballot import ELECTS, Ballot
from club.decisions.rules.consent import ConsentCount, Voice
from club.decisions.rules.figures import Figures
from club.decisions.rules.ranked.papers import SQ
from club.decisions.rules.ranked.stages import (
    UNIT,
    LotMattered,
    RankedCount,
    Settled,
    Stage,
    Standing,
    Tie,
    Why,
)
from club.decisions.rules.states import Method
from club.decisions.rules.tallies import Count, read
from club.decisions.rules.told import named, told
from club.kit.words import gettext as _


@dataclass(frozen=True, slots=True)
class Row:
    """What one option holds after a step, what came to it or went, and where it stands."""

    name: str
    votes: Decimal
    change: Decimal
    stands: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a count.

    Args:
        says: what was done, and why, in sentences.
        rows: how every option stands after it.
        spent: ballots that name none of those that are left.
    """

    number: int
    says: tuple[str, ...]
    rows: tuple[Row, ...]
    spent: Decimal


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
        steps = tuple(_step(stage, ballot) for stage in count.stages)
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


def _step(stage: Stage, ballot: Ballot) -> Step:
    came = {move.to: move.votes for move in stage.moves} | {stage.of: -stage.surplus}
    first = stage.why is Why.FIRST
    return Step(
        number=stage.number,
        says=(_done(stage, ballot), *(_tie(tie, stage, ballot) for tie in stage.ties)),
        rows=tuple(
            Row(
                named(ballot, held.candidate),
                _votes(held.votes),
                _votes(0 if first else came.get(held.candidate, 0)),
                _stands(held.standing, ballot),
            )
            for held in stage.held
        ),
        spent=_votes(stage.spent),
    )


def _votes(units: int) -> Decimal:
    """Return units as votes, exactly; a part of a vote has up to five decimals."""
    return Decimal(units) / UNIT


def _done(stage: Stage, ballot: Ballot) -> str:
    if stage.why is Why.FIRST:
        return _("Each ballot counts for what it puts first.")
    if stage.why is Why.SURPLUS:
        says = _(
            "“{name}” has more than a place takes. The rest, {n}, moves on to what comes next."
        )
        return says.format(name=named(ballot, stage.of), n=_votes(stage.surplus))
    return _("“{name}” has the fewest and is out. Its ballots go to what they put next.").format(
        name=named(ballot, stage.of)
    )


def _tie(tie: Tie, stage: Stage, ballot: Ballot) -> str:
    names = ", ".join(named(ballot, each) for each in tie.among)
    if tie.settled is Settled.EARLIER:
        why = _("{names} had as many. At step {n} they had not, and that decides.")
        return why.format(names=names, n=tie.stage)
    if tie.settled is Settled.PLACE and ballot.method in ELECTS:
        return _("{names} had as many. A tie alone never asks for new names.").format(names=names)
    if tie.settled is Settled.PLACE:
        return _("{names} had as many. A tie alone does not change how things are.").format(
            names=names
        )
    if stage.why is Why.SURPLUS:
        says = _("{names} had as many, at every step. The lot put “{name}” first.")
    else:
        says = _("{names} had as many, at every step. The lot put “{name}” last.")
    return says.format(names=names, name=named(ballot, stage.of))


def _stands(standing: Standing, ballot: Ballot) -> str:
    won = _("is chosen") if ballot.method in ELECTS else _("has won")
    return {Standing.CONTINUING: "", Standing.ELECTED: won, Standing.EXCLUDED: _("out")}[standing]
