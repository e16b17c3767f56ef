"""The line of one question that the clock puts once more: the same words under several numbers."""

from club.decisions.models import Decision
from club.decisions.rules.looking import ONCE_MORE
from club.decisions.rules.states import Origin


async def line_of(row: Decision) -> list[Decision]:
    """Return a question and those it is put once more for, back to the one that members brought."""
    line = [row]
    while line[-1].origin in ONCE_MORE:
        line.append(await Decision.get(id=line[-1].predecessor_id))
    return line


async def was_second_call(row: Decision) -> bool:
    """Tell whether a question is a second call, or one that is held anew."""
    return any(each.origin is Origin.SECOND_CALL for each in await line_of(row))
