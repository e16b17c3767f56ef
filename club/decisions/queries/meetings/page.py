"""One meeting, from the first who asks for it until it is over."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from club.charter import queries as charter
from club.charter.rules import Charter
from club.decisions.models import AgendaPoint, Meeting, MeetingCaller
from club.decisions.queries import assembly
from club.decisions.queries.meetings.index import COMING, GOING, minutes_are
from club.decisions.queries.meetings.shapes import Asking, Attendance, MeetingPage, Point
from club.decisions.queries.rows import visible
from club.decisions.queries.rulebook import electors
from club.decisions.rules.meetings import (
    Clocks,
    Stage,
    callers_needed,
    can_be_counted,
    may_set_day,
    stage,
)
from club.kit.errors import NotFound
from club.members import queries as members
from club.members.rules import Person

_SHOWN = 30


async def meeting_page(ref: str, member_id: int, *, now: datetime) -> MeetingPage:
    """Return the page of a meeting.

    Raises:
        NotFound: no such meeting.
    """
    row = await Meeting.get_or_none(ref=ref)
    if row is None:
        raise NotFound
    rules = await charter.in_force(now)
    clocks = assembly.clocks_of(rules)
    at = stage(row.moments(), clocks.callers, now)
    callers = await MeetingCaller.filter(meeting_id=row.id).order_by("id")
    points = await assembly.points(row.id)
    counts = at in COMING and row.starts_at is not None and can_be_counted(row.starts_at, now)
    known = await members.people(_named(row, callers, points))
    takes = at is Stage.CALLED and row.closes_at is not None and now < row.closes_at
    asking = None
    if at in GOING:
        who = {each.member_id: known.get(each.member_id) for each in callers}
        asking = await _asking(row, rules, who, member_id, now)
    return MeetingPage(
        ref=row.ref,
        href=row.path,
        kind=row.kind,
        stage=at,
        purpose=row.purpose,
        about=row.about,
        proposer=known.get(row.proposer_id or 0),
        asking=asking,
        notice_days=clocks.notice.days,
        starts_at=row.starts_at,
        place=row.place,
        night=f"/e/{row.night}" if row.night else "",
        needed=row.needed,
        present=row.present,
        counted=()
        if at in COMING
        else assembly.those(known, row.counted_by_id, row.confirmed_by_id),
        closes_at=row.closes_at,
        takes_points=takes,
        questions=await _questions(member_id) if takes else (),
        points=tuple(_point(each, known, member_id) for each in points),
        attendance=await _attendance(row, clocks, known, member_id) if counts else None,
        recorder=known.get(row.recorder_id or 0),
        minutes=minutes_are(row),
        other=await _other(row, at),
    )


def _named(
    row: Meeting, callers: Sequence[MeetingCaller], points: Sequence[AgendaPoint]
) -> set[int]:
    named = {row.proposer_id, row.recorder_id, row.counted_by_id, row.confirmed_by_id}
    named |= {each.member_id for each in callers}
    named |= {each.author_id for each in points}
    return {each for each in named if each is not None}


async def _asking(
    row: Meeting,
    rules: Charter,
    callers: Mapping[int, Person | None],
    member_id: int,
    now: datetime,
) -> Asking:
    clocks = assembly.clocks_of(rules)
    voters = {voter.member_id for voter in await electors(now)}
    percent, fewest = rules.whole("egm.requisition"), rules.whole("egm.requisition_least")
    mine = member_id in callers
    may_set = row.asked_at is not None and may_set_day(
        row.asked_at,
        clocks,
        now,
        committee=await assembly.on_committee(member_id, now),
        caller=mine,
    )
    return Asking(
        people=tuple(each for each in callers.values() if each),
        needed=callers_needed(len(voters), percent, fewest),
        mine=mine,
        may=row.asked_at is None and not mine and member_id in voters,
        may_set=may_set,
        committee_until=row.asked_at + clocks.committee if row.asked_at else None,
        until=row.asked_at + clocks.callers if row.asked_at else None,
    )


async def _questions(member_id: int) -> tuple[tuple[str, str], ...]:
    going = visible(member_id).filter(closed_at=None, withdrawn_at=None).exclude(agreed_at=None)
    rows = await going.order_by("-id").limit(_SHOWN).only("ref", "question")
    return tuple((row.ref, row.question) for row in rows)


def _point(row: AgendaPoint, known: Mapping[int, Person], member_id: int) -> Point:
    words, href = row.words, ""
    if row.decision is not None:
        words, href = row.decision.question, row.decision.path
    if row.minutes_of is not None:
        words, href = row.minutes_of.purpose, f"{row.minutes_of.path}/minutes"
    return Point(
        ref=row.ref,
        words=words,
        about=row.about,
        business=row.business,
        person=known.get(row.author_id or 0),
        href=href,
        minutes=row.minutes_of is not None,
        mine=row.author_id == member_id,
    )


async def _attendance(
    row: Meeting, clocks: Clocks, known: Mapping[int, Person], member_id: int
) -> Attendance:
    people = await members.everybody(member_id)
    return Attendance(
        wait=clocks.wait.seconds // 60,
        present=row.present,
        said_by=known.get(row.counted_by_id or 0),
        recorder=known.get(row.recorder_id or 0),
        mine=row.counted_by_id == member_id,
        people=tuple((each.ref, f"{each.name} {each.word}") for each in people),
    )


async def _other(row: Meeting, at: Stage) -> str:
    if row.put_off_id is not None:
        before = await Meeting.get(id=row.put_off_id)
        return before.path
    second = await Meeting.get_or_none(put_off_id=row.id) if at is Stage.ADJOURNED else None
    return second.path if second else ""
