"""A decision closes and does what it says: counted, carried out and recorded in one transaction."""

from datetime import datetime, timedelta

from club.decisions import service as decisions
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.states import Outcome
from club.decisions.service import Closed
from club.kit.db import transaction
from club.kit.errors import Refusal
from club.kit.words import gettext as _
from club.roles import service as roles


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
            failed = await _carry_out(closed, now)
            await decisions.settle(closed.id, failed=failed, now=now)
        return closed.outcome


async def _carry_out(closed: Closed, now: datetime) -> str:
    """Do what was decided; return why it could not be done, or an empty string.

    A refusal undoes the effect alone, never the count: what the members decided stands, and its
    page says what could not be done.
    """
    effect = closed.effect
    if not isinstance(effect, GrantRole):
        return ""
    starts_at = closed.in_force_at or now
    try:
        await roles.grant(
            effect.role,
            effect.member_id,
            decision_ref=closed.ref,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(days=effect.days),
            by=None,
            now=now,
        )
    except Refusal as refusal:
        return refusal.sentence or _("This is not possible any more.")
    return ""
