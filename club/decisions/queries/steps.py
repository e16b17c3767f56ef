"""One step of a count that moves votes, in the words of its page."""

from dataclasses import dataclass
from decimal import Decimal

from club.decisions.rules.ballot import ELECTS, Ballot
from club.decisions.rules.ranked.stages import UNIT, Settled, Stage, Standing, Tie, Why
from club.decisions.rules.told import named
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


def step(stage: Stage, ballot: Ballot) -> Step:
    """Return one step of a count as its page shows it."""
    came = {move.to: move.votes for move in stage.moves} | {stage.of: -stage.surplus}
    first = stage.why is Why.FIRST
    return Step(
        number=stage.number,
        says=(
            _done(stage, ballot),
            *(_tie(tie, stage, ballot) for tie in stage.ties),
            *_left(stage, ballot),
        ),
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
    if ballot.method in ELECTS:
        return _done_among_people(stage, ballot)
    if stage.why is Why.FIRST:
        return _("Each ballot counts for what it puts first.")
    return _("“{name}” has the fewest and is out. Its ballots go to what they put next.").format(
        name=named(ballot, stage.of)
    )


def _done_among_people(stage: Stage, ballot: Ballot) -> str:
    if stage.why is Why.FIRST:
        return _("Each ballot counts for whom it puts first.")
    if stage.why is Why.SURPLUS:
        says = _("“{name}” has {n} more than a place takes. That part goes to whom they put next.")
    else:
        says = _("“{name}” has the fewest and is out. These ballots go to whom they put next.")
    return says.format(name=named(ballot, stage.of), n=_votes(stage.surplus))


def _left(stage: Stage, ballot: Ballot) -> tuple[str, ...]:
    if ballot.method not in ELECTS or not stage.filled:
        return ()
    names = ", ".join(named(ballot, each) for each in stage.filled)
    return (_("No more are left than there are places: {names}.").format(names=names),)


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
