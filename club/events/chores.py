"""What the room does by itself; each may run twice, and in several processes at once."""

from datetime import datetime

from club.charter import queries as charter
from club.events.queries import checking as checks
from club.events.queries import due
from club.events.rules import presence
from club.events.rules.times import wall
from club.events.service import (
    after,
    checking,
    consent,
    counting,
    feeds,
    hosting,
    offers,
    series,
    talk,
    usual,
    welcoming,
)


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


async def forget_photos_due(now: datetime) -> int:
    """Delete photos a year after their night, and those that wait two weeks for a yes."""
    return sum([await consent.forget(each, now=now) for each in await due.photos_to_forget(now)])


async def forget_wishes_due(now: datetime) -> int:
    """Forget what members asked of a door 12 hours after its night."""
    return sum([await counting.forget_wishes(each) for each in await due.nights_with_wishes(now)])


async def add_up_due(now: datetime) -> int:
    """Turn nights that are a year old into numbers of their month, after three at night."""
    zone = (await charter.in_force(now)).word("club.zone")
    if not presence.is_counted_now(wall(now, zone)):
        return 0
    return sum([await counting.add_up(each, now=now) for each in await due.nights_to_count(now)])


async def meet_due(now: datetime) -> int:
    """Tell a night's people of whoever waits for a yes; forget who asked a week ago."""
    warned = [await welcoming.warn(each, now=now) for each in await due.requests_to_warn_of(now)]
    gone = [await welcoming.forget(each) for each in await due.requests_to_forget(now)]
    return sum(warned) + sum(gone)


async def write_down_heard_due(_now: datetime) -> int:
    """Write down on which day the calendars that asked this process did so."""
    return await feeds.write_down_heard()


async def check_due(now: datetime) -> int:
    """Ask friends to say hello to whoever wished for that and was not heard of for long."""
    signs = await checks.signs_of_life(now.date())
    return sum([await checking.look_after(each, on, now=now) for each, on in signs.items()])
