"""Taking what a night needs and giving it back; never more is taken than there is.

The first statement locks the row of what is taken, so whoever comes second reads what is left.
"""

from datetime import datetime

from tortoise.expressions import F

from club.events import messages
from club.events.messages import around as around_words
from club.events.models import Answer, Slot, SlotTake
from club.events.queries.hosting import host_ids
from club.events.rules.slots import SlotKind, after_taking
from club.events.service.terms import why_not
from club.kit.db import Prepared, Statement, claim, transaction
from club.kit.errors import Invalid, NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices


async def take(night_ref: str, slot_ref: str, member_id: int, n: int, *, now: datetime) -> None:
    """Let a member have ``n`` of something in all; 0 gives back what they have.

    Raises:
        NotFound: there is no such thing on this night's list.
        TooLate: not enough is left, or the night is over or called off.
        Invalid: it is the member's own lift.
    """
    async with transaction():
        slot = await locked(night_ref, slot_ref)
        if slot.night.cancelled_at is not None or slot.night.ends_at <= now:
            raise await why_not(night_ref)
        if slot.by_id == member_id:
            raise Invalid(_("This is your own lift, so you have a seat in it."))
        old = await SlotTake.get_or_none(slot_id=slot.id, member_id=member_id)
        mine = old.n if old else 0
        then = after_taking(slot.need, slot.taken, mine, n)
        if then is None:
            raise TooLate(_("Somebody was quicker. There is not that much left to take."))
        await _keep(slot, member_id, old, n)
        await Slot.filter(id=slot.id).update(taken=then)
        if n < mine:
            await _tell_free(slot, member_id, now)


# Whoever changes an answer gives back first; mostly there is nothing. Written for the table whose
# columns these values are.
_ANYTHING = Statement(
    Answer,
    "SELECT slot.id FROM slot JOIN slot_take ON slot_take.slot_id = slot.id"
    " WHERE slot.night_id = :night_id AND slot_take.member_id = :member_id"
    " UNION ALL SELECT id FROM slot WHERE night_id = :night_id AND by_id = :member_id LIMIT 1",
)
_TAKES = Prepared(
    SlotTake,
    lambda night_id, member_id: (
        SlotTake.filter(member_id=member_id, slot__night_id=night_id)
        .order_by("slot_id")
        .values("slot_id")
    ),
)
_LIFTS = Prepared(
    Slot,
    lambda night_id, member_id: (
        Slot.filter(night_id=night_id, by_id=member_id).order_by("id").values("id")
    ),
)


async def release(night_id: int, member_id: int, *, now: datetime) -> int:
    """Give back what a member took for a night, and call off their lift; return how much.

    Called by whoever changes the member's answer, inside that transaction, with the night's row
    locked. Hosts are told that a job is free before it is given back, who rode along that the lift
    is off. Rows are locked in the order of their ids, so two who leave cannot wait for each other.
    """
    if not await _ANYTHING.holds(night_id=night_id, member_id=member_id):
        return 0
    given = 0
    for row in await _TAKES.rows(night_id=night_id, member_id=member_id):
        given += await _give_back(row["slot_id"], member_id, now)
    for lift in await _LIFTS.rows(night_id=night_id, member_id=member_id):
        given += await call_off(lift["id"], now=now)
    return given


async def let_go(member_id: int, *, now: datetime) -> int:
    """Give back what a member took for any night, in the transaction of their leaving."""
    mine = SlotTake.filter(member_id=member_id).order_by("slot__night_id")
    nights = {row["slot__night_id"] for row in await mine.values("slot__night_id")}
    nights |= {row["night_id"] for row in await Slot.filter(by_id=member_id).values("night_id")}
    return sum([await release(each, member_id, now=now) for each in sorted(nights)])


async def call_off(slot_id: int, *, now: datetime) -> int:
    """Take a lift, or a thing that is not needed any more, off the list; tell who had taken it.

    Runs inside the caller's transaction; returns 1, or 0 if it was gone already.
    """
    if not await claim(Slot.filter(id=slot_id), taken=F("taken")):
        return 0
    slot = await Slot.get(id=slot_id).select_related("night")
    who = [row["member_id"] for row in await SlotTake.filter(slot_id=slot_id).values("member_id")]
    told = messages.Told(slot.night.ref, slot.night.title, slot.night.starts_at)
    notice = around_words.not_needed(told, lift=slot.kind is SlotKind.LIFT, now=now)
    if slot.night.ends_at > now:
        await notices.post(notice, who, now=now)
    await Slot.filter(id=slot_id).delete()
    return 1


async def forget_names(night_id: int) -> None:
    """Forget who took what and whose lift it was; what the night needed stays as numbers.

    Called by the act that forgets a night's names, inside its transaction.
    """
    await Slot.filter(night_id=night_id, kind=SlotKind.LIFT).delete()
    things = [row["id"] for row in await Slot.filter(night_id=night_id).values("id")]
    await SlotTake.filter(slot_id__in=things).delete()


async def locked(night_ref: str, slot_ref: str) -> Slot:
    """Lock something on a night's list and return it with its night.

    Raises:
        NotFound: there is no such thing on this night's list.
    """
    if await claim(Slot.filter(ref=slot_ref), taken=F("taken")):
        slot = await Slot.get(ref=slot_ref).select_related("night")
        if slot.night.ref == night_ref:
            return slot
    raise NotFound(_("That is not on the list of this night any more."))


async def _keep(slot: Slot, member_id: int, old: SlotTake | None, n: int) -> None:
    if n == 0:
        await SlotTake.filter(slot_id=slot.id, member_id=member_id).delete()
    elif old is None:
        await SlotTake.create(slot_id=slot.id, member_id=member_id, n=n)
    else:
        await SlotTake.filter(id=old.id).update(n=n)


async def _give_back(slot_id: int, member_id: int, now: datetime) -> int:
    if not await claim(Slot.filter(id=slot_id), taken=F("taken")):
        return 0
    take = await SlotTake.get_or_none(slot_id=slot_id, member_id=member_id)
    if take is None:
        return 0
    await _tell_free(await Slot.get(id=slot_id).select_related("night"), member_id, now)
    await take.delete()
    await Slot.filter(id=slot_id).update(taken=F("taken") - take.n)
    return 1


async def _tell_free(slot: Slot, member_id: int, now: datetime) -> None:
    """Tell the other hosts that a job is free, or whoever drives that a seat is."""
    night = slot.night
    if night.ends_at <= now or night.cancelled_at is not None:
        return
    told = messages.Told(night.ref, night.title, night.starts_at)
    lift = slot.by_id is not None
    who = [slot.by_id] if slot.by_id is not None else await host_ids(night.id)
    who = [each for each in who if each != member_id]
    await notices.post(around_words.free_again(told, lift=lift), who, now=now)
