"""What the room does by itself: announce, remind, draw, look again, bring back, look after."""

from datetime import datetime

from club.decisions import queries, service
from club.decisions.service import meetings, paper


async def announce_due(now: datetime) -> int:
    """Announce the votes that have begun."""
    return sum([await service.announce(each, now=now) for each in await queries.to_announce(now)])


async def remind_due(now: datetime) -> int:
    """Remind those who have not voted on what ends within a day."""
    return sum([await service.remind(each, now=now) for each in await queries.to_remind(now)])


async def paper_due(now: datetime) -> int:
    """Draw who enters papers, and remind them in a vote's last day."""
    drawn = [await paper.draw(each, now=now) for each in await queries.to_draw(now)]
    late = await queries.to_remind_tellers(now)
    return sum([*drawn, *[await paper.remind_tellers(each, now=now) for each in late]])


async def look_again_due(now: datetime) -> int:
    """Draft the question about each thing the club wanted to look at again by now."""
    due = await queries.to_look_at_again(now)
    return sum([await service.look_again(each, now=now) for each in due])


async def look_after_due(now: datetime) -> int:
    """Fill the places of panels, and do what they found about challenged results."""
    due = await queries.to_look_after(now)
    return sum([await service.look_after(each, now=now) for each in due])


async def bring_back_due(now: datetime) -> int:
    """Bring back what enough members asked for."""
    return sum([await service.bring_back(each, now=now) for each in await queries.to_reopen()])


async def meetings_due(now: datetime) -> int:
    """Send agendas out whose day has come, remind of late minutes, and forget who counted."""
    out = [await meetings.send_agenda(each, now=now) for each in await queries.to_send_agenda(now)]
    late = await queries.to_remind_recorder(now)
    told = [await meetings.remind_recorder(each, now=now) for each in late]
    return sum([*out, *told, await meetings.forget_names(now=now)])


async def sweep_due(now: datetime) -> int:
    """Make the disk forget how closed secret votes were cast."""
    return await service.sweep(now)
