"""Tables: the entries of the record, and the head that hands out their numbers."""

from datetime import UTC, datetime

from tortoise import fields, models

from club.journal.rules import GENESIS, Entry
from club.kit.db import UtcField

_HASH = 64
_WORD = 40
_THING = 80
THE_HEAD = 1


class Head(models.Model):
    """One row: number and hash of the newest entry. Whoever writes an entry claims it first."""

    id = fields.IntField(primary_key=True)
    seq = fields.BigIntField(default=0)
    hash = fields.CharField(_HASH, default=GENESIS)

    class Meta:
        table = "journal_head"


class JournalEntry(models.Model):
    """One act; the database refuses to change or remove it.

    ``actor`` is no foreign key, because the record outlives a member who is erased.
    """

    seq = fields.BigIntField(primary_key=True, generated=False)
    at: datetime = UtcField()
    kind = fields.CharField(_WORD)
    thing = fields.CharField(_THING, db_index=True)
    actor = fields.BigIntField(null=True)
    body = fields.TextField()
    prev = fields.CharField(_HASH, unique=True)
    hash = fields.CharField(_HASH, unique=True)

    class Meta:
        table = "journal_entry"

    def entry(self) -> Entry:
        """Return the entry as it is hashed."""
        at = self.at.astimezone(UTC).isoformat()
        return Entry(self.seq, at, self.kind, self.thing, self.actor, self.body, self.prev)
