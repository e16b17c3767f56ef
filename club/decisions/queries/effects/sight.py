"""What is asked about every effect: why it cannot be, and what a page says of it."""

from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch

from club.decisions.queries.shown import Does
from club.decisions.rules.effects import Effect

Refused = tuple[str, str]
"""Why an effect cannot be, and the field to mend; two empty strings if it can."""

FINE: Refused = ("", "")


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks whether an effect can be, and when.

    Args:
        now: the moment.
        by: the member who brings it; None for the clock.
        again: the ids of what the clock asks once more, if it does.
    """

    now: datetime
    by: int | None = None
    again: frozenset[int] = frozenset()


@singledispatch
async def refusal(_effect: Effect, _asking: Asking) -> Refused:
    """Return why an effect cannot be, at draft and at notice; most kinds can always."""
    return FINE


@singledispatch
async def shown(_effect: Effect, _now: datetime) -> Does | None:
    """Return what the page of a decision says it would do; None where its words are all."""
    return None
