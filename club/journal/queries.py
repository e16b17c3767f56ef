"""What pages and phones read of the record."""

import json
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tortoise.exceptions import OperationalError

from club.journal.models import THE_HEAD, Head, JournalEntry
from club.journal.rules import GENESIS, Entry
from club.kit.db import Statement

PAGE = 50
NOTED = 12
_BEFORE_ALL = -(2**63)
"""Not 0: an entry whose number was made less must not hide there."""
_MANY = Statement(
    JournalEntry, "SELECT * FROM journal_entry WHERE seq > :seq ORDER BY seq LIMIT 500"
)
_ONE = Statement(JournalEntry, "SELECT * FROM journal_entry WHERE seq > :seq ORDER BY seq LIMIT 1")


class Unreadable(Exception):
    """A row that holds what no program wrote."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"entry {seq} cannot be read")
        self.seq = seq


@dataclass(frozen=True, slots=True)
class HeadOfChain:
    """Number and hash of the newest entry; 0 and zeros before the first."""

    seq: int
    hash: str

    @property
    def short(self) -> str:
        """As many letters of the hash as people note down."""
        return self.hash[:NOTED]


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


async def entries(*, until: int | None = None) -> AsyncIterator[tuple[Entry, str]]:
    """Walk the record, oldest first, as it lies on the disk: each entry with its hash.

    Args:
        until: the last number; None means to the end.

    Raises:
        Unreadable: a row that no longer can be read.
    """
    rows = await _stored(_BEFORE_ALL)
    while rows:
        for row in rows:
            if until is not None and row["seq"] > until:
                return
            yield _entry(row), row["hash"]
        rows = await _stored(rows[-1]["seq"])


async def bound(things: Collection[str]) -> list[str]:
    """Return those of these votes whose ballots an entry binds, oldest first."""
    counted = JournalEntry.filter(kind="tally", thing__in=list(things)).order_by("seq")
    return [row.thing for row in await counted if "ballots_sha256" in json.loads(row.body)]


async def about(thing: str) -> list[Row]:
    """Return the entries about one thing, oldest first."""
    return _rows(await JournalEntry.filter(thing=thing).order_by("seq"))


def _rows(found: list[JournalEntry]) -> list[Row]:
    return [
        Row(row.seq, row.at, row.kind, row.thing, row.actor, row.body, row.prev, row.hash)
        for row in found
    ]


async def _stored(after: int) -> list[dict[str, Any]]:
    try:
        return await _MANY.values(seq=after)
    except OperationalError as error:
        if not _garbled(error):
            raise
    # One of them; those before it can still be read and named.
    try:
        return await _ONE.values(seq=after)
    except OperationalError as error:
        if not _garbled(error):
            raise
        raise Unreadable(max(after, 0) + 1) from error


def _garbled(error: OperationalError) -> bool:
    """Tell bytes on a SQLite disk that are no text from a database that does not answer."""
    return "decode" in str(error)


def _entry(row: dict[str, Any]) -> Entry:
    """Return a row as it was hashed; whatever else a moment is spelled like is not the same."""
    at = row["at"]
    if not isinstance(at, datetime):
        try:
            instant = datetime.fromisoformat(at)
        except (TypeError, ValueError):
            instant = None
        at = instant.isoformat() if instant and str(instant) == at else str(at)
    else:
        at = at.astimezone(UTC).isoformat()
    return Entry(row["seq"], at, row["kind"], row["thing"], row["actor"], row["body"], row["prev"])
