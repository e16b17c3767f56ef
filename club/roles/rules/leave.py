"""Being away from a role: how long, and what a caretaker may do."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from club.roles.rules.rights import Right

WEEK = timedelta(days=7)
_DAYS_IN_A_MONTH = 31
"""The longest month, so that nobody is called back a day early."""

HANDOVER_FROM = timedelta(weeks=4)
"""How long before the end of a term its holder is asked to write down what the next should know."""

NOT_FOR_CARETAKERS = frozenset({Right.PAUSE_MEMBER})
"""Nobody was chosen to judge; asking a member to stay away is for those who were."""


def weeks_left(months: int, away: Iterable[timedelta], *, now: datetime, ends_at: datetime) -> int:
    """Return for how many whole weeks a holder may be away from now on.

    >>> from datetime import UTC
    >>> now = datetime(2027, 3, 1, tzinfo=UTC)
    >>> weeks_left(3, [], now=now, ends_at=now + timedelta(days=300))
    13
    >>> weeks_left(3, [timedelta(weeks=4)], now=now, ends_at=now + timedelta(days=300))
    9
    >>> weeks_left(3, [], now=now, ends_at=now + timedelta(days=20))
    2

    Args:
        months: the longest time away in one term, all leaves together.
        away: what was taken in this term before.
        now: when the leave would begin.
        ends_at: the end of the term; nobody is away beyond it.
    """
    unused = timedelta(days=months * _DAYS_IN_A_MONTH) - sum(away, timedelta())
    return max(0, min(unused, ends_at - now) // WEEK)
