"""How often the club may be told something by whoever may tell it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Caps:
    """The most one sender may send in a day, and all of them in a week."""

    per_sender_a_day: int = 1
    per_club_a_week: int = 3


@dataclass(frozen=True, slots=True)
class Sent:
    """One word that went to the whole club."""

    sender_id: int | None
    at: datetime


def may_send_from(
    caps: Caps, sent: Sequence[Sent], sender_id: int, *, now: datetime
) -> datetime | None:
    """Return from when this sender may tell the club again; None means now."""
    own = [each.at for each in sent if each.sender_id == sender_id and each.at > now - DAY]
    all_of_us = [each.at for each in sent if each.at > now - WEEK]
    waits = [
        _freed(own, caps.per_sender_a_day, DAY, now),
        _freed(all_of_us, caps.per_club_a_week, WEEK, now),
    ]
    return max((each for each in waits if each), default=None)


def _freed(times: list[datetime], most: int, span: timedelta, now: datetime) -> datetime | None:
    if len(times) < most:
        return None
    latest = sorted(times, reverse=True)[:most]
    return latest[-1] + span if latest else now + span
