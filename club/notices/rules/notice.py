"""What is told: one notice, and the kinds of news a member can switch."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TITLE_LENGTH = 120
BODY_LENGTH = 4000
PATH_LENGTH = 300
KIND_LENGTH = 40
TAG_LENGTH = 80
POWER_LENGTH = 80


class Category(StrEnum):
    """What a notice is about; a member may switch each off, ``ACCOUNT`` excepted."""

    CHANGES = "changes"
    SEAT = "seat"
    REMINDERS = "reminders"
    PERSONAL = "personal"
    VOTES = "votes"
    NEWS = "news"
    ACCOUNT = "account"


class Urgency(StrEnum):
    """How soon a push service should wake a phone (RFC 8030, 5.3)."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell, in the reader's words.

    ``path`` is the page it leads to. ``tag`` names the thing it is about: a newer notice with the
    tag takes the older one's place on a lock screen. ``dedupe`` names the telling itself: nobody
    is told twice under one name; empty means every telling counts. ``when`` is the hour it is
    about, which a member may allow on the lock screen. After ``expires_at`` no phone is woken.
    """

    kind: str
    category: Category
    title: str
    body: str
    path: str
    tag: str
    expires_at: datetime | None = None
    urgent: bool = False
    dedupe: str = ""
    when: datetime | None = None


_LIVES = {
    Category.CHANGES: timedelta(hours=24),
    Category.SEAT: timedelta(hours=12),
    Category.REMINDERS: timedelta(hours=3),
    Category.NEWS: timedelta(hours=12),
}
_LIVES_OTHERWISE = timedelta(hours=24)


def expiry(notice: Notice, *, now: datetime) -> datetime:
    """Say until when a push of this is worth sending: its own end, or its category's day."""
    longest = now + _LIVES.get(notice.category, _LIVES_OTHERWISE)
    return min(notice.expires_at, longest) if notice.expires_at else longest


def urgency(category: Category, *, urgent: bool) -> Urgency:
    """Say how soon a phone should be woken."""
    if urgent or category is Category.SEAT:
        return Urgency.HIGH
    return Urgency.LOW if category is Category.NEWS else Urgency.NORMAL
