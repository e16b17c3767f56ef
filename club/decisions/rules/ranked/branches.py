"""Counts every branch that the lot could have taken, and says whether it mattered."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from club.decisions.rules.ranked.papers import RON
from club.decisions.rules.ranked.steps import left_over, next_step, with_elected
from club.decisions.rules.ranked.table import Table, moved

MOST_CANDIDATES = 8
"""With more, the branches could be too many to count again."""

Result = frozenset[str]


@dataclass(frozen=True, slots=True)
class Branches:
    """All results that some order of the lot gives, found by letting each of the tied be taken.

    Moments that differ only in the way that led there have the same results and are followed
    once.

    Args:
        seats: how many are to be filled.
        order: any order of those who stand; it decides nothing here.
    """

    seats: int
    order: tuple[str, ...]
    _known: dict[Hashable, frozenset[Result]] = field(default_factory=dict)

    def results(self, table: Table) -> frozenset[Result]:
        """Return every set of people who can be elected from this moment on."""
        moment = _moment(table)
        if moment not in self._known:
            self._known[moment] = self._followed(table)
        return self._known[moment]

    def _followed(self, table: Table) -> frozenset[Result]:
        step = next_step(table, self.seats)
        if step is None:
            return frozenset({seated(table, self.seats)})
        found: frozenset[Result] = frozenset()
        for each in step.between:
            after, _ = moved(table, step.why, each)
            found |= self.results(with_elected(after, self.order))
        return found


def seated(table: Table, seats: int) -> Result:
    """Return who has a seat when the count is over; RON leaves its seat empty."""
    return frozenset((*table.elected, *left_over(table, seats))) - {RON}


def _moment(table: Table) -> Hashable:
    """Return all that the rest of a count depends on."""
    concerned = sorted(table.continuing | table.pending)
    return (
        table.continuing,
        table.pending,
        frozenset(table.elected),
        tuple(tuple(held[each] for each in concerned) for held in table.history),
        tuple(tuple(sorted(table.piles.get(each, ()))) for each in concerned),
    )
