"""Short ways through a meeting of all members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from club.decisions.models import Meeting
from club.decisions.service import meetings
from club.decisions.service.meetings import Asked, Day
from club.journeys.service import meetings as journey
from club.roles import service as roles
from tests.people import NOW

DAY = timedelta(days=1)
FOR = "Shall we keep the hall?"
ASKED = Asked(FOR, "The rent goes up.", ("The rent", "Another hall"))
HALL = "The Old Reading Room"


async def seat(role: str, member_id: int, *, now: datetime = NOW) -> None:
    """Give somebody a role of the committee for a year."""
    await roles.grant(
        role, member_id, decision_ref="the-founding", starts_at=now, ends_at=now + 360 * DAY,
        by=None, now=now,
    )  # fmt: skip


def on(now: datetime, days: int) -> Day:
    """A day so many days ahead, at seven in the evening on the wall."""
    evening = (now + days * DAY).replace(hour=19, minute=0, second=0, microsecond=0)
    return Day(evening.replace(tzinfo=None), HALL)


@dataclass
class Gathered:
    """Walks one meeting through its life; of the members the first asks, the last is its chair."""

    members: Sequence[int]
    ref: str = ""
    now: datetime = NOW

    async def row(self) -> Meeting:
        return await Meeting.get(ref=self.ref)

    async def asked(self, callers: int = 3) -> Meeting:
        self.ref = await meetings.ask(self.members[0], ASKED, now=self.now)
        for each in self.members[1:callers]:
            await meetings.join_in(self.ref, each, now=self.now)
        return await self.row()

    async def called(self, *, days: int = 20) -> Meeting:
        await seat("chair", self.members[-1])
        await self.asked()
        await journey.set_day(self.ref, self.members[-1], on(self.now, days), now=self.now)
        return await self.row()

    async def opened(self, *, days: int = 20) -> Meeting:
        """A meeting whose agenda is out, at its hour."""
        row = await self.called(days=days)
        assert row.closes_at is not None
        await meetings.send_agenda(row.id, now=row.closes_at)
        assert row.starts_at is not None
        self.now = row.starts_at
        return await self.row()

    async def counted(self, present: int) -> bool:
        one, two, writes = self.members[1], self.members[2], self.members[3]
        await meetings.say_count(self.ref, one, present, writes, now=self.now)
        return await journey.count(self.ref, two, present, now=self.now)

    async def held(self, present: int = 6, *, days: int = 20) -> Meeting:
        await self.opened(days=days)
        assert await self.counted(present)
        return await self.row()
