"""Who is asked when nobody is left to look after a night. Nothing is ever called off by itself."""

from datetime import datetime, timedelta
from enum import IntEnum

MOST_HOSTS = 4
"""More look after a night only where none of these can come."""
KEYS_AFTER = timedelta(hours=12)
COMMITTEE_BEFORE = timedelta(hours=24)


class Asked(IntEnum):
    """Whom the club has asked for a host so far."""

    NOBODY = 0
    HELPERS = 1
    KEY_HOLDERS = 2
    COMMITTEE = 3


def next_asked(asked: Asked, gone_at: datetime, starts_at: datetime, now: datetime) -> Asked:
    """Return whom the club asks by now.

    >>> from datetime import UTC
    >>> gone, start = datetime(2027, 3, 1, 12, tzinfo=UTC), datetime(2027, 3, 11, 19, tzinfo=UTC)
    >>> next_asked(Asked.HELPERS, gone, start, gone + timedelta(hours=12)).name
    'KEY_HOLDERS'
    """
    if now >= starts_at - COMMITTEE_BEFORE:
        return Asked.COMMITTEE
    if now >= gone_at + KEYS_AFTER:
        return max(asked, Asked.KEY_HOLDERS)
    return max(asked, Asked.HELPERS)
