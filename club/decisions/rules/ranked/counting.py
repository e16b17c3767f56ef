"""Counts rankings from stage to stage: the Scottish single transferable vote."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from club.decisions.rules.ranked.branches import MOST_CANDIDATES, Branches
from club.decisions.rules.ranked.papers import RON, Contest, Papers, Ranking, sort_papers
from club.decisions.rules.ranked.stages import (
    NOBODY,
    Held,
    LotMattered,
    Move,
    RankedCount,
    Settled,
    Stage,
    Standing,
    Why,
)
from club.decisions.rules.ranked.steps import Step, left_over, next_step, with_elected
from club.decisions.rules.ranked.table import Table, laid_out, moved
from club.decisions.rules.ranked.ties import by_strength, settled


def count_ranked(
    ballots: Iterable[Ranking], contest: Contest, order: tuple[str, ...]
) -> RankedCount:
    """Count rankings while they stream in.

    Args:
        ballots: in any order; what cannot be counted is set apart and its number kept.
        contest: who stands, and for how many seats.
        order: the lot's order of all who stand (``lot.order``).

    Raises:
        ValueError: the order is not one of exactly those who stand.

    >>> tea = [("tea", "cocoa"), ("cocoa", "tea"), ("tea",)]
    >>> count_ranked(tea, Contest(("tea", "cocoa")), ("cocoa", "tea")).elected
    ('tea',)
    """
    return count_papers(sort_papers(ballots, contest), contest, order)


def count_papers(papers: Papers, contest: Contest, order: tuple[str, ...]) -> RankedCount:
    """Count ballots that are already sorted into piles; see ``count_ranked``."""
    if sorted(order) != sorted(contest.standing):
        raise ValueError("the lot puts exactly those in order who stand")
    start, stages = _Count(contest, order).run(papers)
    lot, results = _mattered(start, stages, contest, order)
    return RankedCount(
        seats=contest.seats,
        votes=papers.votes,
        invalid=papers.invalid,
        blank=papers.blank,
        quota=start.quota,
        order=order,
        stages=stages,
        elected=tuple(
            each for stage in stages for each in (*stage.elected, *stage.filled) if each != RON
        ),
        lot=lot,
        results=results,
    )


@dataclass(frozen=True, slots=True)
class _Count:
    """One run through all stages.

    Args:
        contest: who stands, and for how many seats.
        order: the order of the lot.
    """

    contest: Contest
    order: tuple[str, ...]

    def run(self, papers: Papers) -> tuple[Table, tuple[Stage, ...]]:
        """Return the table as the first preferences lay on it, and every stage."""
        laid, moves = laid_out(papers, self.contest)
        table = start = with_elected(laid, self.order)
        stages = [self._stage(start, moves, start.elected)]
        while (step := next_step(table, self.contest.seats)) is not None:
            chosen = step.taken(self.order)
            before = table
            table, moves = moved(table, step.why, chosen)
            table = with_elected(table, self.order)
            stage = self._stage(table, moves, table.elected[len(before.elected) :])
            stages.append(_explained(stage, before, step, chosen))
        filled = by_strength(table, left_over(table, self.contest.seats), self.order)
        stages[-1] = self._closed(stages[-1], filled)
        return start, tuple(stages)

    def _stage(self, table: Table, moves: tuple[Move, ...], elected: tuple[str, ...]) -> Stage:
        return Stage(
            number=len(table.history),
            why=Why.FIRST,
            of=NOBODY,
            weight=0,
            surplus=0,
            moves=moves,
            held=tuple(
                Held(each, table.held[each], _standing(table, each))
                for each in self.contest.standing
            ),
            spent=table.spent,
            elected=elected,
        )

    def _closed(self, last: Stage, filled: tuple[str, ...]) -> Stage:
        """Give the seats that are left to the candidates who are left."""
        held = tuple(
            replace(each, standing=Standing.ELECTED) if each.candidate in filled else each
            for each in last.held
        )
        return replace(last, filled=filled, held=held)


def _explained(stage: Stage, before: Table, step: Step, chosen: str) -> Stage:
    weight = before.held[chosen]
    return replace(
        stage,
        why=step.why,
        of=chosen,
        weight=weight,
        surplus=weight - before.quota if step.why is Why.SURPLUS else weight,
        ties=(settled(before, step.among, step.between),) if len(step.among) > 1 else (),
    )


def _standing(table: Table, candidate: str) -> Standing:
    if candidate in table.elected:
        return Standing.ELECTED
    return Standing.CONTINUING if candidate in table.continuing else Standing.EXCLUDED


def _mattered(
    start: Table, stages: tuple[Stage, ...], contest: Contest, order: tuple[str, ...]
) -> tuple[LotMattered, tuple[tuple[str, ...], ...]]:
    if not any(tie.settled is Settled.LOT for stage in stages for tie in stage.ties):
        return LotMattered.NO, ()
    if len(contest.standing) > MOST_CANDIDATES:
        return LotMattered.UNKNOWN, ()
    found = Branches(contest.seats, order).results(start)
    results = tuple(sorted(tuple(sorted(each)) for each in found))
    return LotMattered.YES if len(results) > 1 else LotMattered.NO, results
