"""The questions around one: what it follows from, and what follows from it."""

from tortoise.expressions import Q

from club.decisions.models import Decision
from club.decisions.queries.rows import visible
from club.decisions.queries.shown import Relative


async def relatives(row: Decision, member_id: int) -> tuple[Relative, ...]:
    """Return the earlier question and the later ones that this member may see, by age."""
    if row.predecessor_id is None and row.closed_at is None:
        return ()  # nothing follows from what is not decided, so the database need not be asked
    around = Q(predecessor_id=row.id)
    if row.predecessor_id is not None:
        around |= Q(id=row.predecessor_id)
    found = visible(member_id).filter(around, withdrawn_at=None).order_by("id")
    return tuple(
        Relative(each.path, each.question, each.number, origin, each.id == row.predecessor_id)
        for each in await found
        if (origin := row.origin if each.id == row.predecessor_id else each.origin) is not None
    )
