"""What the room does by itself: it writes down which terms have ended."""

from datetime import datetime

from club.roles import queries, service
from club.roles.rules import EndKind


async def end_due(now: datetime) -> int:
    """Write the end of every term that is over; the rights themselves ended with the clock."""
    ended = [await service.end(each, EndKind.TERM, now) for each in await queries.lapsed(now)]
    return sum(ended)
