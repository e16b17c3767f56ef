"""What happens around the next night of the invented club: things to bring, a lift, talk."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from club.cli.demo import invented
from club.events.models import Night, Slot
from club.events.rules.slots import SlotKind
from club.events.service import needs, slots, talk
from club.members.models import Member
from club.roles import queries as roles
from club.roles.rules import Right


async def fill(members: Sequence[Member], now: datetime) -> None:
    """Let whoever plans nights ask for things, and the last few members take part."""
    night = await Night.filter(starts_at__gt=now, cancelled_at=None).order_by("starts_at").first()
    planners = await roles.holders(Right.SCHEDULE_EVENT, now=now)
    if night is None or not planners:
        return
    for title, many in invented.TO_BRING:
        what = (SlotKind.BRING, title, many)
        await needs.need(night.ref, what, planners[0].member_id, now=now)
    for title, many in invented.TO_HELP:
        what = (SlotKind.HELP, title, many)
        await needs.need(night.ref, what, planners[0].member_id, now=now)
    await needs.offer_lift(night.ref, members[-1].id, invented.AREA, 3, now=now)
    listed = await Slot.filter(night_id=night.id).order_by("id")
    for slot, member in zip(listed, members[-6:], strict=False):
        if slot.by_id != member.id:
            await slots.take(night.ref, slot.ref, member.id, 1, now=now)
    for n, (words, note) in enumerate(invented.TALK):
        said_at = now - timedelta(hours=9 - n)
        await talk.comment(night.ref, members[-4 - n].id, words, note, now=said_at)
