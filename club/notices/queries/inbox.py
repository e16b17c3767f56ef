"""A member's inbox, and the words that went to everybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from club.members import queries as members
from club.members.rules import Person
from club.notices.messages.notices import BROADCAST, COUNTED, TRIAL
from club.notices.models import Letter, Message
from club.notices.rules.caps import WEEK, Sent

SHOWN = 50
SHOWN_WORDS = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One letter as its reader sees it."""

    title: str
    body: str
    href: str
    sent_at: datetime
    sender: Person | None
    power: str
    unread: bool


@dataclass(frozen=True, slots=True)
class InboxPage:
    """The letters, newest first; ``older`` is where the next ones are, or empty."""

    letters: list[Line]
    may_tell: bool
    older: str


@dataclass(frozen=True, slots=True)
class WordLine:
    """One word to the whole club, as every member sees it; who read it is known to nobody."""

    title: str
    body: str
    sent_at: datetime
    sender: Person | None
    power: str
    audience: int
    delivered: int

    @property
    def href(self) -> str:
        """Nowhere: the whole of it stands here."""
        return ""


@dataclass(frozen=True, slots=True)
class WordsPage:
    """Everything the club was told, newest first."""

    words: list[WordLine]


async def inbox_page(member_id: int, *, may_tell: bool, before: int | None = None) -> InboxPage:
    """Return a page of a member's letters.

    Args:
        member_id: the reader.
        may_tell: whether the reader holds the right to tell the club something.
        before: the number of the letter to go on after; None begins with the newest.
    """
    rows = Letter.filter(member_id=member_id).exclude(message__kind=TRIAL)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = await rows.order_by("-id").limit(SHOWN + 1).select_related("message")
    senders = await members.people(
        {row.message.sender_id for row in found if row.message.sender_id is not None}
    )
    hidden = await members.hidden_from(member_id) if senders else frozenset[int]()
    shown = found[:SHOWN]
    older = f"/messages?before={shown[-1].id}" if len(found) > SHOWN else ""
    return InboxPage([_line(row, senders, hidden) for row in shown], may_tell=may_tell, older=older)


async def words_page() -> WordsPage:
    """Return what the whole club was told."""
    rows = await Message.filter(kind=BROADCAST).order_by("-id").limit(SHOWN_WORDS)
    senders = await members.people({row.sender_id for row in rows if row.sender_id is not None})
    return WordsPage(
        [
            WordLine(
                title=row.title,
                body=row.body,
                sent_at=row.sent_at,
                sender=senders.get(row.sender_id or 0),
                power=row.power,
                audience=row.audience,
                delivered=row.delivered,
            )
            for row in rows
        ]
    )


async def words_since(now: datetime, span: timedelta = WEEK) -> list[Sent]:
    """Return who told the whole club, or those of one night, something lately, and when."""
    told = Message.filter(kind__in=COUNTED, sent_at__gt=now - span)
    rows = await told.only("sender_id", "sent_at")
    return [Sent(row.sender_id, row.sent_at) for row in rows]


def _line(row: Letter, senders: dict[int, Person], hidden: frozenset[int]) -> Line:
    """Return a letter as its reader sees it, without the name of a sender who is hidden from them.

    Whoever told the whole club something is named to everybody, as where all such words stand.
    """
    told = row.message
    named = told.kind == BROADCAST or told.sender_id not in hidden
    return Line(
        title=told.title,
        body=told.body,
        href=f"/n/{row.ref}" if told.path != "/messages" else "",
        sent_at=told.sent_at,
        sender=senders.get(told.sender_id or 0) if named else None,
        power=told.power,
        unread=row.read_at is None,
    )
