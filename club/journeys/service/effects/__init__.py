"""What carried decisions do; one module a kind of effect."""

from club.journeys.service.effects import grants
from club.journeys.service.effects.carrying import Carried, carry_out

KINDS = (grants,)
"""Named here, so that each has said what it does."""

__all__ = ["KINDS", "Carried", "carry_out"]
