"""The two Tortoise engines made safe: one form of act for every room.

*Transaction*: everything inside, or nothing; inside another it is a savepoint. *Claim*: a write
that says whether it found the row as expected. An act looks like this, everywhere::

    async def close(decision_id: int, *, now: datetime) -> Outcome | None:
        async with transaction():
            open_and_due = Decision.filter(id=decision_id, closed_at=None, closes_at__lte=now)
            if not await claim(open_and_due, closed_at=now):
                return None
            ...

Invariants. The first statement of a transaction is a write: on PostgreSQL it locks the row that
the act is about (READ COMMITTED, so what is read next is what the quicker hand left), on SQLite
BEGIN IMMEDIATE has locked the file, and acts that end while others wait are stored by one COMMIT
(``together``). Only the database is awaited inside, and no task is started:
a task's statements would be refused. Cancelling at any await leaves no lock, no connection and no
half act. Who waits longer than five seconds is told ``Busy``. Deadlocks and lost races are tried
again by ``retried``, which wraps every POST door and every chore, so services need not.
What everybody asks at the same moment is put together once: ``Prepared`` (a question written with
the ORM), ``Statement`` (plain SQL) and ``Blank`` (a new row); what many are shown alike is read
once for as long as nobody writes: ``Shared``. ``on_begin`` runs first in every
outermost transaction; ``after_commit`` runs once it is stored.
Instants are ``UtcField``: aware, stored and compared as UTC. Tables come from migrations alone.
"""

from club.kit.db import describing  # noqa: F401  # before any table is defined
from club.kit.db.contention import Contended
from club.kit.db.fields import UtcField
from club.kit.db.forgetting import give_up_old_rows
from club.kit.db.migrate import MigrationRefused, migrate, pending_steps
from club.kit.db.opening import connection, is_sqlite, opened
from club.kit.db.prepared import Prepared
from club.kit.db.reading import Blank
from club.kit.db.shared import Shared
from club.kit.db.statement import Statement
from club.kit.db.transactions import after_commit, claim, on_begin, retried, transaction

__all__ = [
    "Blank",
    "Contended",
    "MigrationRefused",
    "Prepared",
    "Shared",
    "Statement",
    "UtcField",
    "after_commit",
    "claim",
    "connection",
    "give_up_old_rows",
    "is_sqlite",
    "migrate",
    "on_begin",
    "opened",
    "pending_steps",
    "retried",
    "transaction",
]
