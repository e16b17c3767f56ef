"""A role is given, as the members decided."""

from datetime import timedelta

from club.decisions.rules.effects import GrantRole
from club.decisions.rules.states import Carried
from club.journeys.service.effects.carrying import By, carry_out
from club.roles import service as roles


@carry_out.register
async def _grant(effect: GrantRole, by: By) -> Carried:
    await roles.grant(
        effect.role,
        effect.member_id,
        decision_ref=by.ref,
        starts_at=by.from_at,
        ends_at=by.from_at + timedelta(days=effect.days),
        by=None,
        now=by.now,
    )
    return Carried.DONE
