"""Who is told of somebody who asks to be met, or of a night that has moved, inside the act."""

from datetime import datetime

from club.events.messages import Told, asked_again
from club.events.messages import meeting as words
from club.events.models import MeetRequest, Night
from club.events.queries import meeting as queries
from club.notices import service as notices


async def tell_door(night: Night, without: int | None, now: datetime) -> None:
    """Tell a night's people that somebody would like to be met."""
    who = await queries.nights_people(night.id, without=without, now=now)
    await notices.post(words.asked(told(night)), who, now=now)


async def tell_taker(row: MeetRequest, now: datetime) -> None:
    """Tell whoever said yes that they need not meet anybody after all."""
    if row.taker_id is not None:
        await notices.post(words.free(told(row.night)), [row.taker_id], now=now)


async def ask_again(night: Night, member_id: int, now: datetime) -> None:
    """Ask a member whether the yes that they gave to the old time holds for the new one."""
    await notices.post(asked_again(told(night), now=now), [member_id], now=now)


def told(night: Night) -> Told:
    """Return what a notice says about a night."""
    return Told(night.ref, night.title, night.starts_at)
