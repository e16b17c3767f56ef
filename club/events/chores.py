"""What the room does by itself; each may run twice, and in several processes at once."""

from datetime import datetime

from club.events.queries import due
from club.events.service import after, series, usual


async def materialise_due(now: datetime) -> int:
    """Write down the nights of every series for the next 56 days."""
    return sum([await series.materialise(each, now=now) for each in await due.series_to_write(now)])


async def tell_of_the_week_due(now: datetime) -> int:
    """Tell on Mondays for which nights members are down by what they usually say."""
    since = await due.week_began(now)
    told = 0
    while members := await due.members_to_tell(since):
        told += await usual.tell_of_the_week(members, since, now=now)
    return told


async def remind_due(now: datetime) -> int:
    """Remind those who come, at six in the evening before a night."""
    return sum([await after.remind(each, now=now) for each in await due.nights_to_remind(now)])


async def forget_due(now: datetime) -> int:
    """Turn named answers into numbers 24 hours after a night."""
    return sum([await after.forget(each, now=now) for each in await due.nights_to_forget(now)])
