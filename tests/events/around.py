"""What tests of the doors around a night share: a night that Bo hosts, and who looks at it."""

from datetime import timedelta

from club.events.models import Helper, Night
from club.events.rules.places import Part
from club.kit import clock
from tests.events.nights import a_night
from tests.people import Cast

DAY = timedelta(days=1)


async def a_hosted_night(cast: Cast) -> Night:
    """A night in three days that Bo hosts."""
    night = await a_night(starts_at=clock.now() + 3 * DAY)
    await Helper.create(night_id=night.id, member_id=cast.bo.id, part=Part.HOST)
    return night


async def over(night: Night) -> None:
    """Let a night be over."""
    start = clock.now() - DAY / 2
    await Night.filter(id=night.id).update(starts_at=start, ends_at=start + DAY / 12)
