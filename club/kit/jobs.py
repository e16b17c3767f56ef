"""Work for later: rows that one worker at a time may hold, for as long as its lease lasts.

*Taking* a row leases it; a worker that dies lets go by itself when the lease is over. *Settling*
is fenced: it succeeds only for whoever still holds the row, so a worker that was thought dead
cannot write over its successor. An effect in the database is made in the same transaction as the
settling, and happens exactly once; an effect outside (a push) may happen again after a crash.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from logging import getLogger
from typing import Any, TypeVar

from tortoise import fields, models
from tortoise.expressions import F, Q

from club.kit.db import Contended, UtcField, claim, transaction

ATTEMPTS = 5
"""After so many failures a job is dead: kept for the operator, not tried again."""
LEASE = timedelta(minutes=1)
FIRST_PAUSE = timedelta(seconds=30)
KEPT_FOR = timedelta(days=30)
_log = getLogger("club.jobs")


class Leased(models.Model):
    """Columns of work that waits for a worker."""

    id = fields.BigIntField(primary_key=True)
    due_at = UtcField()
    lease_until: datetime | None = UtcField(null=True)
    owner = fields.CharField(40, null=True)
    attempts = fields.IntField(default=0)
    done_at: datetime | None = UtcField(null=True)
    dead_at: datetime | None = UtcField(null=True)

    class Meta:
        abstract = True


class Job(Leased):
    """One piece of work: its kind names the handler, its arguments are ids and words."""

    kind = fields.CharField(40)
    args: dict[str, Any] = fields.JSONField()
    dedupe = fields.CharField(120, unique=True, null=True)

    class Meta:
        table = "job"
        indexes = (("done_at", "due_at"),)


L = TypeVar("L", bound=Leased)
Handler = Callable[[Mapping[str, Any], datetime], Awaitable[None]]


async def enqueue(
    kind: str, args: Mapping[str, Any], *, due_at: datetime, dedupe: str | None = None
) -> None:
    """Note work for later, in the transaction of the act that needs it.

    Args:
        kind: names the handler.
        args: what the handler is given; ids and words only.
        due_at: not before.
        dedupe: work noted under this name before is not noted again; None means no name.
    """
    job = Job(kind=kind, args=dict(args), due_at=due_at, dedupe=dedupe)
    async with transaction():
        await Job.bulk_create([job], ignore_conflicts=True)


async def take(
    table: type[L], *, owner: str, limit: int, now: datetime, lease: timedelta = LEASE
) -> list[L]:
    """Lease up to ``limit`` rows that are due and held by nobody; the longest waiting first."""
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    due = table.filter(free, done_at=None, dead_at=None, due_at__lte=now)
    async with transaction():
        # Locks what it reads: PostgreSQL skips rows that another worker is taking just now, and
        # SQLite's BEGIN IMMEDIATE has already kept the other workers out.
        rows = await due.order_by("due_at", "id").limit(limit).select_for_update(skip_locked=True)
        taken = table.filter(id__in=[row.id for row in rows])
        await taken.update(owner=owner, lease_until=now + lease, attempts=F("attempts") + 1)
    for row in rows:
        row.owner, row.lease_until, row.attempts = owner, now + lease, row.attempts + 1
    return rows


async def settle(row: Leased, owner: str, *, now: datetime, **changes: object) -> bool:
    """End the work, or put it off where ``changes`` names ``due_at``, or give up: ``dead_at``.

    Returns:
        False if the lease is over or another worker has taken the row meanwhile.
    """
    if not changes.keys() & {"due_at", "dead_at"}:
        changes = {**changes, "done_at": now}
    held = type(row).filter(id=row.id, owner=owner, attempts=row.attempts, done_at=None)
    async with transaction():
        return await claim(
            held.filter(lease_until__gt=now), owner=None, lease_until=None, **changes
        )


async def do_due(handlers: Mapping[str, Handler], *, owner: str, limit: int, now: datetime) -> int:
    """Do the jobs that are due; one that fails waits and is tried again, in the end it is dead.

    Returns:
        How many were done.
    """
    done = 0
    for job in await take(Job, owner=owner, limit=limit, now=now):
        try:
            done += await _do(job, handlers[job.kind], owner, now)
        except Contended:
            raise
        # A job is a stranger's code to this table: whatever it raises, the others go on.
        except Exception:  # noqa: BLE001
            _log.exception("job %s (%s) failed", job.id, job.kind)
            await settle(job, owner, now=now, **after_failure(job.attempts, now))
    return done


def after_failure(attempts: int, now: datetime) -> dict[str, datetime]:
    """Say what becomes of work that failed: twice the pause each time, then nothing more.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 6, 1, 12, tzinfo=UTC)
    >>> after_failure(2, noon) == {"due_at": noon + timedelta(minutes=1)}
    True
    >>> after_failure(5, noon) == {"dead_at": noon}
    True
    """
    if attempts >= ATTEMPTS:
        return {"dead_at": now}
    return {"due_at": now + FIRST_PAUSE * 2 ** (attempts - 1)}


async def forget_due(now: datetime) -> int:
    """Forget jobs that were done a month ago; dead ones wait for the operator."""
    async with transaction():
        return await Job.filter(done_at__lt=now - KEPT_FOR).delete()


async def _do(job: Job, handler: Handler, owner: str, now: datetime) -> bool:
    async with transaction():
        if not await settle(job, owner, now=now):
            return False
        await handler(job.args, now)
        return True
