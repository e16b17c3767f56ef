"""A decision closes and does what it says: counted, carried out and recorded in one transaction."""

from datetime import datetime

from club.decisions import service as decisions
from club.decisions.rules.states import Outcome
from club.decisions.service import Closed
from club.journeys.service.effects import Carried, carry_out
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
            failed = await _carried_out(closed, now)
            await decisions.settle(closed.id, failed=failed, now=now)
        return closed.outcome


async def _carried_out(closed: Closed, now: datetime) -> str:
    """Do what was decided; return why it could not be done, or an empty string.

    A refusal undoes the effect alone, never the count: what the members decided stands, and its
    page says what could not be done.
    """
    try:
        await carry_out(closed.effect, Carried(closed.ref, now, closed.in_force_at or now))
    except Refusal as refusal:
        return refusal.sentence or _("This is not possible any more.")
    return ""
