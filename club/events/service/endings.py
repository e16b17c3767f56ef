"""Ending a series: no more nights, and those who meant to come are told."""

from datetime import datetime

from tortoise.expressions import F

from club.events.models import Night, Series
from club.events.queries.promises import promised
from club.events.service.nights import cancel
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _
from club.roles import queries as roles
from club.roles.rules import Right


async def end_series(series_ref: str, words: str, member_id: int, *, now: datetime) -> int:
    """End a series; return how many nights were called off.

    Nights to come that somebody answered, or took something on for, are called off with these
    words. The others are taken off the calendar: nothing was promised to anyone.

    Raises:
        NotFound: there is no such series.
        TooLate: it has ended already.
        NotAllowed: the member does not hold the right at this moment.
    """
    async with transaction():
        going_on = Series.filter(ref=series_ref, ended_at=None)
        if not await claim(going_on, ended_at=now, revision=F("revision") + 1):
            if await Series.filter(ref=series_ref).exists():
                raise TooLate(_("This series has ended already."))
            raise NotFound(_("That series is not on the calendar."))
        mandate = await roles.mandate_for(member_id, Right.CANCEL_EVENT, now=now)
        series = await Series.get(ref=series_ref)
        ahead = Night.filter(series_id=series.id, starts_at__gt=now, cancelled_at=None)
        off = 0
        for night in await ahead.order_by("id").values("id", "ref"):
            standing = Night.filter(id=night["id"], cancelled_at=None)
            if not await claim(standing, revision=F("revision") + 1):
                continue
            if await promised(night["id"]):
                await cancel(night["ref"], words, member_id, now=now)
                off += 1
            else:
                await Night.filter(id=night["id"]).delete()
        await journal.record(
            "series_ended", series.thing, by=member_id, now=now, mandate=mandate.ref
        )
        return off
