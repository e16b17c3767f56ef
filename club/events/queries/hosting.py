"""Who looks after a night."""

from datetime import datetime

from club.events.models import Helper
from club.events.rules.places import Part
from club.roles import queries as roles
from club.roles.rules import Right


async def host_ids(night_id: int) -> list[int]:
    """Return the members who host a night, whoever has left not among them."""
    rows = Helper.filter(night_id=night_id, part=Part.HOST, member__left_at=None)
    return [row["member_id"] for row in await rows.order_by("id").values("member_id")]


async def may_host(night_id: int, member_id: int, *, now: datetime) -> bool:
    """Tell whether a member looks after this night: its host, or who plans nights by a mandate."""
    if member_id in await host_ids(night_id):
        return True
    return await roles.holds(member_id, Right.SCHEDULE_EVENT, now=now) is not None
