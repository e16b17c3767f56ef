"""Shows every stage of a published ranked election in plain words.

Votes are shown with five decimals, as official reports show them, so that they can be laid side
by side.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from club.decisions.rules.ranked.blt import BadBlt, Published, read
from club.decisions.rules.ranked.counting import count_papers
from club.decisions.rules.ranked.papers import RON, Contest, sort_piles
from club.decisions.rules.ranked.stages import (
    UNIT,
    Held,
    LotMattered,
    RankedCount,
    Settled,
    Stage,
    Standing,
    Tie,
    Why,
)

_NAME_WIDTH = 32
_VOTES_WIDTH = 16


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lot", default="", help="The lot's order, as numbers: the earlier wins a tie.")
@click.option("--ron", default="", help='The number that stands for "re-open nominations".')
def count(file: Path, lot: str, ron: str) -> None:
    """Count a published ranked election (a BLT file) and show every stage."""
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            published = _with_ron(read(lines), ron)
        order = _order(published.contest, [RON if each == ron else each for each in lot.split()])
        papers = sort_piles(published.piles, published.contest)
        counted = count_papers(papers, published.contest, order)
    except ValueError as error:
        raise click.ClickException(f"This file cannot be counted. {error}") from None
    for line in told(counted, published):
        click.echo(line)


def _with_ron(published: Published, ron: str) -> Published:
    """Call one of the candidates what the count calls "re-open nominations"."""
    if not ron:
        return published
    if ron not in published.contest.candidates:
        raise BadBlt(f"Nobody has the number {ron}.")

    def _named(ref: str) -> str:
        return RON if ref == ron else ref

    contest = replace(
        published.contest,
        candidates=tuple(_named(each) for each in published.contest.candidates),
        withdrawn=frozenset(_named(each) for each in published.contest.withdrawn),
    )
    piles = {tuple(_named(each) for each in r): n for r, n in published.piles.items()}
    return replace(published, contest=contest, piles=piles)


def _order(contest: Contest, first: list[str]) -> tuple[str, ...]:
    """Put the candidates in the order asked for, then in that of the file."""
    return (*first, *(each for each in contest.standing if each not in first))


def told(counted: RankedCount, published: Published) -> Iterator[str]:
    """Tell a count line by line."""
    say = _Teller(dict(zip(published.contest.candidates, published.names, strict=True)), counted)
    yield published.title or "A ranked election"
    seats = "one seat" if counted.seats == 1 else f"{counted.seats} seats"
    yield f"{len(published.contest.standing)} stand for {seats}."
    gone = [each for each in published.contest.candidates if each in published.contest.withdrawn]
    if gone:
        yield f"Withdrawn: {say.names(gone)}."
    yield (
        f"{counted.votes} valid ballots; {counted.invalid} could not be counted,"
        f" {counted.blank} were blank."
    )
    yield f"The quota is {votes(counted.quota)}: who reaches it is elected."
    for stage in counted.stages:
        yield ""
        yield from say.stage(stage)
    yield ""
    yield from say.end()


def votes(units: int) -> str:
    """Write units as votes with five decimals.

    >>> votes(1_234_500_001)
    '12345.00001'
    """
    return f"{units // UNIT}.{units % UNIT:05d}"


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts stages into words.

    Args:
        called: the name of each candidate.
        counted: the whole count.
    """

    called: dict[str, str]
    counted: RankedCount

    def names(self, refs: list[str] | tuple[str, ...]) -> str:
        return ", ".join(self.called[each] for each in refs)

    def stage(self, stage: Stage) -> Iterator[str]:
        yield f"Stage {stage.number}. {self._what(stage)}"
        for tie in stage.ties:
            yield self._tie(tie, stage)
        came = {move.to: move.votes for move in stage.moves}
        for held in stage.held:
            yield self._row(stage, held, came.get(held.candidate, 0))
        yield _columns("Non-transferable", self._lost(stage), votes(stage.spent), "")
        if stage.elected:
            yield f"Reached the quota: {self.names(stage.elected)}."
        if stage.filled:
            yield f"No more stand than there are seats left for: {self.names(stage.filled)}."

    def _what(self, stage: Stage) -> str:
        if stage.why is Why.FIRST:
            return "Each ballot goes to the first it names."
        if stage.why is Why.SURPLUS:
            return (
                f"{self.called[stage.of]} has {votes(stage.surplus)} more than the quota. All"
                f" their ballots move on, each at {votes(stage.surplus)} / {votes(stage.weight)}"
                f" of what it weighed."
            )
        return f"{self.called[stage.of]} is excluded. Their ballots move on as they are."

    def _tie(self, tie: Tie, stage: Stage) -> str:
        if tie.settled is Settled.EARLIER:
            why = f"what they held at stage {tie.stage} decides"
        elif tie.settled is Settled.PLACE:
            why = "a tie alone neither changes things nor re-opens nominations"
        else:
            why = "the lot decides"
        return f"{self.names(tie.among)} hold the same; {why}: {self.called[stage.of]}."

    def _row(self, stage: Stage, held: Held, came: int) -> str:
        change = f"+{votes(came)}" if came else ""
        if held.candidate == stage.of:
            change = f"-{votes(stage.surplus)}"
        standing = "" if held.standing is Standing.CONTINUING else held.standing.value
        return _columns(self.called[held.candidate], change, votes(held.votes), standing)

    def _lost(self, stage: Stage) -> str:
        """Say how much nobody can have any more since the stage before, rounding included."""
        earlier = self.counted.stages[: stage.number - 1]
        more = stage.spent - (earlier[-1].spent if earlier else 0)
        return f"+{votes(more)}" if more else ""

    def end(self) -> Iterator[str]:
        elected = self.counted.elected
        yield f"Elected: {self.names(elected)}." if elected else "Nobody is elected."
        if self.counted.vacant:
            yield f"Seats that stay empty: {self.counted.vacant}."
        if self.counted.lot is LotMattered.YES:
            yield "The lot mattered: another order would have elected others."
        elif self.counted.lot is LotMattered.UNKNOWN:
            yield "A lot was drawn. Too many stand to count every branch of it."


def _columns(name: str, change: str, now: str, standing: str) -> str:
    row = f"  {name:<{_NAME_WIDTH}}{change:>{_VOTES_WIDTH}}{now:>{_VOTES_WIDTH}}  {standing}"
    return row.rstrip()
