"""Short ways through a vote on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from club.decisions import queries
from club.decisions.models import Decision
from club.decisions.rules.effects import Effect
from club.decisions.rules.paper import Sheet
from club.decisions.service import paper
from club.members.models import Member
from tests.decisions.life import Life

OFFERING = slice(3, 6)
"""Members who brought nothing and get nothing by it."""


@dataclass
class Paper:
    """A vote that is open, and the two who enter its papers."""

    decision: Decision
    tellers: tuple[int, ...]
    now: datetime

    async def enter(self, sheets: Sequence[Sheet], *, by: Sequence[int] | None = None) -> None:
        """Let each of the two enter these papers and say that they are all."""
        for teller in by or self.tellers:
            for sheet in sheets:
                await paper.add(self.decision.ref, teller, sheet, now=self.now)
            await paper.end(self.decision.ref, teller, now=self.now)

    async def handed_in(self, voters: Sequence[int], *, told: bool = True) -> None:
        """Let both say who handed in a secret paper."""
        for teller in self.tellers:
            await paper.name_voters(self.decision.ref, teller, voters, told=told, now=self.now)

    async def confirm(self) -> None:
        """Let both confirm."""
        for teller in self.tellers:
            await paper.confirm(self.decision.ref, teller, now=self.now)

    async def count_in(self, sheets: Sequence[Sheet]) -> None:
        """Let both enter these and confirm."""
        await self.enter(sheets)
        await self.confirm()

    async def count_in_secret(self, voters: Sequence[int], said: Sequence[str]) -> None:
        """Let both say who handed in a paper, enter them, and confirm."""
        await self.handed_in(voters)
        await self.count_in([Sheet(each) for each in said])


async def on_paper(
    members: Sequence[int], effect: Effect | None = None, *, openly: bool = True
) -> Paper:
    """Open a vote for whose papers three have offered, and two are drawn."""
    decision, now = await Life(list(members)).voting(effect, openly=openly)
    for each in members[OFFERING]:
        await paper.offer(decision.ref, each, now=now)
    assert await paper.draw(decision.id, now=now)
    found = await queries.tellers(decision.id)
    return Paper(decision, found.entering, now)


async def person(member_id: int) -> Member:
    return await Member.get(id=member_id)
