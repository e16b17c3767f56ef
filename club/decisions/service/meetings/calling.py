"""Calling a meeting: its day, its notice to all, and how many must be there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.expressions import F

from club.charter import queries as charter
from club.decisions import queries
from club.decisions.messages import meetings as words
from club.decisions.models import AgendaPoint, Meeting, MeetingCaller
from club.decisions.rules.meetings import (
    Kind,
    Stage,
    closes,
    instant,
    latest_day,
    may_set_day,
    only_by_many,
    quorum,
    stage,
)
from club.journal import service as journal
from club.journal.rules import stamp
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _
from club.members import queries as members
from club.notices import service as notices


@dataclass(frozen=True, slots=True)
class Day:
    """When and where a meeting is; the time is by the clock on the club's wall."""

    starts: datetime
    place: str


async def set_day(ref: str, member_id: int, day: Day, *, now: datetime) -> Meeting:
    """Set the day of a meeting that was asked for, and tell all members.

    The committee has the first turn. If it lets its time go by, those who asked may do it.

    Raises:
        NotFound: no such meeting.
        NotAllowed: neither on the committee, nor one of those who asked and may now.
        TooLate: it is called already, or the time for it is over.
        Invalid: too soon for the notice, or later than it may be.
    """
    async with transaction():
        due = Meeting.filter(ref=ref, called_at=None, withdrawn_at=None).exclude(asked_at=None)
        if not await claim(due, revision=F("revision") + 1):
            raise await _missed(ref)
        meeting = await Meeting.get(ref=ref)
        clocks = await queries.clocks(now)
        if meeting.asked_at is None or stage(meeting.moments(), clocks.callers, now) != Stage.DUE:
            raise TooLate(_("The time to set a day is over. You can ask for a meeting again."))
        asked = MeetingCaller.filter(meeting_id=meeting.id, member_id=member_id)
        committee, caller = await queries.on_committee(member_id, now), await asked.exists()
        if not may_set_day(meeting.asked_at, clocks, now, committee=committee, caller=caller):
            raise NotAllowed(_("The committee sets the day first, then those who asked."))
        latest = latest_day(meeting.asked_at, clocks, now)
        return await _call(meeting, member_id, day, (clocks.notice, latest), now=now)


async def call_yearly(member_id: int, purpose: str, day: Day, *, now: datetime) -> Meeting:
    """Call the yearly meeting; the committee does.

    Raises:
        NotAllowed: not on the committee.
        Invalid: too soon for its notice, or more than a year ahead.
    """
    async with transaction():
        meeting = await Meeting.create(
            kind=Kind.YEARLY, purpose=purpose, about="", proposer_id=member_id, created_at=now
        )
        if not await queries.on_committee(member_id, now):
            raise NotAllowed(_("The committee calls the yearly meeting. You can ask for one."))
        notice = (await queries.clocks(now)).yearly_notice
        latest = now + timedelta(days=366)
        return await _call(meeting, member_id, day, (notice, latest), now=now)


async def call_second(first: Meeting, starts_at: datetime, *, now: datetime) -> Meeting:
    """Call the second meeting, which fewer may hold: same words, same place, same points.

    What changes rules or removes people waits for a meeting that enough come to. Belongs inside
    the act that finds that too few were there.
    """
    rules = await charter.in_force(now)
    fewest = min(rules.whole("quorum.adjourn_least"), first.needed)
    second = await Meeting.create(
        kind=Kind.SECOND,
        purpose=first.purpose,
        about=first.about,
        proposer_id=first.proposer_id,
        put_off_id=first.id,
        created_at=now,
        called_at=now,
        called_by_id=first.called_by_id,
        starts_at=starts_at,
        closes_at=now,
        zone=first.zone,
        place=first.place,
        needed=fewest,
    )
    for point in await queries.points(first.id):
        # Minutes that wait come onto every agenda by themselves when it goes out.
        later = point.decision is not None and only_by_many(point.decision.kind)
        if point.minutes_of_id is None and not later:
            await AgendaPoint.create(
                meeting_id=second.id,
                author_id=point.author_id,
                words=point.words,
                about=point.about,
                business=point.business,
                decision_id=point.decision_id,
            )
    await _tell(second, now)
    return second


async def note_night(meeting_id: int, night: str) -> None:
    """Write down which night of the calendar a meeting is."""
    async with transaction():
        await Meeting.filter(id=meeting_id).update(night=night)


async def _call(
    meeting: Meeting,
    member_id: int,
    day: Day,
    between: tuple[timedelta, datetime],
    *,
    now: datetime,
) -> Meeting:
    rules, clocks = await charter.in_force(now), await queries.clocks(now)
    meeting.zone = rules.word("club.zone")
    starts_at = instant(day.starts, meeting.zone)
    notice, latest = between
    if starts_at < now + notice:
        raise Invalid(
            _("All members must hear of it {n} days before. Choose a later day.").format(
                n=notice.days
            ),
            "starts",
        )
    if starts_at > latest:
        raise Invalid(_("This is later than a meeting may be. Choose an earlier day."), "starts")
    percent, fewest = rules.whole("quorum.meeting"), rules.whole("quorum.meeting_least")
    meeting.called_at, meeting.called_by_id = now, member_id
    meeting.starts_at, meeting.place = starts_at, day.place
    meeting.closes_at = closes(starts_at, now, clocks)
    meeting.needed = quorum(await members.voters_about(now), percent, fewest)
    await meeting.save()
    await _tell(meeting, now)
    return meeting


async def _tell(meeting: Meeting, now: datetime) -> None:
    """Record that a meeting is called, and tell everybody, whether they have a vote or not."""
    await journal.record(
        "meeting_called",
        meeting.thing,
        by=meeting.called_by_id if meeting.kind is not Kind.SECOND else None,
        now=now,
        starts=stamp(meeting.starts_at or now),
        needed=meeting.needed,
        second=meeting.kind is Kind.SECOND,
    )
    everybody = await members.present_ids()
    notice = words.called(meeting.path, meeting.ref, meeting.starts_at)
    await notices.post(notice, everybody, now=now)


async def _missed(ref: str) -> NotFound | TooLate:
    if not await Meeting.filter(ref=ref).exists():
        return NotFound()
    return TooLate(_("This has changed meanwhile. Please look at how it stands now."))
