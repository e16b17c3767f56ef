"""What a change of a series comes to: its new rule, its new times, and where each night goes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from club.events.models import Night, Series
from club.events.rules import rhythms, shifts
from club.events.rules.edits import Change
from club.events.rules.plans import LONGEST
from club.events.rules.rhythms import Rhythm
from club.events.rules.series import Rule, last
from club.events.rules.shifts import Course, Shift
from club.events.rules.times import from_key, wall
from club.events.service.changes import span
from club.events.service.rounds import ruled
from club.kit.errors import Invalid
from club.kit.words import gettext as _

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Case:
    """A series that changes.

    Args:
        series: its row, locked.
        night: the night that was edited.
        nights: every night that may move, locked.
        since: the first start of the old rule that changes.
        now: this moment.
    """

    series: Series
    night: Night
    nights: list[Night]
    since: datetime
    now: datetime

    def slot(self) -> datetime:
        """Return the start that the old rule gave the edited night."""
        return from_key(str(self.night.series_key))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the nights are to be.

    Args:
        change: their words, place and places.
        place_id: the row of the place.
        night_id: the night that was edited.
        starts: the start that the new rule gives that night.
        minutes: how long they last.
        timed: the times were changed; else each night keeps its own.
    """

    change: Change
    place_id: int | None
    night_id: int
    starts: datetime
    minutes: int
    timed: bool


def wanted(case: Case, change: Change, place_id: int | None) -> Wanted:
    """Return what the nights are to be; the edited one says whether and how their times change.

    Raises:
        Invalid: the time is not possible.
    """
    night = case.night
    new = span(night, change, case.now)
    if (new.starts_at, new.ends_at) == (night.starts_at, night.ends_at):
        minutes = case.series.minutes
        return Wanted(change, place_id, night.id, case.slot(), minutes, timed=False)
    starts = change.starts or wall(night.starts_at, night.zone)
    # As typed: on the night the clocks change, the others last as long as they seem to.
    lasts = change.ends - starts if change.ends else new.ends_at - new.starts_at
    minutes = min(lasts, LONGEST) // _MINUTE
    return Wanted(change, place_id, night.id, starts, minutes, timed=True)


def course(case: Case, rhythm: Rhythm | None, to: datetime) -> tuple[Rule, Course]:
    """Return the new rule, and where it takes the nights.

    Args:
        case: the series.
        rhythm: how it goes on; None leaves that as it is.
        to: the start that the new rule gives the edited night.

    Raises:
        Invalid: no series can meet so, or it would be over before the edited night.
    """
    was = case.series.rounds()
    asked = rhythm or rhythms.rhythm(was, last(was, case.series.begins()))
    rule = ruled(asked, was, case.slot(), to)
    shift = Shift(case.slot(), to, case.since, wall(case.now, case.series.zone))
    nights = [from_key(str(each.series_key)) for each in case.nights]
    goes = shifts.course(was, rule, shift, nights)
    if goes.moves[case.slot()] is None:
        raise Invalid(_("The series would be over before this night. Please write more."), "times")
    return rule, goes
