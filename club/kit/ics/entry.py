"""One entry of a calendar."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """How sure an entry is, in iCalendar's own words."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar shows.

    Args:
        uid: its name for ever, whatever else changes.
        starts_at: instant.
        ends_at: instant, later than it starts.
        changed_at: when anything that calendars must hear of last changed.
        sequence: how often that was.
        state: how sure it is.
        summary: what stands in the calendar.
        location: where it is, or "".
        description: what more there is to say, or "".
        url: where to read on, or "".
        private: others with whom the calendar is shared see only that its owner is busy.
    """

    uid: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    sequence: int
    state: State
    summary: str
    location: str = ""
    description: str = ""
    url: str = ""
    private: bool = False
