"""Letting the nights of a series follow it: moved with their answers, never written anew."""

from datetime import datetime, timedelta

from tortoise.expressions import F

from club.events.models import Night, Series
from club.events.queries.promises import promised
from club.events.rules.shifts import Course
from club.events.rules.times import from_key, instant, key
from club.events.service import moving
from club.events.service.courses import Case, Wanted
from club.events.service.moving import News, Span
from club.events.service.nights import cancel
from club.kit.words import gettext as _


async def locked(series_id: int, since: datetime) -> list[Night]:
    """Lock the nights of a series from one of its starts on, in the order of their ids."""
    rows = Night.filter(series_id=series_id, series_key__gte=key(since)).order_by("id")
    nights = []
    for row in await rows.values("id"):
        await Night.filter(id=row["id"]).update(revision=F("revision") + 1)
        nights.append(await Night.get(id=row["id"]))
    return nights


async def follow(case: Case, heir: Series, goes: Course, new: Wanted, member_id: int) -> None:
    """Take every night along to its new date, and tell those who answered.

    A night that was changed alone keeps what it is, and one that was called off stays so. A night
    that has fallen out of the series is called off if somebody answered it, else it is removed.
    """
    await Night.filter(id__in=[night.id for night in case.nights]).update(series_key=None)
    news, off = list[News](), list[Night]()
    for night in case.nights:
        was = from_key(str(night.series_key))
        to = None if was in goes.stays else goes.moves[was]
        night.series_id, night.series_key = (heir.id, key(to)) if to else (None, None)
        if not _follows(night, new, case.now):
            await night.save()
        elif to is None and was not in goes.stays:
            off += await _drop(night)
        else:
            news.append(await _take_along(night, was, to, new, case.now))
    await moving.tell(news, member_id, now=case.now)
    for night in off:
        words = _("This night has fallen out of the series. Please look at the other nights.")
        await cancel(night.ref, words, member_id, now=case.now)


def _follows(night: Night, new: Wanted, now: datetime) -> bool:
    if night.id == new.night_id:
        return True
    return not night.detached and night.cancelled_at is None and night.starts_at > now


async def _drop(night: Night) -> list[Night]:
    """Remove a night on which nothing stands; return one that has to be called off instead."""
    if not await promised(night.id):
        await night.delete()
        return []
    await night.save()
    return [night]


async def _take_along(
    night: Night, was: datetime, to: datetime | None, new: Wanted, now: datetime
) -> News:
    span = Span(night.starts_at, night.ends_at)
    if to and (new.timed or to != was):
        starts_at = instant(to, night.zone)
        span = Span(starts_at, starts_at + timedelta(minutes=new.minutes))
        night.detached = False
    return await moving.alter(night, new.change, new.place_id, span, now=now)
