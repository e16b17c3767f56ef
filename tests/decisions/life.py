"""Short ways through a decision's life, by the clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from club.decisions import service
from club.decisions.models import Decision, PaperVote
from club.decisions.rules.effects import Effect, RecordOnly
from club.decisions.rules.proposals import Proposal
from club.decisions.service import paper
from club.journeys.service import closing
from tests.people import NOW

NOON = NOW
MINUTE = timedelta(minutes=1)
TEA = "Shall we buy a new kettle?"


@dataclass
class Life:
    """Walks one decision through its life, by the clock."""

    members: list[int]
    now: datetime = NOON

    async def idea(self, effect: Effect | None = None, *, by: int | None = None) -> Decision:
        author = by or self.members[0]
        proposal = Proposal(TEA, "The old one leaks.", effect or RecordOnly())
        return await service.propose(author, proposal, now=self.now)

    async def ready(self, effect: Effect | None = None) -> Decision:
        draft = await self.idea(effect)
        if draft.asked_id not in {None, self.members[0]}:
            await service.agree(draft.ref, draft.asked_id, now=self.now)
        for each in self.members[1:3]:
            await service.support(draft.ref, each, draft.text_n, now=self.now)
        return draft

    async def noticed(self, effect: Effect | None = None) -> Decision:
        draft = await self.ready(effect)
        await service.put_on_notice(draft.ref, self.members[0], now=self.now)
        return await Decision.get(id=draft.id)

    async def voting(
        self, effect: Effect | None = None, *, openly: bool = True
    ) -> tuple[Decision, datetime]:
        """Return a decision whose vote is open, and a moment inside the vote.

        Where so few may vote that it would be on paper, they agree to vote openly by phone.
        """
        decision = await self.noticed(effect)
        assert decision.opens_at is not None
        if openly and await PaperVote.filter(decision_id=decision.id, alone=True).exists():
            await paper.suggest_openly(decision.ref, self.members[0], now=self.now)
            await service.announce(decision.id, now=decision.opens_at)
            decision = await Decision.get(id=decision.id)
            assert decision.opens_at is not None
        return decision, decision.opens_at + MINUTE

    async def count(self, decision: Decision) -> Decision:
        """Close a decision: it is counted, and cools down if it was carried."""
        now = (await Decision.get(id=decision.id)).closes_at
        assert now is not None
        await closing.close(decision.id, now=now)
        return await Decision.get(id=decision.id)

    async def close(self, decision: Decision) -> Decision:
        """Close a decision; if it was carried, let it cool down and come into force."""
        closed = await self.count(decision)
        if closed.in_force_at is not None:
            await closing.bring_into_force(closed.id, now=closed.in_force_at)
        return closed
