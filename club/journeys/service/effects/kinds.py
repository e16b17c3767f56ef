"""A role is defined, or given out no longer, as the members decided."""

from club.decisions.rules.effects import DefineRole, RetireRole
from club.decisions.rules.states import Carried
from club.journeys.service.effects.carrying import By, carry_out
from club.roles import service as roles


@carry_out.register
async def _define(effect: DefineRole, by: By) -> Carried:
    await roles.define(effect.role, effect.from_version, by.ref, now=by.now, at=by.from_at)
    return Carried.DONE


@carry_out.register
async def _retire(effect: RetireRole, by: By) -> Carried:
    await roles.retire_version(effect.role, effect.from_version, by.ref, now=by.now, at=by.from_at)
    return Carried.DONE
