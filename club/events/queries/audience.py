"""To whom a host's word about a night goes."""

from club.events.models import Answer, Night
from club.events.queries import seats
from club.events.rules.seats import EVERYBODY, Want
from club.events.rules.talk import To


async def audience(night: Night, to: To) -> list[int]:
    """Return the members who answered a night in one of these ways."""
    found: list[int] = []
    last = await seats.cut(night)
    if To.COMING in to:
        found += await seats.between(night.id, -1, last)
    if To.WAITING in to:
        found += await seats.between(night.id, last, EVERYBODY)
    if To.MAYBE in to:
        maybe = Answer.filter(night_id=night.id, want=Want.MAYBE)
        found += [row["member_id"] for row in await maybe.values("member_id")]
    return found
