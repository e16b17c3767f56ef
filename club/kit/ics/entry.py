"""One entry of a calendar: as we write it, and as we find it in the file of others."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntFlag, StrEnum


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


class Doubt(IntFlag):
    """What a person should look at before believing an entry."""

    NONE = 0
    NO_TIME = 1
    NO_END = 2
    ZONE = 4
    CUT = 8
    RULE = 16
    FIRST = 32


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of a file; times are by the clock on the reader's wall.

    Args:
        uid: its name in the file it came from, or "".
        title: what it is called, or "".
        starts: when it starts.
        ends: when it ends, later than that.
        text: what more there is to say, or "".
        place: where it is, or "".
        rule: how it repeats, as iCalendar writes it, or ""; what cannot be read is "several".
        zone: the zone in which the rule is to be followed, or "" for the reader's.
        begins: when it starts by the clock of that zone; None for the reader's.
        also: further starts, beside the rule.
        without: starts that are not meant although the rule gives them.
        instead_of: the start of the rule's that this entry replaces, if it does.
        later: it replaces all that follow that one too.
        doubt: what is unsure.
        off: it was called off.
    """

    uid: str
    title: str
    starts: datetime
    ends: datetime
    text: str = ""
    place: str = ""
    rule: str = ""
    zone: str = ""
    begins: datetime | None = None
    also: tuple[datetime, ...] = ()
    without: tuple[datetime, ...] = ()
    instead_of: datetime | None = None
    later: bool = False
    doubt: Doubt = Doubt.NONE
    off: bool = False
