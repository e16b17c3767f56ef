"""Votes in which something is said to have gone wrong, and what members do about it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from club.decisions import chores, service
from club.decisions.models import Decision, PanelSeat
from club.decisions.rules.challenges import Ground
from club.decisions.rules.effects import Effect
from club.decisions.rules.marks import Slip
from club.decisions.rules.panel import Verdict
from club.decisions.rules.states import Choice, Origin
from club.decisions.service import Said
from club.journeys.service import closing
from club.kit.tokens import new_ref
from club.notices.models import Letter
from tests.decisions.life import MINUTE, Life

HOUR = timedelta(hours=1)
WRONG = Said(Ground.ROLL, "Dee was not on the roll.")


@dataclass
class Wrong:
    """A vote that was carried, and what members do about it."""

    decision: Decision
    members: list[int]
    now: datetime
    drawn: list[int] = field(default_factory=list)

    async def challenge(self, *who: int, at: datetime | None = None) -> list[bool]:
        """Let members challenge it, by their place among all."""
        return [
            await service.challenge(self.decision.ref, self.members[n], WRONG, now=at or self.now)
            for n in who
        ]

    async def held(self, *who: int) -> "Wrong":
        """Let two who had no part in it challenge it, so that a panel is drawn."""
        await self.challenge(*(who or (-1, -2)))
        seats = await PanelSeat.filter(challenge__decision_id=self.decision.id).order_by("n")
        self.drawn = [seat.member_id for seat in seats]
        return self

    async def judge(self, n: int, verdict: Verdict, *, at: datetime | None = None) -> None:
        why = "I looked at the roll."
        ref, when = self.decision.ref, at or self.now
        await service.judge(ref, self.drawn[n], verdict, why, now=when)

    async def clock(self, at: datetime | None = None) -> int:
        """Let the clock walk by until it has nothing to do; return how often it had."""
        done = 0
        while found := await chores.look_after_due(at or self.now):
            done += found
        return done

    async def row(self) -> Decision:
        return await Decision.get(id=self.decision.id)

    async def seats(self) -> list[PanelSeat]:
        return await PanelSeat.filter(challenge__decision_id=self.decision.id).order_by("n")

    async def again(self) -> Decision:
        return await Decision.get(predecessor_id=self.decision.id, origin=Origin.RERUN)

    async def told(self, kind: str) -> set[int]:
        letters = await Letter.filter(message__kind=kind)
        return {letter.member_id for letter in letters}


async def carried(life: Life, effect: Effect | None = None, *, yes: int = 8) -> Wrong:
    """Let a question be carried; it cools down."""
    decision, now = await life.voting(effect)
    for member_id in life.members[:yes]:
        if decision.secret:
            slip = Slip(new_ref(), new_ref())
            await service.cast_secret(decision.ref, member_id, Choice.YES, slip, now=now)
        else:
            await service.cast(decision.ref, member_id, Choice.YES, now=now)
    closed = await life.count(decision)
    assert closed.in_force_at is not None
    assert closed.closed_at is not None
    return Wrong(closed, life.members, closed.closed_at + HOUR)


async def unanimous(life: Life, now: datetime) -> Wrong:
    """Let everybody say yes to a question a moment before now, so that it closes now."""
    decision, opened = await life.voting()
    for member_id in life.members:
        await service.cast(decision.ref, member_id, Choice.YES, now=opened + MINUTE)
    await closing.close(decision.id, now=now)
    return Wrong(await Decision.get(id=decision.id), life.members, now)
