"""What pages and phones read of the record."""

from dataclasses import dataclass
from datetime import datetime

from club.journal.models import THE_HEAD, Head, JournalEntry
from club.journal.rules import GENESIS

PAGE = 50


@dataclass(frozen=True, slots=True)
class HeadOfChain:
    """Number and hash of the newest entry; 0 and zeros before the first."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as it is read; ``body`` is its canonical JSON."""

    seq: int
    at: datetime
    kind: str
    thing: str
    actor: int | None
    body: str
    prev: str
    hash: str


async def head() -> HeadOfChain:
    """Return the head of the chain."""
    row = await Head.get_or_none(id=THE_HEAD)
    return HeadOfChain(row.seq, row.hash) if row else HeadOfChain(0, GENESIS)


async def newest(*, before: int | None = None, limit: int = PAGE) -> list[Row]:
    """Return entries, newest first, older than number ``before`` where it is given."""
    rows = JournalEntry.all() if before is None else JournalEntry.filter(seq__lt=before)
    return _rows(await rows.order_by("-seq").limit(limit))


async def since(seq: int, *, limit: int = PAGE) -> list[Row]:
    """Return the entries after number ``seq``, oldest first, for a phone that checks the chain."""
    return _rows(await JournalEntry.filter(seq__gt=seq).order_by("seq").limit(limit))


async def about(thing: str) -> list[Row]:
    """Return the entries about one thing, oldest first."""
    return _rows(await JournalEntry.filter(thing=thing).order_by("seq"))


def _rows(found: list[JournalEntry]) -> list[Row]:
    return [
        Row(row.seq, row.at, row.kind, row.thing, row.actor, row.body, row.prev, row.hash)
        for row in found
    ]
