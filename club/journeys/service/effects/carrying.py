"""How a carried effect is carried out: by the room it belongs to, in the closing transaction."""

from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch

from club.decisions.rules.effects import Effect


@dataclass(frozen=True, slots=True)
class Carried:
    """The decision that is carried out.

    Args:
        ref: its public id, which everything it makes names.
        now: when it was counted.
        from_at: when it comes into force, after its cooling time.
    """

    ref: str
    now: datetime
    from_at: datetime


@singledispatch
async def carry_out(_effect: Effect, _by: Carried) -> None:
    """Do what was decided; words alone need nothing done.

    Raises:
        Refusal: it is not possible any more; the sentence says why.
    """
