"""What stands on a night, so that it is called off with a word and never just taken away."""

from club.events.models import Answer, Helper, MeetRequest, NightComment, Slot, SlotTake
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
    """Return who is told when a night is called off or moves.

    They come, wait, may come, took something on, look after it, open its door, or meet somebody
    there. Whoever looks after nights and said no to this one has no need to know.
    """
    said = Answer.filter(night_id=night_id, want__in=[Want.COMING, Want.MAYBE])
    takes = SlotTake.filter(slot__night_id=night_id)
    lifts = Slot.filter(night_id=night_id, by_id__isnull=False)
    meets = MeetRequest.filter(night_id=night_id, taker_id__isnull=False)
    members = {row["member_id"] for row in await said.values("member_id")}
    members |= await _helping(night_id)
    members |= {row["member_id"] for row in await takes.values("member_id")}
    members |= {row["taker_id"] for row in await meets.values("taker_id")}
    return members | {row["by_id"] for row in await lifts.values("by_id")}


async def _helping(night_id: int) -> set[int]:
    helpers = Helper.filter(night_id=night_id, member__left_at=None)
    away = Answer.filter(night_id=night_id, want=Want.NO)
    gone = {row["member_id"] for row in await away.values("member_id")}
    return {row["member_id"] for row in await helpers.values("member_id")} - gone
