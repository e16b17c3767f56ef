"""What runs by itself across rooms."""

from datetime import datetime

from club.decisions import queries as decisions
from club.journeys.service import meetings
from club.journeys.service.closing import close


async def meet_due(now: datetime) -> int:
    """Put meetings off, once, of which nobody said in time that they were held."""
    return sum([await meetings.give_up(each, now=now) for each in await decisions.to_give_up(now)])


async def close_due(now: datetime) -> int:
    """Close every decision whose time is up, and carry out what was carried."""
    return sum([await close(each, now=now) is not None for each in await decisions.due(now)])
