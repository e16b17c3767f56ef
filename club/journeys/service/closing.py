"""A decision closes and does what it says: counted, carried out and recorded in one transaction."""

from datetime import datetime

from club.decisions import service as decisions
from club.decisions.rules.states import Carried, Outcome
from club.decisions.service import Closed
from club.journeys.service import elections
from club.journeys.service.effects import By, carry_out
from club.kit.db import transaction
from club.kit.errors import Refusal
from club.kit.words import gettext as _


async def close(decision_id: int, *, now: datetime) -> Outcome | None:
    """Close a decision whose time is up and carry it out; None if it was closed or goes on.

    The effect is executed here, once, with the count. What it gives begins when the decision
    comes into force, after the cooling time, so nothing has to be remembered until then.
    """
    async with transaction():
        closed = await decisions.close(decision_id, now=now)
        if closed is None:
            return None
        if closed.outcome is Outcome.CARRIED:
            became, reason = await _carried_out(closed, now)
            await decisions.settle(closed.id, became, reason, now=now)
        await elections.after_vote(closed.id, closed.effect, now=now)
        return closed.outcome


async def _carried_out(closed: Closed, now: datetime) -> tuple[Carried, str]:
    """Do what was decided; return what became of it, and why where it could not be done.

    A refusal undoes the effect alone, never the count: what the members decided stands, and its
    page says what could not be done.
    """
    try:
        by = By(closed.id, closed.ref, now, closed.in_force_at or now)
        return await carry_out(closed.effect, by), " ".join(by.notes)
    except Refusal as refusal:
        return Carried.FAILED, refusal.sentence or _("This is not possible any more.")
