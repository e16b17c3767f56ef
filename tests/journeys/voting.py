"""Short ways through an election: names, ballots, and what the clock does between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from club.decisions import service as decisions
from club.decisions.models import Decision
from club.decisions.rules.ballot import LETTERS, approving, ranked
from club.decisions.rules.effects import Elect
from club.decisions.rules.marks import Slip
from club.decisions.rules.ranked.papers import RON
from club.journeys import chores
from club.kit.tokens import new_ref
from club.roles import service as roles
from club.roles.models import ElectionCall, Mandate
from tests.people import NOW

DAY = timedelta(days=1)
END = NOW + 25 * DAY
CALLED = END - 21 * DAY


def slip() -> Slip:
    """Draw a slip, as the page does."""
    return Slip(new_ref(), new_ref())


@dataclass
class Race:
    """An election for a role whose terms end on one day.

    Args:
        role: the role.
        holders: who hold it until then.
    """

    role: str
    holders: Sequence[int] = ()

    async def called(self) -> ElectionCall:
        """Let the terms run, and the clock ask for names in time."""
        for each in self.holders:
            await roles.grant(
                self.role, each, decision_ref="d", starts_at=NOW, ends_at=END, by=None, now=NOW
            )
        assert await chores.ask_for_names_due(CALLED) == 1
        return await ElectionCall.get(role_key=self.role)

    async def stand(self, *who: int, now: datetime = CALLED) -> None:
        """Let these stand."""
        for each in who:
            await roles.stand(self.role, each, f"I am {each}.", now=now)

    async def vote(self, *who: int) -> Decision:
        """Let the clock put these to the vote once names are closed."""
        call = await self.called()
        await self.stand(*who)
        assert await chores.open_votes_due(call.names_until) == 1
        return await Decision.get()


def lettered(decision: Decision, *order: int | str) -> list[str]:
    """Return what these are called on a ballot; RON stays what it is."""
    does = decision.does()
    assert isinstance(does, Elect)
    known = dict(zip(does.member_ids, LETTERS, strict=False))
    return [known[each] if isinstance(each, int) else each for each in order]


def ranking(decision: Decision, *order: int | str) -> str:
    """Write a ranking of these members down."""
    return ranked(lettered(decision, *order))


def ticks(decision: Decision, *some: int) -> str:
    """Write down who is ticked."""
    return approving(lettered(decision, *some))


async def cast(decision: Decision, votes: dict[int, str]) -> None:
    """Let members vote, in secret where the vote is."""
    assert decision.opens_at
    for member_id, said in votes.items():
        if decision.secret:
            await decisions.cast_secret(
                decision.ref, member_id, said, slip(), now=decision.opens_at
            )
        else:
            await decisions.cast(decision.ref, member_id, said, now=decision.opens_at)


async def closed(decision: Decision) -> Decision:
    """Let the clock close a vote, and carry out what it came to once that is in force."""
    await decision.refresh_from_db()
    assert decision.closes_at
    await chores.close_due(decision.closes_at)
    await decision.refresh_from_db()
    await chores.carry_out_due(decision.in_force_at or decision.closes_at)
    return await Decision.get(id=decision.id)


async def held(role: str) -> list[Mandate]:
    """Return what an election gave of a role, by who got it."""
    rows = Mandate.filter(role__key=role).exclude(decision_ref="d")
    return await rows.order_by("member_id")


__all__ = [
    "CALLED", "DAY", "END", "RON", "Race", "cast", "closed", "held", "ranking", "slip", "ticks",
]  # fmt: skip
