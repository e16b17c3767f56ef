"""Nights to test with."""

from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta

from club.events.models import COUNTED, Answer, Night, Series
from club.events.rules.seats import Counts, Reply, Standing, counts, standings
from club.events.rules.series import weekly
from club.events.rules.times import key, wall
from club.events.service.series import materialise
from club.members.models import Member
from tests import people

NOW = people.NOW
EVENING = datetime(2027, 3, 11, 19, 0, tzinfo=UTC)
ZONE = "Europe/Dublin"
HOURS = timedelta(hours=2)


async def a_night(
    places: int | None = None,
    starts_at: datetime = EVENING,
    title: str = "Thursday night",
    **more: object,
) -> Night:
    return await Night.create(
        title=title,
        zone=ZONE,
        starts_at=starts_at,
        ends_at=starts_at + HOURS,
        places=places,
        **more,
    )


async def a_series(now: datetime, first: datetime | None = None) -> tuple[Series, Night]:
    """A weekly series as far as it is written down, and its first night; it begins in a week."""
    begins = wall(first or now + timedelta(days=7), ZONE).replace(hour=19, minute=0, second=0)
    series = await Series.create(
        title="Songs",
        zone=ZONE,
        rule=str(weekly(begins)),
        first_start=key(begins),
        minutes=120,
        written_at=now,
    )
    await materialise(series.id, now=now)
    return series, (await Night.filter(series_id=series.id).order_by("starts_at"))[0]


async def by_the_rule(night: Night) -> dict[int, Standing]:
    """What the pure rule says about everything the database holds."""
    night = await Night.get(id=night.id)
    replies = await replies_to(night)
    return dict(standings(replies, night.queue, night.room()))


async def replies_to(night: Night) -> list[Reply]:
    """All answers to a night as the rules know them."""
    starts_on = night.starts_at.date()
    return [
        replace(
            row.reply(),
            recent=bool((until := row.member.seated_until) and until > starts_on),
            newcomer=not row.member.came_before,
        )
        for row in await Answer.filter(night_id=night.id).select_related("member")
    ]


async def holds(night: Night) -> None:
    """Assert what must hold of a night at every moment."""
    night = await Night.get(id=night.id)
    total = Counts()
    for reply in await replies_to(night):
        each = counts(reply)
        total = Counts(*(a + b for a, b in zip(astuple(total), astuple(each), strict=True)))
    assert total == Counts(*(getattr(night, name) for name in COUNTED))


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
