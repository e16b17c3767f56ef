"""A second counter, written to be compared: slow, in fractions, one ballot at a time.

It shares no line and no idea with the real one: there are no piles, totals are added up anew
from single slips whenever they are needed, votes are ``Fraction`` and are cut to five decimals,
and ties are followed back stage by stage. Only the rule is the same.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

Sheet = dict[str, Fraction]


@dataclass
class Slip:
    """One voter's paper, wherever it lies now."""

    names: tuple[str, ...]
    worth: Fraction
    lies_with: str | None = None


@dataclass
class Room:
    """The room in which a count takes place."""

    slips: list[Slip]
    running: list[str]
    seats: int
    order: list[str]
    enough: Fraction
    sheets: list[Sheet]
    kept: Sheet
    seated: list[str]
    to_share: list[str]
    drew: bool = False

    def total(self, name: str) -> Fraction:
        lying = [slip.worth for slip in self.slips if slip.lies_with == name]
        return self.kept.get(name, Fraction(0)) + sum(lying)

    def put(self, slip: Slip) -> None:
        while slip.names and slip.names[0] not in self.running:
            slip.names = slip.names[1:]
        slip.lies_with = slip.names[0] if slip.names else None

    def note_and_elect(self, everybody: Iterable[str]) -> None:
        self.sheets.append({name: self.total(name) for name in everybody})
        while True:
            over = [name for name in self.running if self.total(name) >= self.enough]
            if not over:
                return
            self.seat(self.pick(over, most=True, note=False))

    def seat(self, name: str) -> None:
        self.running.remove(name)
        self.seated.append(name)
        if self.total(name) > self.enough:
            self.to_share.append(name)

    def pick(self, names: list[str], *, most: bool, note: bool = True) -> str:
        best = max if most else min
        for sheet in reversed(self.sheets):
            edge = best(sheet[name] for name in names)
            names = [name for name in names if sheet[name] == edge]
        ranks = sorted(names, key=self.order.index)
        fixed = {"ron", "sq"} & set(names)
        if note and len(names) - len(fixed) > 1 - ("ron" in fixed):
            self.drew = self.drew or "ron" not in fixed
        return ranks[0] if most else ranks[-1]

    def share(self, name: str) -> None:
        has = self.total(name)
        too_much = has - self.enough
        self.to_share.remove(name)
        self.kept[name] = self.enough
        for slip in [slip for slip in self.slips if slip.lies_with == name]:
            exact = slip.worth * too_much / has
            slip.worth = Fraction(math.floor(exact * 100_000), 100_000)
            self.put(slip)

    def drop(self, name: str) -> None:
        self.running.remove(name)
        for slip in [slip for slip in self.slips if slip.lies_with == name]:
            self.put(slip)


@dataclass(frozen=True)
class Found:
    """Who is elected, what everybody held at each stage, and whether a lot was drawn."""

    elected: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    drew: bool


def count(
    ballots: Iterable[tuple[str, ...]],
    candidates: tuple[str, ...],
    seats: int,
    order: Iterable[str],
) -> Found:
    """Count as 2.8 of the design says, word by word."""
    slips = [Slip(names, Fraction(1)) for names in ballots]
    enough = Fraction(math.floor(Fraction(len(slips), seats + 1)) + 1)
    room = Room(slips, list(candidates), seats, list(order), enough, [], {}, [], [])
    for slip in slips:
        room.put(slip)
    room.note_and_elect(candidates)
    while "ron" not in room.seated and len(room.seated) < seats:
        if len(room.running) + len(room.seated) <= seats:
            while room.running:
                room.seat(room.pick(room.running, most=True, note=False))
            break
        if room.to_share:
            room.share(room.pick(room.to_share, most=True))
        else:
            room.drop(room.pick(room.running, most=False))
        room.note_and_elect(candidates)
    elected = tuple(name for name in room.seated if name != "ron")
    return Found(elected, tuple(room.sheets), room.drew)


def by_every_lot(
    ballots: list[tuple[str, ...]], candidates: tuple[str, ...], seats: int
) -> set[frozenset[str]]:
    """Return who is elected under each order that a lot can give."""
    loose = [name for name in candidates if name not in {"ron", "sq"}]
    first = [name for name in candidates if name == "sq"]
    last = [name for name in candidates if name == "ron"]
    return {
        frozenset(count(ballots, candidates, seats, [*first, *order, *last]).elected)
        for order in permutations(loose)
    }
