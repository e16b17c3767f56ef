"""What carried decisions do; one module a kind of effect."""

from club.journeys.service.effects import (
    clauses,
    elections,
    grants,
    keeping,
    kinds,
    papers,
    recalls,
)
from club.journeys.service.effects.carrying import By, carry_out

KINDS = (clauses, elections, grants, keeping, kinds, papers, recalls)
"""Named here, so that each has said what it does."""

__all__ = ["KINDS", "By", "carry_out"]
