"""What the room does by itself; each may run twice, and in several processes at once."""

from datetime import datetime

from club.events.queries import due
from club.events.service import after, hosting, offers, series, talk


async def materialise_due(now: datetime) -> int:
    """Write down the nights of every series for the next 56 days."""
    return sum([await series.materialise(each, now=now) for each in await due.series_to_write(now)])


async def remind_due(now: datetime) -> int:
    """Remind those who come, at six in the evening before a night."""
    return sum([await after.remind(each, now=now) for each in await due.nights_to_remind(now)])


async def forget_due(now: datetime) -> int:
    """Turn named answers into numbers 24 hours after a night."""
    await after.forget_lately(now=now)
    return sum([await after.forget(each, now=now) for each in await due.nights_to_forget(now)])


async def hand_on_due(now: datetime) -> int:
    """Take back offers that ran out, and give what is free to those who wait."""
    return sum([await offers.run(each, now=now) for each in await due.nights_to_hand_on(now)])


async def ask_for_host_due(now: datetime) -> int:
    """Ask the next ones for a host where no host is left."""
    return sum([await hosting.ask(each, now=now) for each in await due.nights_without_host(now)])


async def forget_talk_due(now: datetime) -> int:
    """Delete what was said at nights 90 days after them."""
    return await talk.forget(now=now)
