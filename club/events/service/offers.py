"""Offers: taken by answering, passed on by a tap, and run out by the clock."""

from datetime import datetime

from tortoise.expressions import F

from club.events import messages
from club.events.messages import queue as words
from club.events.models import Answer, Night
from club.events.rules import offers
from club.events.rules.offers import MOST_LAPSES
from club.events.rules.seats import counts
from club.events.service import seating
from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices


async def pass_on(night_ref: str, member_id: int, *, now: datetime) -> bool:
    """Let an offer go to the next one, and stay on the list at the same place.

    Returns whether there is a next one: if not, it may be theirs again at once.

    Raises:
        NotFound: there is no such night.
        TooLate: there is no offer any more.
    """
    async with transaction():
        if not await claim(Night.filter(ref=night_ref), revision=F("revision") + 1):
            raise NotFound(_("That night is not on the calendar."))
        night = await Night.get(ref=night_ref)
        row = await Answer.get_or_none(
            night_id=night.id, member_id=member_id, seats=0, offer_until__isnull=False
        )
        if row is None:
            raise TooLate(_("There is no offer to you any more. You still wait for a place."))
        await _take_back(night, row)
        given = await seating.hand_on(night, now=now, asking=member_id)
        await seating.store(night)
        asked = Answer.filter(night_id=night.id, seats=0, offer_until__isnull=False)
        others = asked.exclude(member_id=member_id)
        return any(each.member_id != member_id for each in given) or (
            offers.first_tap_wins(night.starts_at, now) and await others.exists()
        )


async def run(night_id: int, *, now: datetime) -> int:
    """Take back the offers of a night that ran out and hand on what is free; return how many."""
    async with transaction():
        going_on = Night.filter(id=night_id, cancelled_at=None, ends_at__gt=now)
        if not await claim(going_on, revision=F("revision") + 1):
            return 0
        night = await Night.get(id=night_id)
        late = Answer.filter(night_id=night_id, held__gt=0, seats=0, offer_until__lte=now)
        rows = await late.order_by("turn")
        for row in rows:
            row.lapses += 1
            if row.lapses >= MOST_LAPSES:
                await _to_the_end(night, row, now)
            await _take_back(night, row)
        await seating.hand_on(night, now=now)
        await seating.store(night)
        return len(rows)


async def _take_back(night: Night, row: Answer) -> None:
    night.count(counts(row.reply()), -1)
    row.hold(0)
    row.offer_until, row.passed = None, True
    await row.save()
    night.count(counts(row.reply()))


async def _to_the_end(night: Night, row: Answer, now: datetime) -> None:
    """Let somebody who does not hear us wait behind the others, and ask them."""
    night.revision += 1
    row.turn = night.revision
    await Night.filter(id=night.id).update(revision=night.revision)
    told = messages.Told(night.ref, night.title, night.starts_at)
    await notices.post(words.keep_place(told), [row.member_id], now=now)
