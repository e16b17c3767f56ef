"""To whom a host's word about a night goes."""

from tortoise.expressions import Q

from club.events.models import Answer, Night
from club.events.rules.seats import Want
from club.events.rules.talk import To

_WHO = {
    To.COMING: Q(want=Want.COMING, seats__gt=0),
    To.WAITING: Q(want=Want.COMING, seats=0),
    To.MAYBE: Q(want=Want.MAYBE),
}


async def audience(night: Night, to: To) -> list[int]:
    """Return the members who answered a night in one of these ways, first come first."""
    which = [rows for each, rows in _WHO.items() if each in to]
    if not which:
        return []
    asked = Q(*which, join_type=Q.OR)
    rows = Answer.filter(asked, night_id=night.id).order_by("turn")
    return [row["member_id"] for row in await rows.values("member_id")]
