"""How a carried effect is carried out: by the room it belongs to, in one transaction."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import singledispatch

from club.decisions.rules.effects import Effect
from club.decisions.rules.states import Carried


@dataclass(frozen=True, slots=True)
class By:
    """The decision that is carried out.

    Args:
        id: the decision.
        ref: its public id, which everything it makes names.
        now: when the clock carries it out.
        from_at: when it comes into force, after its cooling time.
        notes: what could not be done of it, in sentences; filled by whoever carries it out.
    """

    id: int
    ref: str
    now: datetime
    from_at: datetime
    notes: list[str] = field(default_factory=list)


@singledispatch
async def carry_out(_effect: Effect, _by: By) -> Carried:
    """Do what was decided, and say what became of it; words alone need nothing done.

    Raises:
        Refusal: it is not possible any more; the sentence says why.
    """
    return Carried.DONE
