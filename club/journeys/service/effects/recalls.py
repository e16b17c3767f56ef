"""Roles are taken back, as the members decided."""

from club.decisions.rules.effects import Recall
from club.decisions.rules.states import Carried
from club.journeys.service.effects.carrying import By, carry_out
from club.roles import service as roles


@carry_out.register
async def _end(effect: Recall, by: By) -> Carried:
    await roles.recall(effect.mandates(), at=by.from_at, now=by.now)
    return Carried.DONE
