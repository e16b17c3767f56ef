"""Every profile of a few voters and a few options, each once.

A profile is a multiset of rankings, partial ones too; a ballot names one option at least. With
four options there are 64 rankings, and 11,238,512 profiles of one to five voters. Those that are
one another under new names for the options are counted alike (that they are is tested by itself,
and the order of the lot is renamed with them), so one of them stands for up to 24.
"""

from collections.abc import Iterator
from itertools import combinations_with_replacement, permutations

OPTIONS = ("a", "b", "c", "d")
RANKINGS = tuple(r for n in range(1, 5) for r in permutations(OPTIONS, n))
_PLACE = {ranking: place for place, ranking in enumerate(RANKINGS)}
_RENAMED = tuple(
    tuple(_PLACE[tuple(dict(zip(OPTIONS, names, strict=True))[o] for o in r)] for r in RANKINGS)
    for names in permutations(OPTIONS)
)
_SHORTEST = tuple(_PLACE[OPTIONS[:n]] for n in range(1, 5))

Profile = list[tuple[str, ...]]


def up_to_names(voters: int) -> Iterator[tuple[Profile, int]]:
    """Give one profile of each kind, and how many profiles it stands for."""
    for first in _SHORTEST:  # new names make one of the shortest ballots a, ab, abc or abcd
        for rest in combinations_with_replacement(range(first, len(RANKINGS)), voters - 1):
            profile = (first, *rest)
            alike = 0
            for renamed in _RENAMED:
                image = sorted(renamed[place] for place in profile)
                if image < list(profile):
                    break
                alike += image == list(profile)
            else:
                yield [RANKINGS[place] for place in profile], len(_RENAMED) // alike


def all_of(options: tuple[str, ...], most: int) -> Iterator[Profile]:
    """Give every profile of up to ``most`` voters, under each name."""
    rankings = [r for n in range(1, len(options) + 1) for r in permutations(options, n)]
    for voters in range(1, most + 1):
        yield from map(list, combinations_with_replacement(rankings, voters))
