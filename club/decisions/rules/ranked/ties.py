"""Who is weakest or strongest, and what settles it between equals."""

from collections.abc import Iterable

from club.decisions.rules.ranked.papers import RON, SQ
from club.decisions.rules.ranked.stages import Settled, Tie
from club.decisions.rules.ranked.table import Table

Record = tuple[int, ...]


def record(table: Table, candidate: str) -> Record:
    """Return what a candidate held at each stage, the latest first.

    Two records compare as the rule for ties asks: by the latest stage at which they differ.
    """
    return tuple(held[candidate] for held in reversed(table.history))


def by_strength(table: Table, some: Iterable[str], order: tuple[str, ...]) -> tuple[str, ...]:
    """Sort candidates, the strongest first; the lot's order between those it alone tells apart."""
    by_lot = sorted(some, key=order.index)
    return tuple(sorted(by_lot, key=lambda each: record(table, each), reverse=True))


def strongest(table: Table, some: Iterable[str]) -> tuple[str, ...]:
    """Return who held most, now and at every earlier stage; several only if a lot must decide."""
    records = {each: record(table, each) for each in some}
    most = max(records.values())
    return tuple(sorted(each for each in records if records[each] == most))


def weakest(table: Table, some: Iterable[str]) -> tuple[str, ...]:
    """Return who held least, now and at every earlier stage; several only if a lot must decide.

    No lot touches two of them: RON goes before anybody is excluded by it, SQ stays.
    """
    records = {each: record(table, each) for each in some}
    least = min(records.values())
    equal = sorted(each for each in records if records[each] == least)
    if RON in equal:
        return (RON,)
    return tuple(each for each in equal if each != SQ) or (SQ,)


def settled(table: Table, among: tuple[str, ...], chosen: tuple[str, ...]) -> Tie:
    """Say what told the chosen apart from the others who hold as much now.

    Args:
        table: the moment of the tie.
        among: all who are equal now, two at least.
        chosen: those who were left when everything but the lot had been asked.
    """
    if len(chosen) > 1:
        return Tie(among, Settled.LOT)
    records = [record(table, each) for each in among]
    mine = record(table, chosen[0])
    if records.count(mine) > 1:
        return Tie(among, Settled.PLACE)
    alike = [sum(1 for each in records if each[:back] == mine[:back]) for back in range(len(mine))]
    return Tie(among, Settled.EARLIER, len(mine) - len([n for n in alike if n > 1]) + 1)
