"""What pages and acts ask about each kind of effect; one module a kind."""

from club.decisions.queries.effects import (
    choices,
    clauses,
    elections,
    grants,
    keeping,
    kinds,
    papers,
    recalls,
)
from club.decisions.queries.effects.sight import Asking, refusal, shown

KINDS = (choices, clauses, elections, grants, keeping, kinds, papers, recalls)
"""Named here, so that each has said how it answers."""

__all__ = ["KINDS", "Asking", "refusal", "shown"]
