"""What is done before and after a night by the clock: reminding, forgetting."""

from datetime import datetime

from tortoise.expressions import Q

from club.events import messages
from club.events.messages import meeting
from club.events.models import Answer, Helper, Night
from club.events.queries import seats
from club.events.rules.offers import seated_until
from club.events.rules.seats import QueueRule
from club.events.rules.times import reminder, wall
from club.events.service import presence, slots
from club.kit.db import claim, transaction
from club.members.models import Member
from club.notices import service as notices


async def remind(night_id: int, *, now: datetime) -> int:
    """Remind those who have a seat or may come, once; return how many were told.

    A night that has moved since it was found due waits for the evening before its new time.
    """
    night = await Night.get_or_none(id=night_id)
    if night is None or reminder(wall(night.starts_at, night.zone), night.zone) > now:
        return 0
    async with transaction():
        waiting = Night.filter(id=night_id, reminded_at=None, cancelled_at=None)
        if not await claim(waiting.filter(starts_at=night.starts_at), reminded_at=now):
            return 0
        await night.refresh_from_db()
        told = messages.Told(night.ref, night.title, night.starts_at)
        return await notices.post(messages.reminder(told), await seats.expected(night), now=now)


async def forget(night_id: int, *, now: datetime) -> bool:
    """Delete who answered what and who helped; the night keeps its numbers. True if it was due.

    Letters about it go too: "You said you would like to come" is an answer with a name.
    """
    async with transaction():
        if not await claim(Night.filter(id=night_id, forgotten_at=None), forgotten_at=now):
            return False
        night = await Night.get(id=night_id)
        await presence.forget(night)
        await _remember(night, now)
        await Answer.filter(night_id=night_id).delete()
        await Helper.filter(night_id=night_id).delete()
        await slots.forget_names(night_id)
        await notices.forget_about([messages.page(night.ref), meeting.page(night.ref)])
        return True


async def _remember(night: Night, now: datetime) -> None:
    """Keep the two facts that a queue needs of those who had a place: neither says which night."""
    if night.cancelled_at is not None:
        return
    rows = await Answer.filter(night_id=night.id, seats__gt=0).values("member_id")
    there = [row["member_id"] for row in rows]
    await Member.filter(id__in=there, came_before=False).update(came_before=True)
    if night.places is None or night.queue is not QueueRule.LEAST_RECENT:
        return
    until = seated_until(night.starts_at).date()
    if until > now.date():
        earlier = Q(seated_until__isnull=True) | Q(seated_until__lt=until)
        await Member.filter(earlier, id__in=there).update(seated_until=until)


async def forget_lately(*, now: datetime) -> int:
    """Forget of whom the time has passed that they had a place lately; return how many."""
    return await Member.filter(seated_until__lte=now.date()).update(seated_until=None)
