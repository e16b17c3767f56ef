"""A rule is changed, as the members decided."""

from datetime import timedelta

from club.charter import queries as charters
from club.charter import service as charter
from club.decisions import queries as decisions
from club.decisions.rules.effects import SetRule
from club.decisions.rules.raising import twice
from club.decisions.rules.states import Carried
from club.journeys.service.effects.carrying import By, carry_out


@carry_out.register
async def _set(effect: SetRule, by: By) -> Carried:
    """Put the rule into force after the cooling time; a weaker protection only at the second yes.

    Raises:
        TooLate: another decision has changed the rule since.
        Invalid: the program lets nobody agree on this any more.
    """
    now = await charters.in_force(by.now)
    if twice(now, effect):
        apart = timedelta(days=now.whole("rules.change_protected_apart"))
        if not await decisions.said_yes_before(effect, before=by.now - apart):
            return Carried.FIRST
    await charter.adopt(
        {effect.key: effect.value},
        by.ref,
        by=None,
        now=by.now,
        effective_at=by.from_at,
        from_versions={effect.key: effect.from_version},
    )
    return Carried.DONE
