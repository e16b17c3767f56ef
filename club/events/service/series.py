"""Writing down the nights of a series, as far ahead as members look."""

from datetime import datetime, timedelta

from tortoise.expressions import F

from club.charter import queries as charter
from club.events.models import Helper, Night, Series, SeriesHelper
from club.events.rules import series as rounds
from club.events.rules.places import Part
from club.events.rules.seats import QueueRule
from club.events.rules.series import AHEAD
from club.events.rules.times import instant, key, wall
from club.events.service import hosting
from club.events.service.locks import lock_stem
from club.events.service.usual import speak_for_all
from club.kit.db import claim, transaction


async def materialise(series_id: int, *, now: datetime) -> int:
    """Write down the nights of a series for the next 56 days; return how many are new.

    A night that was moved or called off keeps the name of its first start, so it is not written
    down again. What members usually say is said to the new nights at once.
    """
    async with transaction():
        await lock_stem(series_id)
        going_on = Series.filter(id=series_id, ended_at=None)
        if not await claim(going_on, written_at=now, revision=F("revision") + 1):
            return 0
        series = await Series.get(id=series_id)
        known = await Night.filter(series_id=series_id).only("id", "series_key")
        there = {night.series_key for night in known}
        rule = QueueRule((await charter.in_force(now)).word("queue.rule"))
        ahead = _nights(series, rule, now)
        nights = [night for night in ahead if night.series_key not in there]
        await Night.bulk_create(nights)
        written = await Night.filter(ref__in=[night.ref for night in nights]).order_by("starts_at")
        await _bring_helpers(series_id, written, now)
        await speak_for_all(series.root, written, now=now)
        return len(nights)


def _nights(series: Series, rule: QueueRule, now: datetime) -> list[Night]:
    until = wall(now + AHEAD, series.zone)
    lasts = timedelta(minutes=series.minutes)
    return [
        Night(
            series_id=series.id,
            series_key=key(local),
            title=series.title,
            text=series.text,
            place_id=series.place_id,
            zone=series.zone,
            starts_at=starts_at,
            ends_at=starts_at + lasts,
            places=series.places,
            queue=rule,
            names_shown=series.names_shown,
            count_shown=series.count_shown,
            guests_most=series.guests_most,
            first_timers=series.first_timers,
            answer_by=_answer_by(series, starts_at),
            listed=series.listed,
            place_shown=series.place_shown,
            content_note=series.content_note,
            plan_b=series.plan_b,
            join_url=series.join_url,
            changed_at=now,
        )
        for local in rounds.starts(series.rounds(), series.begins(), until)
        if (starts_at := instant(local, series.zone)) > now
    ]


def _answer_by(series: Series, starts_at: datetime) -> datetime | None:
    hours = series.answer_hours
    return None if hours is None else starts_at - timedelta(hours=hours)


async def _bring_helpers(series_id: int, nights: list[Night], now: datetime) -> None:
    """Let who looks after a series look after its new nights; where nobody does, say so and ask."""
    helpers = await SeriesHelper.filter(series_id=series_id, member__left_at=None)
    await Helper.bulk_create(
        Helper(night_id=night.id, member_id=helper.member_id, part=helper.part)
        for night in nights
        for helper in helpers
    )
    if not any(helper.part is Part.HOST for helper in helpers):
        for night in nights:
            await hosting.watch(night, now=now)
