"""Votes on paper: who may enter them, who was drawn, and whether two entries say the same.

Each paper is entered by two people, each alone, so that neither can add, drop or change one. The
lot draws them from all who offer: nobody chooses who reads the papers, nor can anybody foresee it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from club.decisions.rules import lot
from club.decisions.rules.electorate import readable

TELLERS = 2


class Channel(StrEnum):
    """How somebody voted: by phone, or on paper."""

    APP = "app"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper as somebody read it.

    Args:
        said: what stands on it, as ballots are written down; empty if it cannot be read.
        voter: whose it is; 0 where the vote is secret.
        why: the reason on it, in a round of consent.
    """

    said: str
    voter: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Apart:
    """Where two entries differ, without a name.

    Args:
        said: what was entered more often by one: what is said, how often by me, by the other.
        single: members whose paper stands in one entry alone.
        unlike: members whose paper says something else in the two entries.
    """

    said: tuple[tuple[str, int, int], ...] = ()
    single: int = 0
    unlike: int = 0

    def __bool__(self) -> bool:
        """Tell whether they differ at all."""
        return bool(self.said or self.single or self.unlike)


def apart(mine: Sequence[Sheet], other: Sequence[Sheet]) -> Apart:
    """Compare two entries; reasons are left out, for nobody copies handwriting alike.

    >>> apart([Sheet("yes"), Sheet("no")], [Sheet("no"), Sheet("yes")])
    Apart(said=(), single=0, unlike=0)
    >>> apart([Sheet("yes", 3)], [Sheet("no", 3)]).unlike
    1
    """
    here, there = (Counter(each.said for each in sheets) for sheets in (mine, other))
    said = tuple((each, here[each], there[each]) for each in sorted(here | there))
    by_me, by_other = (
        {each.voter: each.said for each in sheets if each.voter} for sheets in (mine, other)
    )
    return Apart(
        said=tuple(each for each in said if each[1] != each[2]),
        single=len(by_me.keys() ^ by_other.keys()),
        unlike=sum(by_me[each] != by_other[each] for each in by_me.keys() & by_other.keys()),
    )


def drawn(decision: str, n: int, secret: bytes, offered: Collection[int]) -> tuple[int, ...]:
    """Put those who offered in the order of the lot; the first are the ones who enter.

    It is the lot of ``rules.lot``: the secret was fixed when the first of them offered, and
    everybody who offers goes into the seed. So anybody can do the sum again from the record.

    Args:
        decision: the decision's public ref.
        n: 1 for the first drawing, 2 for the next.
        secret: what was fixed.
        offered: the member ids of all who offered since the drawing before.

    >>> drawn("d", 1, bytes(32), [1, 2, 3]) == drawn("d", 1, bytes(32), [3, 2, 1])
    True
    """
    names = [str(each) for each in offered]
    sown = lot.seed(f"{decision}/tellers/{n}", secret, lot.digest(names))
    return tuple(int(each) for each in lot.order(sown, names))


def wanted(entering: int) -> int:
    """Say how many more must offer before the lot can draw."""
    return max(0, TELLERS - entering)


def may_enter(member_id: int, *, entitled: bool, interested: Iterable[int]) -> bool:
    """Tell whether somebody may enter papers: an elector who has no stake in the outcome.

    Args:
        member_id: who.
        entitled: they may vote on it themselves.
        interested: who brought it, whom it is about, and who would get something by it.
    """
    return entitled and member_id not in set(interested)


def shut(papers: int, at_least: int, *, alone: bool) -> bool:
    """Tell whether the box stays shut: the papers are the whole secret vote, and too few.

    Args:
        papers: how many lie in it.
        at_least: fewer secret ballots are destroyed unread.
        alone: no ballot is cast by phone.
    """
    return alone and not readable(papers, at_least)
