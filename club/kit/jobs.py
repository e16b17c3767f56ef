"""Work that waits: a lease for whoever does it, a fence against whoever was too slow."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from tortoise import fields, models
from tortoise.expressions import F, Q

from club.kit.db import UtcField, transaction

L = TypeVar("L", bound="Leased")


class Leased(models.Model):
    """A row that one worker at a time may work on."""

    due_at = UtcField()
    lease_until: datetime | None = UtcField(null=True)
    owner = fields.CharField(40, null=True)
    attempts = fields.IntField(default=0)
    done_at: datetime | None = UtcField(null=True)
    dead_at: datetime | None = UtcField(null=True)

    class Meta:
        abstract = True


async def take(
    model: type[L], *, owner: str, limit: int, now: datetime, lease: timedelta
) -> list[L]:
    """Lease what is due to this owner, oldest first."""
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    due = model.filter(free, done_at=None, dead_at=None, due_at__lte=now)
    async with transaction():
        ids = [row.pk for row in await due.order_by("due_at", "id").limit(limit).only("id")]
        await model.filter(free, id__in=ids, done_at=None).update(
            owner=owner, lease_until=now + lease, attempts=F("attempts") + 1
        )
    return await model.filter(owner=owner, lease_until=now + lease, done_at=None).order_by("id")


async def settle(row: Leased, owner: str, *, now: datetime, **changes: Any) -> bool:  # noqa: ANN401
    """End the work, or put it off where ``changes`` names a new ``due_at``; false if too slow."""
    ending: dict[str, Any] = {} if "due_at" in changes else {"done_at": now}
    held = type(row).filter(id=row.pk, owner=owner, done_at=None)
    return bool(await held.update(owner=None, lease_until=None, **ending, **changes))
