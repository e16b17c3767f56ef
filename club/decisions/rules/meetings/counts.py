"""How many must ask for a meeting and be there, and when they are counted."""

from datetime import datetime, timedelta
from fractions import Fraction

from club.decisions.rules.electorate import least
from club.decisions.rules.states import Class

EARLY = timedelta(minutes=30)
"""So long before it begins those who are there can be counted."""
BY_THEN = timedelta(hours=24)
"""So long after its hour somebody can say that a meeting was held; then it was not."""
NAMES_FOR = timedelta(days=60)
"""So long at most the names of those who counted stay, should nobody fix the minutes."""
NOT_BY_FEW = frozenset(
    {Class.CONSTITUTIONAL.value, Class.RECALL.value, "membership", "closing_club"}
)
"""Kinds of questions that a second meeting, which fewer may hold, leaves alone."""


def callers_needed(voters: int, percent: int, fewest: int) -> int:
    """Say how many members must ask for a meeting; in a tiny club, all of them at most.

    >>> [callers_needed(n, 10, 3) for n in (2, 12, 40, 60)]
    [2, 3, 4, 6]
    """
    return min(voters, max(fewest, least(Fraction(percent, 100), voters)))


def quorum(voters: int, percent: int, fewest: int) -> int:
    """Say how many must be there; in a tiny club, all of them at most.

    >>> [quorum(n, 20, 5) for n in (4, 12, 40, 60)]
    [4, 5, 8, 12]
    """
    return callers_needed(voters, percent, fewest)


def only_by_many(kind: str) -> bool:
    """Tell whether a kind of question waits for a meeting that enough come to.

    >>> only_by_many("constitutional"), only_by_many("ordinary")
    (True, False)
    """
    return kind in NOT_BY_FEW


def enough(present: int, needed: int) -> bool:
    """Tell whether so many can hold the meeting."""
    return present >= needed


def too_early(
    present: int, needed: int, starts_at: datetime, wait: timedelta, now: datetime
) -> bool:
    """Tell whether those who are there still wait for others before giving up."""
    return not enough(present, needed) and now < starts_at + wait


def can_be_counted(starts_at: datetime, now: datetime) -> bool:
    """Tell whether it is the time to count who is there."""
    return starts_at - EARLY <= now < starts_at + BY_THEN
