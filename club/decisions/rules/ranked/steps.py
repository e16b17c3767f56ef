"""What a count does next, and when it is over."""

from dataclasses import dataclass, replace

from club.decisions.rules.ranked.papers import RON
from club.decisions.rules.ranked.stages import Why
from club.decisions.rules.ranked.table import Table
from club.decisions.rules.ranked.ties import by_strength, strongest, weakest


@dataclass(frozen=True, slots=True)
class Step:
    """What the count does next.

    Args:
        why: a surplus moves, or somebody is excluded.
        among: all who hold the same number of votes, sorted.
        between: those of them whom nothing but the lot tells apart, sorted.
    """

    why: Why
    among: tuple[str, ...]
    between: tuple[str, ...]

    def taken(self, order: tuple[str, ...]) -> str:
        """Let the lot's order choose: its first moves a surplus, its last is excluded."""
        by_lot = sorted(self.between, key=order.index)
        return by_lot[0] if self.why is Why.SURPLUS else by_lot[-1]


def next_step(table: Table, seats: int) -> Step | None:
    """Say what is to be done; None if the count is over.

    It is over when every seat has somebody, when no more candidates than seats are left, or when
    "re-open nominations" has reached the quota.
    """
    if RON in table.elected or len(table.elected) == seats:
        return None
    if len(table.elected) + len(table.continuing) <= seats:
        return None
    if table.pending:
        return _step(table, Why.SURPLUS, strongest(table, table.pending))
    return _step(table, Why.EXCLUDED, weakest(table, table.continuing))


def with_elected(table: Table, order: tuple[str, ...]) -> Table:
    """Elect every continuing candidate who has reached the quota, the strongest first.

    Args:
        table: the moment after ballots moved.
        order: the order of the lot.
    """
    reached = frozenset(each for each in table.continuing if table.held[each] >= table.quota)
    return replace(
        table,
        continuing=table.continuing - reached,
        elected=table.elected + by_strength(table, reached, order),
        pending=table.pending | {each for each in reached if table.held[each] > table.quota},
    )


def left_over(table: Table, seats: int) -> frozenset[str]:
    """Return who gets the seats that are left when the count is over."""
    if RON in table.elected or len(table.elected) == seats:
        return frozenset()
    return table.continuing


def _step(table: Table, why: Why, between: tuple[str, ...]) -> Step:
    some = table.pending if why is Why.SURPLUS else table.continuing
    now = table.held[between[0]]
    return Step(why, tuple(sorted(each for each in some if table.held[each] == now)), between)
