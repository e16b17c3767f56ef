"""What the clock should look at now."""

from datetime import datetime, timedelta

from tortoise.expressions import F, Q

from club.charter import queries as charter
from club.events.models import (
    Answer,
    MeetRequest,
    Night,
    NightPhoto,
    PhotoTag,
    Series,
    SeriesAnswer,
)
from club.events.rules import photos
from club.events.rules.hosts import Asked
from club.events.rules.meeting import HONEST_FROM, KEPT_AFTER
from club.events.rules.offers import KEPT_UNTIL
from club.events.rules.presence import CLOSES_AFTER, KEPT_FOR
from club.events.rules.times import FORGOTTEN_AFTER, reminder, wall, writing
from club.events.rules.usual import telling

_LOOK_AHEAD = timedelta(hours=48)
_AT_ONCE = 200


async def series_to_write(now: datetime) -> list[int]:
    """Return the series not written down since it was last ten past three by the club's clock."""
    zone = (await charter.in_force(now)).word("club.zone")
    rows = Series.filter(ended_at=None, written_at__lt=writing(now, zone))
    return [row["id"] for row in await rows.order_by("id").values("id")]


async def week_began(now: datetime) -> datetime:
    """Return when members were last due to hear for which nights they are down."""
    return telling(now, (await charter.in_force(now)).word("club.zone"))


async def members_to_tell(since: datetime) -> list[int]:
    """Return members who have not heard since then for which nights they are down."""
    rows = SeriesAnswer.filter(told_at__lt=since).order_by("member_id").distinct()
    return [row["member_id"] for row in await rows.limit(_AT_ONCE).values("member_id")]


async def nights_to_remind(now: datetime) -> list[int]:
    """Return the nights whose evening before has come."""
    rows = Night.filter(
        starts_at__gt=now,
        starts_at__lte=now + _LOOK_AHEAD,
        reminded_at=None,
        cancelled_at=None,
    )
    found = await rows.order_by("id").values("id", "starts_at", "zone")
    return [
        row["id"]
        for row in found
        if reminder(wall(row["starts_at"], row["zone"]), row["zone"]) <= now
    ]


async def nights_to_forget(now: datetime) -> list[int]:
    """Return the nights that were over 24 hours ago and still know names."""
    rows = Night.filter(ends_at__lte=now - FORGOTTEN_AFTER, forgotten_at=None)
    return [row["id"] for row in await rows.order_by("ends_at").limit(_AT_ONCE).values("id")]


async def nights_to_hand_on(now: datetime) -> list[int]:
    """Return the nights with an offer that ran out, or with places that may be free by now.

    Those kept for newcomers are open to all on the last day, and in the last hours everybody who
    asked to be asked is.
    """
    late = Answer.filter(
        held__gt=0, seats=0, offer_until__lte=now, night__ends_at__gt=now, night__cancelled_at=None
    )
    found = {row["night_id"] for row in await late.distinct().values("night_id")}
    free = Q(places__isnull=True) | Q(taken__lt=F("places"))
    soon = Night.filter(
        free,
        waiting__gt=0,
        starts_at__lte=now + KEPT_UNTIL,
        ends_at__gt=now,
        cancelled_at=None,
    )
    found |= {row["id"] for row in await soon.values("id")}
    return sorted(found)


async def nights_without_host(now: datetime) -> list[int]:
    """Return the nights to come whose last host has said no, and for whom not all were asked."""
    rows = Night.filter(
        host_gone_at__isnull=False, host_asked__lt=Asked.COMMITTEE, starts_at__gt=now
    )
    return [row["id"] for row in await rows.order_by("id").values("id")]


async def nights_with_wishes(now: datetime) -> list[int]:
    """Return the nights whose door is closed and still knows what members asked of it."""
    wished = Answer.filter(Q(wishes__gt=0) | ~Q(note=""), night__ends_at__lte=now - CLOSES_AFTER)
    return sorted({row["night_id"] for row in await wished.limit(_AT_ONCE).values("night_id")})


async def nights_to_count(now: datetime) -> list[int]:
    """Return the nights that are a year old and still have numbers of their own."""
    rows = Night.filter(ends_at__lte=now - KEPT_FOR, counted_at=None)
    return [row["id"] for row in await rows.order_by("ends_at").limit(_AT_ONCE).values("id")]


async def requests_to_warn_of(now: datetime) -> list[int]:
    """Return who asks to be met within a day and has heard no yes."""
    soon = MeetRequest.filter(
        night__starts_at__gt=now,
        night__starts_at__lte=now + HONEST_FROM,
        night__cancelled_at=None,
        taker_id=None,
        warned_at=None,
    )
    return [row["id"] for row in await soon.order_by("id").limit(_AT_ONCE).values("id")]


async def requests_to_forget(now: datetime) -> list[int]:
    """Return who asked to be met at a night that was a week ago."""
    old = MeetRequest.filter(night__ends_at__lte=now - KEPT_AFTER)
    return [row["id"] for row in await old.order_by("id").limit(_AT_ONCE).values("id")]


async def photos_to_forget(now: datetime) -> list[int]:
    """Return photos of nights a year ago, and those somebody on them said nothing about.

    And any that came in at the very moment in which its sender left.
    """
    a_year_ago, left = Q(night__ends_at__lte=now - photos.KEPT_FOR), Q(member__left_at__lte=now)
    old = NightPhoto.filter(a_year_ago | left).order_by("id")
    silent = PhotoTag.filter(agreed_at=None, asked_at__lte=now - photos.ANSWERED_WITHIN)
    found = {row["id"] for row in await old.limit(_AT_ONCE).values("id")}
    waits = silent.order_by("id").limit(_AT_ONCE).values("photo_id")
    return sorted(found | {row["photo_id"] for row in await waits})
