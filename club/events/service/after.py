"""What is done before and after a night by the clock: reminding, forgetting."""

from datetime import datetime

from club.events import messages
from club.events.models import Answer, Helper, Night
from club.events.queries import seats
from club.events.service import presence
from club.kit.db import claim, transaction
from club.notices import service as notices


async def remind(night_id: int, *, now: datetime) -> int:
    """Remind those who have a seat or may come, once; return how many were told."""
    async with transaction():
        waiting = Night.filter(id=night_id, reminded_at=None, cancelled_at=None)
        if not await claim(waiting, reminded_at=now):
            return 0
        night = await Night.get(id=night_id)
        told = messages.Told(night.ref, night.title, night.starts_at)
        return await notices.post(messages.reminder(told), await seats.expected(night), now=now)


async def forget(night_id: int, *, now: datetime) -> bool:
    """Delete who answered what and who helped; the night keeps its numbers. True if it was due."""
    async with transaction():
        if not await claim(Night.filter(id=night_id, forgotten_at=None), forgotten_at=now):
            return False
        await presence.forget(await Night.get(id=night_id))
        await Answer.filter(night_id=night_id).delete()
        await Helper.filter(night_id=night_id).delete()
        return True
