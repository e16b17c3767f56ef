"""What stands on a night, so that it is called off with a word and never just taken away."""

from club.events.models import Answer, MeetRequest, NightComment, Slot, SlotTake
from club.events.rules.seats import Want


async def promised(night_id: int) -> bool:
    """Tell whether anybody answered a night, took something on, asked to be met, or spoke there.

    Those who wait for a place have answered too. Asked with the night's row locked.
    """
    there = (
        Answer.filter(night_id=night_id),
        SlotTake.filter(slot__night_id=night_id),
        Slot.filter(night_id=night_id, by_id__isnull=False),
        MeetRequest.filter(night_id=night_id),
        NightComment.filter(night_id=night_id),
    )
    return any([await each.exists() for each in there])


async def expecting(night_id: int) -> set[int]:
    """Return the members who come, wait, may come, or took something on: told if it is off."""
    said = Answer.filter(night_id=night_id, want__in=[Want.COMING, Want.MAYBE])
    takes = SlotTake.filter(slot__night_id=night_id)
    lifts = Slot.filter(night_id=night_id, by_id__isnull=False)
    members = {row["member_id"] for row in await said.values("member_id")}
    members |= {row["member_id"] for row in await takes.values("member_id")}
    return members | {row["by_id"] for row in await lifts.values("by_id")}
