"""The photos of a night: who may add one, who sees it, and when it goes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_EACH = 4
"""Photos of one member from one night."""
MOST_OF_A_NIGHT = 60
MOST_OF_A_MEMBER = 100
"""Photos of one member from all nights; each is two files."""
MOST_TAGGED = 20
"""People on one photo."""

TAKEN_UNTIL = timedelta(hours=24)
"""How long after a night a photo may be added; then who came is forgotten."""
ANSWERED_WITHIN = timedelta(days=14)
"""Whoever has said nothing for so long has not agreed."""
KEPT_FOR = timedelta(days=365)
"""How long after a night its photos are kept."""


@dataclass(frozen=True, slots=True)
class Tag:
    """Somebody who is on a photo.

    Args:
        member_id: who.
        agreed: they said that the others may see it.
        rests: they rest, or have left, and can say nothing of it now.
    """

    member_id: int
    agreed: bool
    rests: bool = False


def is_agreed(tags: Collection[Tag]) -> bool:
    """Tell whether everybody on a photo has said yes.

    >>> is_agreed([]), is_agreed([Tag(1, agreed=True), Tag(2, agreed=False)])
    (True, False)
    """
    return all(tag.agreed for tag in tags)


def is_shown(tags: Collection[Tag]) -> bool:
    """Tell whether all members see a photo: everybody on it agreed, and nobody on it rests.

    >>> is_shown([Tag(1, agreed=True)]), is_shown([Tag(1, agreed=True, rests=True)])
    (True, False)
    """
    return is_agreed(tags) and not any(tag.rests for tag in tags)


def sees(
    member_id: int, sent_by: int, tags: Collection[Tag], hidden: frozenset[int] = frozenset()
) -> bool:
    """Tell whether a member sees a photo: all do, or they sent it, or they are on it.

    Where somebody ``hidden`` from them sent it or is on it, they see it only if it is also theirs.

    >>> sees(1, 1, [Tag(2, agreed=False)]), sees(3, 1, [Tag(2, agreed=False)])
    (True, False)
    >>> both = [Tag(2, agreed=True), Tag(3, agreed=True)]
    >>> sees(4, 1, both, frozenset({3})), sees(2, 1, both, frozenset({3}))
    (False, True)
    """
    if member_id == sent_by or is_on(member_id, tags):
        return True
    theirs = {sent_by, *(tag.member_id for tag in tags)}
    return is_shown(tags) and hidden.isdisjoint(theirs)


def is_on(member_id: int, tags: Collection[Tag]) -> bool:
    """Tell whether a member is on a photo."""
    return any(tag.member_id == member_id for tag in tags)


def left(of_all: int, mine: int) -> int:
    """Return how many more photos a member may send of a night that has so many.

    >>> left(10, 1), left(59, 0), left(60, 0), left(10, 9)
    (3, 1, 0, 0)
    """
    return max(0, min(MOST_EACH - mine, MOST_OF_A_NIGHT - of_all))


def is_open(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Tell whether photos of a night may be added at this moment.

    >>> seven, nine = datetime(2027, 3, 11, 19), datetime(2027, 3, 11, 21)
    >>> is_open(seven, nine, seven), is_open(seven, nine, datetime(2027, 3, 12, 21))
    (True, False)
    """
    return starts_at <= now < ends_at + TAKEN_UNTIL


def is_over(asked_at: datetime, now: datetime) -> bool:
    """Tell whether somebody has said nothing for so long that it is a no."""
    return asked_at + ANSWERED_WITHIN <= now
