"""What the charter says that this room needs: how the club is called where strangers look."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from club.charter import queries as charter
from club.notices.rules.caps import Caps


@dataclass(frozen=True, slots=True)
class House:
    """The club's neutral name, its zone, and how often it may be told something."""

    alias: str
    zone: ZoneInfo
    caps: Caps


async def house(now: datetime) -> House:
    """Return what is in force at this moment."""
    agreed = await charter.in_force(now)
    return House(
        alias=agreed.word("club.alias"),
        zone=ZoneInfo(agreed.word("club.zone")),
        caps=Caps(
            per_sender_a_day=agreed.whole("broadcast.sender_a_day"),
            per_club_a_week=agreed.whole("broadcast.club_a_week"),
        ),
    )
