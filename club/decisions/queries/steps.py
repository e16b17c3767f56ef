"""One step of a count that moves votes, in the words of its page."""

from dataclasses import dataclass

from club.decisions.rules.ballot import Ballot
from club.decisions.rules.ranked.stages import UNIT, Settled, Stage, Standing, Tie, Why
from club.decisions.rules.told import named
from club.kit.words import gettext as _


@dataclass(frozen=True, slots=True)
class Row:
    """What one option holds after a step, what came to it or went, and where it stands."""

    name: str
    votes: int
    change: int
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
    spent: int


def step(stage: Stage, ballot: Ballot) -> Step:
    """Return one step of a count as its page shows it."""
    came = {move.to: move.votes for move in stage.moves} | {stage.of: -stage.weight}
    first = stage.why is Why.FIRST
    return Step(
        number=stage.number,
        says=(_done(stage, ballot), *(_tie(tie, stage, ballot) for tie in stage.ties)),
        rows=tuple(
            Row(
                named(ballot, held.candidate),
                held.votes // UNIT,
                0 if first else came.get(held.candidate, 0) // UNIT,
                _stands(held.standing),
            )
            for held in stage.held
        ),
        spent=stage.spent // UNIT,
    )


def _done(stage: Stage, ballot: Ballot) -> str:
    if stage.why is Why.FIRST:
        return _("Each ballot counts for what it puts first.")
    return _("“{name}” has the fewest and is out. Its ballots go to what they put next.").format(
        name=named(ballot, stage.of)
    )


def _tie(tie: Tie, stage: Stage, ballot: Ballot) -> str:
    names = ", ".join(named(ballot, each) for each in tie.among)
    if tie.settled is Settled.EARLIER:
        why = _("{names} had as many. At step {n} they had not, and that decides.")
        return why.format(names=names, n=tie.stage)
    if tie.settled is Settled.PLACE:
        return _("{names} had as many. A tie alone does not change how things are.").format(
            names=names
        )
    return _("{names} had as many, at every step. The lot put “{name}” last.").format(
        names=names, name=named(ballot, stage.of)
    )


def _stands(standing: Standing) -> str:
    return {
        Standing.CONTINUING: "",
        Standing.ELECTED: _("has won"),
        Standing.EXCLUDED: _("out"),
    }[standing]
