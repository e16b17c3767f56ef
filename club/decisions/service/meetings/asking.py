"""Asking for a meeting: enough members together can, without anybody's leave."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import F
from tortoise.queryset import QuerySet

from club.charter import queries as charter
from club.decisions import queries
from club.decisions.messages import meetings as words
from club.decisions.models import AgendaPoint, Meeting, MeetingCaller
from club.decisions.rules.meetings import GATHERING, Kind, callers_needed
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices


@dataclass(frozen=True, slots=True)
class Asked:
    """What a meeting is asked for.

    Args:
        purpose: in one line.
        about: why.
        points: what it is to talk about and to do; from now on nobody changes that.
    """

    purpose: str
    about: str = ""
    points: tuple[str, ...] = ()


async def ask(member_id: int, asked: Asked, *, now: datetime) -> str:
    """Ask for a meeting of all members, and be the first to do so; return its public name.

    Raises:
        NotAllowed: no vote yet.
    """
    async with transaction():
        meeting = await Meeting.create(
            kind=Kind.SPECIAL,
            purpose=asked.purpose,
            about=asked.about,
            proposer_id=member_id,
            created_at=now,
        )
        for each in asked.points or (asked.purpose,):
            await AgendaPoint.create(
                meeting_id=meeting.id, author_id=member_id, words=each, about="", business=True
            )
        await _join(meeting, member_id, now)
        return meeting.ref


async def join_in(ref: str, member_id: int, *, now: datetime) -> bool:
    """Ask for the same meeting; true if enough do now. Asking twice counts once.

    Raises:
        NotFound: no such meeting.
        NotAllowed: no vote yet.
        TooLate: enough have asked already, or the time for it is over.
    """
    async with transaction():
        if not await claim(_gathering(ref, now), revision=F("revision") + 1):
            raise await _missed(ref)
        meeting = await Meeting.get(ref=ref)
        if await MeetingCaller.filter(meeting_id=meeting.id, member_id=member_id).exists():
            return False
        return await _join(meeting, member_id, now)


async def leave_out(ref: str, member_id: int, *, now: datetime) -> None:
    """No longer ask for a meeting; if whoever brought it does so, it is taken back.

    Raises:
        NotFound: no such meeting, or this member does not ask for it.
        TooLate: enough have asked already, or the time for it is over.
    """
    async with transaction():
        if not await claim(_gathering(ref, now), revision=F("revision") + 1):
            raise await _missed(ref)
        meeting = await Meeting.get(ref=ref)
        mine = MeetingCaller.filter(meeting_id=meeting.id, member_id=member_id)
        if not await mine.delete():
            raise NotFound
        if meeting.proposer_id == member_id:
            await Meeting.filter(id=meeting.id).update(withdrawn_at=now)


async def _join(meeting: Meeting, member_id: int, now: datetime) -> bool:
    voters = {voter.member_id for voter in await queries.electors(now)}
    if member_id not in voters:
        raise NotAllowed(_("You can ask for a meeting as soon as you have a vote."))
    await MeetingCaller.create(meeting_id=meeting.id, member_id=member_id, at=now)
    rules = await charter.in_force(now)
    percent, fewest = rules.whole("egm.requisition"), rules.whole("egm.requisition_least")
    rows = await MeetingCaller.filter(meeting_id=meeting.id).only("member_id")
    callers = {row.member_id for row in rows} & voters
    if len(callers) < callers_needed(len(voters), percent, fewest):
        return False
    await Meeting.filter(id=meeting.id).update(asked_at=now)
    await journal.record("meeting_asked", meeting.thing, by=None, now=now, callers=len(callers))
    told = {*await queries.committee(now), *callers}
    await notices.post(words.asked(meeting.path, meeting.ref), sorted(told), now=now)
    return True


def _gathering(ref: str, now: datetime) -> QuerySet[Meeting]:
    asking = Meeting.filter(ref=ref, kind=Kind.SPECIAL, asked_at=None, withdrawn_at=None)
    return asking.filter(created_at__gt=now - GATHERING)


async def _missed(ref: str) -> NotFound | TooLate:
    if not await Meeting.filter(ref=ref).exists():
        return NotFound()
    return TooLate(_("This has changed meanwhile. Please look at how it stands now."))
