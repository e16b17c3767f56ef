"""What the pages of meetings show: frozen values, nothing left to ask the database."""

from dataclasses import dataclass
from datetime import datetime

from club.decisions.rules.meetings import Kind, Stage
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """One meeting at a glance; ``minutes``: "", "proposed" or "fixed"."""

    href: str
    purpose: str
    kind: Kind
    stage: Stage
    starts_at: datetime | None
    place: str
    minutes: str


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """Every meeting, by where it stands; ``late``: the yearly one should have been by now."""

    asked: tuple[MeetingCard, ...]
    coming: tuple[MeetingCard, ...]
    past: tuple[MeetingCard, ...]
    committee: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an agenda; ``href`` leads to the question or the minutes it is about."""

    ref: str
    words: str
    about: str
    business: bool
    person: Person | None
    href: str
    minutes: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for a meeting, and what comes next.

    Args:
        needed: how many must ask.
        mine: the reader asks for it.
        may: the reader may still join in.
        may_set: the reader may set its day now.
        committee_until: so long the committee alone sets it.
        until: then nobody can any more.
    """

    people: tuple[Person, ...]
    needed: int
    mine: bool
    may: bool
    may_set: bool
    committee_until: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Attendance:
    """The count of those who are there.

    Args:
        wait: minutes to wait if too few are there.
        said_by: who said a number that waits for a second member.
        mine: the reader said it.
        people: who can be chosen to write the minutes: public names and words.
    """

    wait: int
    present: int
    said_by: Person | None
    recorder: Person | None
    mine: bool
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting from the first who asks to its minutes."""

    ref: str
    href: str
    kind: Kind
    stage: Stage
    purpose: str
    about: str
    proposer: Person | None
    asking: Asking | None
    notice_days: int
    starts_at: datetime | None
    place: str
    night: str
    needed: int
    present: int
    counted: tuple[Person, ...]
    """The two who said how many were there, until the minutes are fixed."""
    closes_at: datetime | None
    takes_points: bool
    questions: tuple[tuple[str, str], ...]
    points: tuple[Point, ...]
    attendance: Attendance | None
    recorder: Person | None
    minutes: str
    other: str
    """Where the second meeting is, or the first."""
