"""What a meeting talks about: points and decisions that members bring, until it goes out."""

import hashlib
from datetime import datetime

from tortoise.expressions import F

from club.decisions import queries
from club.decisions.messages import meetings as words
from club.decisions.models import AgendaPoint, Decision, Meeting
from club.decisions.rules.meetings import Kind
from club.decisions.rules.tallies import Json, stored
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound, TooLate
from club.kit.words import gettext as _
from club.members import queries as members
from club.notices import service as notices


async def add_point(ref: str, member_id: int, said: str, about: str, *, now: datetime) -> None:
    """Bring a point of one's own; a special meeting only talks about what it was not called for.

    Raises:
        NotFound: no such meeting.
        TooLate: the agenda is closed.
    """
    async with transaction():
        meeting = await _taking(ref, now)
        await AgendaPoint.create(
            meeting_id=meeting.id,
            author_id=member_id,
            words=said,
            about=about,
            business=meeting.kind is Kind.YEARLY,
        )


async def add_decision(ref: str, member_id: int, decision: str, *, now: datetime) -> None:
    """Put a question on the agenda that is not decided yet; twice counts once.

    It is voted on by its own rules and within its own hours; the meeting talks about it.

    Raises:
        NotFound: no such meeting.
        TooLate: the agenda is closed.
        Invalid: no such question for this member's eyes, or it is decided.
    """
    async with transaction():
        meeting = await _taking(ref, now)
        going = queries.visible(member_id).filter(ref=decision, closed_at=None, withdrawn_at=None)
        row = await going.exclude(agreed_at=None).get_or_none()
        if row is None:
            raise Invalid(_("Choose a question that is not decided yet."), "decision")
        if await AgendaPoint.filter(meeting_id=meeting.id, decision_id=row.id).exists():
            return
        await AgendaPoint.create(
            meeting_id=meeting.id,
            author_id=member_id,
            about="",
            decision_id=row.id,
            business=meeting.kind is Kind.YEARLY,
        )


async def drop_point(ref: str, point: str, member_id: int, *, now: datetime) -> None:
    """Take one's own point back; what a meeting was called for stays.

    Raises:
        NotFound: no such meeting, or no such point of this member.
        TooLate: the agenda is closed.
    """
    async with transaction():
        meeting = await _taking(ref, now)
        mine = AgendaPoint.filter(meeting_id=meeting.id, ref=point, author_id=member_id)
        if meeting.kind is Kind.SPECIAL:
            mine = mine.filter(business=False)
        if not await mine.delete():
            raise NotFound


async def send_agenda(meeting_id: int, *, now: datetime) -> bool:
    """Send an agenda out, once: from then on it stands, and the record binds its words."""
    async with transaction():
        due = queries.to_come().filter(id=meeting_id, agenda_at=None, closes_at__lte=now)
        if not await claim(due, agenda_at=now):
            return False
        meeting = await Meeting.get(id=meeting_id)
        for earlier in await queries.unfixed().exclude(id=meeting_id).order_by("held_at"):
            await AgendaPoint.create(
                meeting_id=meeting_id, about="", minutes_of_id=earlier.id, business=True
            )
        rows = await queries.points(meeting_id)
        lines: list[Json] = [
            [row.words, row.about, _ref(row.decision), _ref(row.minutes_of)] for row in rows
        ]
        whole = hashlib.sha256(stored({"points": lines}).encode()).hexdigest()
        await journal.record(
            "agenda", meeting.thing, by=None, now=now, points=len(rows), sha256=whole
        )
        if meeting.kind is not Kind.SECOND:  # its call has just told them, with the same points
            notice = words.agenda(meeting.path, meeting.ref, meeting.starts_at)
            await notices.post(notice, await members.present_ids(), now=now)
        return True


def _ref(row: Decision | Meeting | None) -> str:
    return row.ref if row else ""


async def _taking(ref: str, now: datetime) -> Meeting:
    """Lock a meeting whose agenda is open.

    Raises:
        NotFound: no such meeting.
        TooLate: it is not called yet, or its agenda is closed.
    """
    going = queries.to_come().filter(ref=ref, agenda_at=None, closes_at__gt=now)
    if not await claim(going, revision=F("revision") + 1):
        if not await Meeting.filter(ref=ref).exists():
            raise NotFound
        raise TooLate(_("No more points come in for this meeting. They wait for the next."))
    return await Meeting.get(ref=ref)
