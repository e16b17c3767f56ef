"""What is done with a night's traces by the clock: wishes go, old nights become numbers."""

from datetime import datetime

from tortoise.expressions import F, Q

from club.events.models import Answer, Here, MonthCount, Night
from club.events.rules.presence import Counted, head_count, month_of
from club.events.rules.times import wall
from club.kit.db import claim, transaction

WISHED = Q(wishes__gt=0) | ~Q(note="")


async def forget_wishes(night_id: int) -> int:
    """Forget what members asked of a night's door; return of how many."""
    async with transaction():
        return await Answer.filter(WISHED, night_id=night_id).update(wishes=0, note="")


async def add_up(night_id: int, *, now: datetime) -> bool:
    """Add a night to the numbers of its month and forget its own; false if that was done."""
    async with transaction():
        if not await claim(Night.filter(id=night_id, counted_at=None), counted_at=now):
            return False
        night = await Night.get(id=night_id)
        if night.cancelled_at is None:
            people = head_count(night.here, night.unnamed)
            await _add(night, {Counted.NIGHTS: 1, Counted.PEOPLE: people})
        await Night.filter(id=night_id).update(here=0, unnamed=0)
        await Here.filter(night_id=night_id).delete()
        return True


async def _add(night: Night, numbers: dict[Counted, int]) -> None:
    month = month_of(wall(night.starts_at, night.zone))
    empty = [MonthCount(month=month, kind=kind) for kind in numbers]
    await MonthCount.bulk_create(empty, ignore_conflicts=True)
    for kind, n in numbers.items():
        await MonthCount.filter(month=month, kind=kind).update(n=F("n") + n)
