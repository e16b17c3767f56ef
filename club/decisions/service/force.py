"""A carried decision comes into force: once, when its time to cool down is over."""

from datetime import datetime

from tortoise.expressions import F

from club.decisions.models import Decision, DecisionEffect
from club.decisions.rules.effects import Effect
from club.decisions.rules.states import Carried
from club.decisions.service import looking
from club.journal import service as journal
from club.kit.db import claim, transaction


async def come_into_force(decision_id: int, *, now: datetime) -> tuple[Decision, Effect] | None:
    """Take a decision whose time has come, with what it does; None if another hand did.

    Belongs inside the transaction of the journey that carries it out and settles it.
    """
    async with transaction():
        due = Decision.filter(id=decision_id, in_force_at__lte=now)
        if not await claim(due, revision=F("revision") + 1):
            return None
        if await DecisionEffect.filter(decision_id=decision_id).exists():
            return None
        decision = await Decision.get(id=decision_id)
        return decision, decision.does()


async def settle(decision_id: int, became: Carried, reason: str = "", *, now: datetime) -> None:
    """Record, once, what became of a carried decision's effect, in the transaction that did it.

    Args:
        decision_id: the carried decision.
        became: what became of it.
        reason: why it could not be carried out; empty if it was.
        now: when.
    """
    async with transaction():
        await DecisionEffect.create(decision_id=decision_id, became=became, reason=reason, at=now)
        decision = await Decision.get(id=decision_id)
        does = decision.does()
        about = does.recorded() | {"became": became.value, "does": does.kind}
        await journal.record("effect", decision.thing, by=None, now=now, **about)
        if became is Carried.DONE:
            await looking.later(decision)
            await looking.take_place(decision)
