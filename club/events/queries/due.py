"""What the clock should look at now."""

from datetime import datetime, timedelta

from club.charter import queries as charter
from club.events.models import Night, Series, SeriesAnswer
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
