"""What members usually say to a series: said for them, where they have said nothing themselves."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from tortoise.expressions import F

from club.events.messages.usual import Down, down_for
from club.events.models import Answer, Night, Series, SeriesAnswer
from club.events.queries.usual import of_stem
from club.events.rules import usual
from club.events.rules.seats import Want
from club.events.rules.wishes import Via
from club.events.service import answers
from club.events.service.locks import lock_stem
from club.events.service.terms import Details
from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices


async def usually(series_ref: str, member_id: int, want: Want, *, now: datetime) -> None:
    """Remember what a member usually says to a series, and say it to the nights ahead.

    It holds for all parts that the series was ever split into.
    It holds for half a year; saying it again begins that anew and keeps their place among those
    who said it. "Not this time" ends it, and answers that were given stay.

    Raises:
        NotFound: there is no such series.
        TooLate: it has ended.
    """
    part = await Series.get_or_none(ref=series_ref)
    async with transaction():
        await lock_stem(part.id if part else 0)
        going_on = Series.filter(ref=series_ref, ended_at=None)
        if not await claim(going_on, revision=F("revision") + 1):
            if await Series.filter(ref=series_ref).exists():
                raise TooLate(_("This series has ended."))
            raise NotFound(_("That series is not on the calendar."))
        stem_id = (await Series.get(ref=series_ref)).root
        mine = SeriesAnswer.filter(series_id=stem_id, member_id=member_id)
        await (mine if want is Want.NO else mine.filter(until__lte=now)).delete()
        if want is Want.NO:
            return
        until = usual.ends(now)
        if not await claim(mine, want=want, until=until):
            await SeriesAnswer.create(
                series_id=stem_id,
                member_id=member_id,
                want=want,
                until=until,
                created_at=now,
                told_at=now,
            )
        ahead = Night.filter(of_stem(stem_id), cancelled_at=None, starts_at__gt=now)
        await speak(await mine, await ahead.order_by("id"), now=now)


async def speak_for_all(stem_id: int, nights: Iterable[Night], *, now: datetime) -> None:
    """Say to new nights what members usually say, first who said so first.

    Those who rest are left out: a long rest must keep nobody's chair.
    """
    there = SeriesAnswer.filter(series_id=stem_id, member__left_at=None, member__paused_at=None)
    await speak(await there.order_by("created_at", "id"), nights, now=now)


async def speak(said: list[SeriesAnswer], nights: Iterable[Night], *, now: datetime) -> None:
    """Answer nights for members who have said nothing to them; inside a transaction."""
    for night in nights if said else ():
        await Night.filter(id=night.id).update(revision=F("revision") + 1)
        there = await Answer.filter(night_id=night.id).values("member_id")
        spoken = {row["member_id"] for row in there}
        for each in said:
            if each.member_id not in spoken and night.starts_at <= each.until:
                await _answer(night, each, now)


async def tell_of_the_week(member_ids: list[int], since: datetime, *, now: datetime) -> int:
    """Tell members once a week for which nights they are down; return how many were told.

    Args:
        member_ids: who may be told.
        since: whoever was told at this moment or later has heard of this week already.
        now: this moment.
    """
    async with transaction():
        untold = SeriesAnswer.filter(member_id__in=member_ids, told_at__lt=since)
        if not await claim(untold, told_at=now):
            return 0
        await SeriesAnswer.filter(until__lte=now).delete()
        told = 0
        for nights, members in (await _down_for(member_ids, now)).items():
            notice = down_for(nights, dedupe=f"usual:{since.date()}")
            told += await notices.post(notice, members, now=now)
        return told


async def _answer(night: Night, said: SeriesAnswer, now: datetime) -> None:
    with suppress(TooLate):  # answers may close before a night begins
        usual_answer = Details(via=Via.SERIES)
        await answers.answer(night.ref, said.member_id, said.want, usual_answer, now=now)


async def _down_for(member_ids: list[int], now: datetime) -> dict[tuple[Down, ...], list[int]]:
    """Return the members by the nights of the next week that were answered for them."""
    rows = Answer.filter(
        member_id__in=member_ids,
        via=Via.SERIES,
        want__in=[Want.COMING, Want.MAYBE],
        night__starts_at__gt=now,
        night__starts_at__lte=now + usual.WEEK,
        night__cancelled_at=None,
    ).order_by("night__starts_at", "night_id")
    nights: dict[int, list[Down]] = {}
    asked = ("member_id", "night__title", "night__starts_at", "night__zone")
    for row in await rows.values(*asked):
        night = Down(row["night__title"], row["night__starts_at"], row["night__zone"])
        nights.setdefault(row["member_id"], []).append(night)
    found: dict[tuple[Down, ...], list[int]] = {}
    for member_id, down in nights.items():
        found.setdefault(tuple(down), []).append(member_id)
    return found
