"""What the members said to the same question before."""

from datetime import datetime

from club.decisions.models import DecisionEffect
from club.decisions.rules.effects import SetRule
from club.decisions.rules.states import Carried


async def said_yes_before(effect: SetRule, *, before: datetime) -> bool:
    """Tell whether the members have said a first yes to this very change, long enough ago."""
    firsts = DecisionEffect.filter(became=Carried.FIRST, at__lte=before)
    return any(
        effect.same_as(row.decision.does()) for row in await firsts.select_related("decision")
    )
