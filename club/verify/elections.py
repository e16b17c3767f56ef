"""Counts elections again, by arithmetic of its own: the places of a role, by ranking or by ticks.

A ballot is a letter that names its kind, then the letters of those who stand: ``rcaz`` ranks c
before a, and both before ``z``, which asks for other names. ``aac`` ticks a and c.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from club.verify.files import Said

_VOTE = 100_000
_OTHERS = "z"


def chosen(said: Said, ballots: Sequence[str]) -> str:
    """Return the letters of those whom these ballots choose, the strongest first.

    Args:
        said: what the entry of the count holds.
        ballots: what stands on each ballot.
    """
    if len(ballots) < least_ballots(said):
        return ""
    order = [_OTHERS if each == "ron" else each for each in said["order"]]
    if said["method"] == "seats":
        return _ticked(ballots, order, said["seats"])
    return _Tables([each[1:] for each in ballots], order, said["seats"]).chosen()


def least_ballots(said: Said) -> int:
    """Return how many ballots there have to be at least."""
    return max(1, int(-(-said["floor_of"] * said["base"] // said["floor_in"])))


def _ticked(ballots: Sequence[str], order: Sequence[str], seats: int) -> str:
    votes = Counter(letter for each in ballots for letter in set(each[1:]))
    enough = [each for each in order if 2 * votes[each] > len(ballots)]
    return "".join(sorted(enough, key=lambda each: -votes[each])[:seats])


@dataclass
class _Tables:
    """One count by transfer: the ballots before each candidate, and what each ballot weighs.

    Args:
        rankings: the letters on each ballot, the most wanted first.
        order: the lot's order of all who stand; the earlier wins a tie.
        seats: how many places there are.
    """

    rankings: Sequence[str]
    order: Sequence[str]
    seats: int
    weighs: list[int] = field(default_factory=list)
    lies: list[str] = field(default_factory=list)
    past: list[Counter[str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    placed: list[str] = field(default_factory=list)

    def chosen(self) -> str:
        """Return who gets a place, in the order in which they got it."""
        self.left, full = list(self.order), (len(self.rankings) // (self.seats + 1) + 1) * _VOTE
        self.weighs = [_VOTE] * len(self.rankings)
        self.lies = [self._next(each) for each in self.rankings]
        over: list[str] = []
        self._add_up()
        while True:
            for each in [it for it in self._by_strength(self.left) if self._holds(it) >= full]:
                self.left.remove(each)
                self.placed.append(each)
                over += [each] * (self._holds(each) > full)
            if _OTHERS in self.placed or len(self.placed) == self.seats:
                break
            if len(self.placed) + len(self.left) <= self.seats:
                self.placed += self._by_strength(self.left)
                break
            if over:
                over.remove(most := self._by_strength(over)[0])
                self._pass_on(most, self._holds(most) - full)
                self.past[0][most] = full
            else:
                self.left.remove(least := self._weakest())
                self._pass_on(least, self._holds(least))
        return "".join(each for each in self.placed if each != _OTHERS)

    def _next(self, ranking: str) -> str:
        return next((each for each in ranking if each in self.left), "")

    def _holds(self, who: str) -> int:
        return self.past[0][who]

    def _add_up(self) -> None:
        held: Counter[str] = Counter()
        for who, weight in zip(self.lies, self.weighs, strict=True):
            held[who] += weight
        # Who has a place and a part left over keeps the part that a place takes, no ballot of it.
        kept = self.past[0] if self.past else Counter[str]()
        held.update({each: kept[each] for each in self.placed if each not in self.lies})
        self.past.insert(0, held)

    def _pass_on(self, whose: str, part: int) -> None:
        whole = self._holds(whose)
        for n, who in enumerate(self.lies):
            if who == whose:
                self.weighs[n] = self.weighs[n] * part // whole
                self.lies[n] = self._next(self.rankings[n])
        self._add_up()

    def _record(self, who: str) -> list[int]:
        return [held[who] for held in self.past]

    def _by_strength(self, some: Iterable[str]) -> list[str]:
        return sorted(sorted(some, key=self.order.index), key=self._record, reverse=True)

    def _weakest(self) -> str:
        fewest = min(self._record(each) for each in self.left)
        equal = [each for each in self.order if each in self.left and self._record(each) == fewest]
        # A tie alone never asks for other names; between people the lot's last goes.
        return _OTHERS if _OTHERS in equal else equal[-1]
