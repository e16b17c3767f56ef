"""Counts approval: everybody names all whom they would have, and more than half must name one."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from club.decisions.rules.ranked.papers import Contest, canonical
from club.decisions.rules.ranked.stages import LotMattered


@dataclass(frozen=True, slots=True)
class Approval:
    """How many named one candidate."""

    candidate: str
    votes: int


@dataclass(frozen=True, slots=True)
class ApprovalCount:
    """The whole count.

    Args:
        seats: how many were to be filled.
        votes: valid ballots, those that approve of nobody too.
        invalid: ballots that name somebody twice, or somebody who did not stand.
        needed: the fewest approvals that elect: more than half of the ballots.
        order: the order that the lot gave, earliest first.
        approvals: of everybody who stands, the most first, equals in the order of the lot.
        elected: who has a seat, the most approvals first.
        tied: those between whom the lot gave the last seats; nobody if it was not needed.
        lot: whether the lot decided who is elected.
    """

    seats: int
    votes: int
    invalid: int
    needed: int
    order: tuple[str, ...]
    approvals: tuple[Approval, ...]
    elected: tuple[str, ...]
    tied: tuple[str, ...]
    lot: LotMattered

    @property
    def vacant(self) -> int:
        """Seats that stay empty; nominations for them are opened again."""
        return self.seats - len(self.elected)


def text(approved: Collection[str]) -> str:
    """Write an approval ballot in the one way that is hashed: its order says nothing.

    >>> text(("b", "a")) == text(("a", "b")) == '["a","b"]'
    True
    """
    return canonical(tuple(sorted(approved)))


def count_approval(
    ballots: Iterable[Collection[str]], contest: Contest, order: tuple[str, ...]
) -> ApprovalCount:
    """Count approvals while the ballots stream in.

    Args:
        ballots: whom each voter approves of; nobody is an answer too.
        contest: who stands, and for how many seats.
        order: the lot's order of all who stand.

    Raises:
        ValueError: the order is not one of exactly those who stand.

    >>> count_approval([("a",), ("a", "b"), ()], Contest(("a", "b")), ("b", "a")).elected
    ('a',)
    """
    if sorted(order) != sorted(contest.standing):
        raise ValueError("the lot puts exactly those in order who stand")
    named, votes, invalid = _heard(ballots, frozenset(contest.candidates))
    ranked = sorted(order, key=lambda each: -named[each])
    electable = [each for each in ranked if named[each] * 2 > votes]
    elected = tuple(electable[: contest.seats])
    tied = _tied(electable, contest.seats, named)
    return ApprovalCount(
        seats=contest.seats,
        votes=votes,
        invalid=invalid,
        needed=votes // 2 + 1,
        order=order,
        approvals=tuple(Approval(each, named[each]) for each in ranked),
        elected=elected,
        tied=tied,
        lot=LotMattered.YES if tied else LotMattered.NO,
    )


def _heard(
    ballots: Iterable[Collection[str]], known: frozenset[str]
) -> tuple[Counter[str], int, int]:
    named: Counter[str] = Counter()
    votes = invalid = 0
    for approved in ballots:
        once = set(approved)
        if len(once) == len(approved) and once <= known:
            votes += 1
            named.update(once)
        else:
            invalid += 1
    return named, votes, invalid


def _tied(electable: list[str], seats: int, named: Counter[str]) -> tuple[str, ...]:
    if len(electable) <= seats or named[electable[seats - 1]] != named[electable[seats]]:
        return ()
    return tuple(each for each in electable if named[each] == named[electable[seats]])
