"""The ballots of a ranked vote, sorted into piles of equal rankings while they are read."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

Ranking = tuple[str, ...]
"""Refs of candidates or options, the most wanted first; who is not named is wanted least."""

RON = "ron"
"""The candidate "re-open nominations": its seat stays empty and others may stand."""
SQ = "sq"
"""The option "keep things as they are"."""


@dataclass(frozen=True, slots=True)
class Contest:
    """What the ballots rank.

    Args:
        candidates: refs of everybody and everything on the ballot, withdrawn ones too.
        seats: how many are elected; an option takes one.
        withdrawn: those who stepped back; a ballot passes over them.

    Raises:
        ValueError: no seat, the same ref twice, or a withdrawn one that never stood.
    """

    candidates: tuple[str, ...]
    seats: int = 1
    withdrawn: frozenset[str] = field(default=frozenset())

    def __post_init__(self) -> None:
        if self.seats < 1:
            raise ValueError("a contest needs a seat")
        if len(set(self.candidates)) != len(self.candidates):
            raise ValueError("a candidate stands once")
        if not self.withdrawn <= set(self.candidates):
            raise ValueError("only who stood can withdraw")

    @property
    def standing(self) -> tuple[str, ...]:
        """Those who can be elected, in the order of the ballot."""
        return tuple(each for each in self.candidates if each not in self.withdrawn)


@dataclass(frozen=True, slots=True)
class Papers:
    """Every ballot of a vote, as piles: how often each ranking was cast.

    Args:
        valid: the rankings that count, sorted, so that nothing tells when they were cast.
        spoiled: those that name somebody twice, or nobody who stood.
    """

    valid: tuple[tuple[Ranking, int], ...]
    spoiled: tuple[tuple[Ranking, int], ...] = ()

    @property
    def votes(self) -> int:
        """Valid ballots: the number that every share is taken of."""
        return sum(papers for _, papers in self.valid)

    @property
    def blank(self) -> int:
        """Ballots that name nobody."""
        return sum(papers for ranking, papers in self.spoiled if not ranking)

    @property
    def invalid(self) -> int:
        """Ballots that say something that cannot be counted."""
        return sum(papers for ranking, papers in self.spoiled if ranking)

    def texts(self) -> Iterator[str]:
        """Give the canonical text of every ballot cast, spoiled ones too, in sorted order."""
        for text, papers in sorted((canonical(r), n) for r, n in (*self.valid, *self.spoiled)):
            for _ in range(papers):
                yield text


def canonical(ranking: Ranking) -> str:
    """Write a ranking in the one way that is hashed.

    >>> canonical(("b", "a"))
    '["b","a"]'
    """
    return json.dumps(ranking, ensure_ascii=False, separators=(",", ":"))


def sort_papers(ballots: Iterable[Ranking], contest: Contest) -> Papers:
    """Sort ballots into piles while they stream in; memory grows with different rankings only."""
    known = {ref: ref for ref in contest.candidates}
    return sort_piles(Counter(_shared(each, known) for each in ballots), contest)


def sort_piles(piles: Mapping[Ranking, int], contest: Contest) -> Papers:
    """Sort piles of ballots into those that count and those that do not.

    Args:
        piles: how many ballots bear each ranking.
        contest: who stands.
    """
    known = frozenset(contest.candidates)
    valid: list[tuple[Ranking, int]] = []
    spoiled: list[tuple[Ranking, int]] = []
    for ranking in sorted(piles):
        kept = valid if _counts(ranking, known) else spoiled
        kept.append((ranking, piles[ranking]))
    return Papers(tuple(valid), tuple(spoiled))


def _shared(ranking: Ranking, known: Mapping[str, str]) -> Ranking:
    """Write a ranking with the contest's own refs, so that no ballot keeps a copy of each."""
    try:
        return tuple(map(known.__getitem__, ranking))
    except KeyError:
        return ranking


def _counts(ranking: Ranking, known: frozenset[str]) -> bool:
    named = set(ranking)
    return bool(ranking) and len(named) == len(ranking) and named <= known
