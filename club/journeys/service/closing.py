"""A decision closes, and does what it says once it comes into force: each in one transaction."""

from datetime import datetime

from club.decisions import service as decisions
from club.decisions.models import Decision
from club.decisions.rules.effects import Effect
from club.decisions.rules.states import Carried, Outcome
from club.journeys.service import elections
from club.journeys.service.effects import By, carry_out
from club.kit.db import transaction
from club.kit.errors import Busy, Refusal
from club.kit.words import gettext as _


async def close(decision_id: int, *, now: datetime) -> Outcome | None:
    """Close a decision whose time is up; None if it was closed or goes on.

    What was carried comes into force after its cooling time; where there is none, at once.
    """
    async with transaction():
        closed = await decisions.close(decision_id, now=now)
        if closed is None:
            return None
        if closed.outcome is Outcome.CARRIED:
            await bring_into_force(closed.id, now=now)
        else:
            decision = await Decision.get(id=closed.id)
            await elections.after_vote(decision.id, decision.does(), now=now)
        return closed.outcome


async def bring_into_force(decision_id: int, *, now: datetime) -> bool:
    """Carry a decision out, once its time has come; false if it was, or if it is too early.

    Not before: as long as members may object to how the vote went, nothing follows from it.
    """
    async with transaction():
        taken = await decisions.come_into_force(decision_id, now=now)
        if taken is None:
            return False
        decision, effect = taken
        became, reason = await _carried_out(decision, effect, now)
        await decisions.settle(decision_id, became, reason, now=now)
        await elections.after_vote(decision_id, effect, now=now)
        return True


async def _carried_out(decision: Decision, effect: Effect, now: datetime) -> tuple[Carried, str]:
    """Do what was decided; return what became of it, and why where it could not be done.

    A refusal undoes the effect alone, never the count: what the members decided stands, and its
    page says what could not be done. A clock that is late changes nothing: what a decision gives
    begins when it came into force.
    """
    try:
        by = By(decision.id, decision.ref, now, decision.in_force_at or now)
        return await carry_out(effect, by), " ".join(by.notes)
    except Busy:
        raise  # it can be done in a moment: the whole act is undone, and the clock comes again
    except Refusal as refusal:
        return Carried.FAILED, refusal.sentence or _("This is not possible any more.")
