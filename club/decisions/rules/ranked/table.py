"""The counting table: who holds which ballots, and what each of them still weighs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from club.decisions.rules.ranked.papers import Contest, Papers, Ranking
from club.decisions.rules.ranked.stages import NOBODY, UNIT, Move, Why


class Parcel(NamedTuple):
    """Ballots of one ranking that weigh the same and travel together.

    A named tuple, because a large count makes hundreds of thousands of them.

    Args:
        ranking: what stands on each of them.
        after: how many names of the ranking have been used up.
        papers: how many ballots.
        value: what each weighs, in units.
    """

    ranking: Ranking
    after: int
    papers: int
    value: int


Piles = Mapping[str, tuple[Parcel, ...]]
Votes = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Table:
    """One moment of a count; a step makes a new one, so that branches can share what came before.

    Args:
        quota: the votes that elect, in units.
        continuing: neither elected nor excluded.
        elected: in the order of election.
        pending: elected, with a surplus that has not moved yet.
        piles: the ballots each holds, and those nobody holds.
        history: what each held at the end of every stage up to now, the latest last.
        spent: what nobody can have any more, in units: non-transferable or lost by rounding.
    """

    quota: int
    continuing: frozenset[str]
    elected: tuple[str, ...]
    pending: frozenset[str]
    piles: Piles
    history: tuple[Votes, ...]
    spent: int

    @property
    def held(self) -> Votes:
        """What each holds now, in units."""
        return self.history[-1]


def quota(votes: int, seats: int) -> int:
    """Return the fewest units that only ``seats`` candidates can reach; with one, more than half.

    >>> quota(100, 1), quota(100, 3), quota(0, 1)
    (5100000, 2600000, 100000)
    """
    return (votes // (seats + 1) + 1) * UNIT


def laid_out(papers: Papers, contest: Contest) -> tuple[Table, tuple[Move, ...]]:
    """Lay every valid ballot with the first continuing candidate it names."""
    standing = frozenset(contest.standing)
    whole = (Parcel(ranking, 0, number, UNIT) for ranking, number in papers.valid)
    dealt = _deal(whole, standing)
    moves = _moves(dealt)
    got = {move.to: move.votes for move in moves}
    table = Table(
        quota=quota(papers.votes, contest.seats),
        continuing=standing,
        elected=(),
        pending=frozenset(),
        piles={to: tuple(parcels) for to, parcels in dealt.items()},
        history=({each: got.get(each, 0) for each in contest.standing},),
        spent=got.get(NOBODY, 0),
    )
    return table, moves


def excluded(table: Table, loser: str) -> tuple[Table, tuple[Move, ...]]:
    """Take a candidate out; their ballots move on at what they weigh now."""
    left = replace(table, continuing=table.continuing - {loser})
    return _passed_on(left, loser, table.piles.get(loser, ()), keeps=0)


def surplus_moved(table: Table, winner: str) -> tuple[Table, tuple[Move, ...]]:
    """Pass on what an elected candidate holds beyond the quota.

    Every ballot they hold moves, at a part of its weight: the surplus by all they hold, rounded
    down. What is lost by rounding is non-transferable; the winner keeps the quota exactly.
    """
    held = table.held[winner]
    surplus = held - table.quota
    lighter = [
        Parcel(ranking, after, papers, value * surplus // held)
        for ranking, after, papers, value in table.piles[winner]
    ]
    left = replace(table, pending=table.pending - {winner})
    return _passed_on(left, winner, lighter, keeps=table.quota)


def moved(table: Table, why: Why, whose: str) -> tuple[Table, tuple[Move, ...]]:
    """Do one step of the count."""
    step = surplus_moved if why is Why.SURPLUS else excluded
    return step(table, whose)


def _passed_on(
    table: Table, giver: str, parcels: Iterable[Parcel], keeps: int
) -> tuple[Table, tuple[Move, ...]]:
    dealt = _deal(parcels, table.continuing)
    moves = _moves(dealt)
    held = dict(table.held)
    held[giver] = keeps
    piles = dict(table.piles)
    piles[giver] = ()
    for move in moves:
        piles[move.to] = (*piles.get(move.to, ()), *dealt[move.to])
        if move.to != NOBODY:
            held[move.to] += move.votes
    arrived = sum(move.votes for move in moves if move.to != NOBODY)
    spent = table.spent + table.held[giver] - keeps - arrived
    return replace(table, piles=piles, history=(*table.history, held), spent=spent), moves


def _deal(parcels: Iterable[Parcel], continuing: frozenset[str]) -> dict[str, list[Parcel]]:
    """Give every parcel to the next continuing candidate on it, or to nobody."""
    dealt: dict[str, list[Parcel]] = {}
    for ranking, after, papers, value in parcels:
        place, to = after, NOBODY
        for name in ranking[after:]:
            place += 1
            if name in continuing:
                to = name
                break
        dealt.setdefault(to, []).append(Parcel(ranking, place, papers, value))
    return dealt


def _moves(dealt: Mapping[str, list[Parcel]]) -> tuple[Move, ...]:
    moves = [
        Move(
            to,
            sum(parcel.papers for parcel in parcels),
            sum(parcel.papers * parcel.value for parcel in parcels),
        )
        for to, parcels in dealt.items()
    ]
    return tuple(sorted(moves, key=lambda move: (move.to == NOBODY, -move.votes, move.to)))
