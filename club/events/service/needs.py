"""Saying what a night needs, and offering a lift to it."""

from collections.abc import Iterable
from datetime import datetime

from tortoise.expressions import F

from club.events.models import Night, Series, Slot
from club.events.queries.hosting import may_host
from club.events.queries.usual import of_stem
from club.events.rules.slots import MOST_SLOTS, SlotKind
from club.events.service.slots import call_off, locked
from club.events.service.terms import why_not
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotAllowed, TooLate
from club.kit.words import gettext as _

Need = tuple[SlotKind, str, int]
"""What is needed: its kind, what it is called, how many."""


async def need(night_ref: str, wanted: Need, member_id: int, *, now: datetime) -> None:
    """Put something on a night's list.

    Raises:
        NotFound: there is no such night.
        TooLate: it is over, or was called off.
        NotAllowed: the member does not look after this night.
        Invalid: the list is as long as it may be.
    """
    async with transaction():
        night = await _open_night(night_ref, now)
        await _refuse_others(night.id, member_id, now)
        await _add(night.id, [wanted])


async def same_again(night_ref: str, member_id: int, *, now: datetime) -> int:
    """Ask for what the night before in the series asked for; return how many things are new.

    The night before may belong to the part that a split has left behind.
    What is on the list already stays as it is, so doing it twice adds nothing.

    Raises:
        NotFound: there is no such night.
        TooLate: it is over, or was called off; or no night before it asked for anything.
        NotAllowed: the member does not look after this night.
        Invalid: the list would be longer than it may be.
    """
    async with transaction():
        night = await _open_night(night_ref, now)
        await _refuse_others(night.id, member_id, now)
        last = await _last_that_asked(night)
        if last is None:
            raise TooLate(_("No night before this one has a list to take over."))
        rows = Slot.filter(night_id=last.id).exclude(kind=SlotKind.LIFT).order_by("id")
        there = {(row.kind, row.title) for row in await Slot.filter(night_id=night.id)}
        new = [(r.kind, r.title, r.need) for r in await rows if (r.kind, r.title) not in there]
        await _add(night.id, new)
        return len(new)


async def offer_lift(
    night_ref: str, member_id: int, area: str, seats: int, *, now: datetime
) -> None:
    """Offer seats in a car from a part of town; offering again changes the offer.

    Raises:
        NotFound: there is no such night.
        TooLate: it is over, or was called off; or more seats are taken than would be left.
    """
    async with transaction():
        night = await _open_night(night_ref, now)
        mine = Slot.filter(night_id=night.id, by_id=member_id)
        if await claim(mine.filter(taken__lte=seats), area=area, need=seats):
            return
        if await mine.exists():
            raise TooLate(_("More people ride with you already. Please keep seats for them."))
        await Slot.create(
            night_id=night.id, kind=SlotKind.LIFT, area=area, need=seats, by_id=member_id
        )


async def take_off(night_ref: str, slot_ref: str, member_id: int, *, now: datetime) -> None:
    """Take something off a night's list; who had taken it is told.

    Raises:
        NotFound: there is no such thing on this night's list.
        NotAllowed: it is neither the member's own lift nor a night they look after.
    """
    async with transaction():
        slot = await locked(night_ref, slot_ref)
        if slot.by_id != member_id:
            await _refuse_others(slot.night_id, member_id, now)
        await call_off(slot.id, now=now)


async def _last_that_asked(night: Night) -> Night | None:
    series = await Series.get_or_none(id=night.series_id)
    if series is None:
        return None
    before = Night.filter(of_stem(series.root), starts_at__lt=night.starts_at)
    asked = before.filter(slots__kind__in=[SlotKind.BRING, SlotKind.HELP])
    return await asked.order_by("-starts_at", "-id").first()


async def _open_night(night_ref: str, now: datetime) -> Night:
    standing = Night.filter(ref=night_ref, cancelled_at=None, ends_at__gt=now)
    if not await claim(standing, revision=F("revision") + 1):
        raise await why_not(night_ref)
    return await Night.get(ref=night_ref)


async def _refuse_others(night_id: int, member_id: int, now: datetime) -> None:
    if not await may_host(night_id, member_id, now=now):
        raise NotAllowed(_("This is for those who look after the night."))


async def _add(night_id: int, needs: Iterable[Need]) -> None:
    new = [
        Slot(night_id=night_id, kind=kind, title=title, need=need) for kind, title, need in needs
    ]
    if await Slot.filter(night_id=night_id).count() + len(new) > MOST_SLOTS:
        raise Invalid(_("The list is long enough. Please take something off first."), "title")
    await Slot.bulk_create(new)
