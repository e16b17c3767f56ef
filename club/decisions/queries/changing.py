"""Which questions would change one thing of the club, and are not decided yet."""

from club.decisions.models import Decision
from club.decisions.queries.rows import visible
from club.decisions.rules.effects import SetRule
from club.decisions.rules.states import Class


async def about_rule(key: str, member_id: int) -> list[Decision]:
    """Return the drafts and questions that would change one rule, as one member may know of."""
    going = visible(member_id).filter(kind=Class.CONSTITUTIONAL, closed_at=None, withdrawn_at=None)
    return [row for row in await going.order_by("id") if _changes(row, key)]


def _changes(row: Decision, key: str) -> bool:
    does = row.does()
    return isinstance(does, SetRule) and does.key == key
