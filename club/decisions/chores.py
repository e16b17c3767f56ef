"""What the room does by itself: announce votes, remind of their last day, sweep up secrets."""

from datetime import datetime

from club.decisions import queries, service


async def announce_due(now: datetime) -> int:
    """Announce the votes that have begun."""
    return sum([await service.announce(each, now=now) for each in await queries.to_announce(now)])


async def remind_due(now: datetime) -> int:
    """Remind those who have not voted on what ends within a day."""
    return sum([await service.remind(each, now=now) for each in await queries.to_remind(now)])


async def look_again_due(now: datetime) -> int:
    """Tell the members of decisions that it is time to look at again."""
    due = await queries.to_look_at_again(now)
    return sum([await service.look_again(each, now=now) for each in due])


async def sweep_due(now: datetime) -> int:
    """Make the disk forget how closed secret votes were cast."""
    return await service.sweep(now)
