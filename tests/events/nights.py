"""Nights to test with."""

from datetime import UTC, datetime, timedelta

from club.events.models import Answer, Night
from club.events.rules.seats import Standing, standings
from club.members.models import Member
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


async def people_numbered(most: int) -> None:
    """Make members 0 to ``most``, where a test needs many and no names."""
    await Member.bulk_create(
        Member(
            id=number,
            name=f"Member {number}",
            colour="sea",
            word="oak",
            joined_at=NOW,
            voting_from=NOW,
            sign_of_life=NOW.date(),
        )
        for number in range(most + 1)
    )
