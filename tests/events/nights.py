"""Nights to test with."""

from datetime import UTC, datetime, timedelta

from club.events.models import Answer, Night
from club.events.rules.seats import Standing, standings
from tests import people

NOW = people.NOW
EVENING = datetime(2027, 3, 11, 19, 0, tzinfo=UTC)
ZONE = "Europe/Dublin"
HOURS = timedelta(hours=2)


async def a_night(
    places: int | None = None, starts_at: datetime = EVENING, title: str = "Thursday night"
) -> Night:
    return await Night.create(
        title=title, zone=ZONE, starts_at=starts_at, ends_at=starts_at + HOURS, places=places
    )


async def by_the_rule(night: Night) -> dict[int, Standing]:
    """What the pure rule says about everything the database holds."""
    night = await Night.get(id=night.id)
    rows = await Answer.filter(night_id=night.id)
    return dict(standings([row.reply() for row in rows], night.room()))
