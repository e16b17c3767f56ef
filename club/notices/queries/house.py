"""What the charter says that this room needs: how the club is called where strangers look."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from club.notices.rules.caps import Caps


@dataclass(frozen=True, slots=True)
class House:
    """The club's neutral name, its zone, and how often it may be told something."""

    alias: str
    zone: ZoneInfo
    caps: Caps


async def house(now: datetime) -> House:
    """Return what is in force at this moment."""
    _ = now
    return House("Club", ZoneInfo("UTC"), Caps())
