"""The minutes: written by whoever was chosen at the meeting, read and corrected by all."""

import hashlib
from datetime import datetime

from tortoise.expressions import F, Q

from club.decisions.messages import meetings as words
from club.decisions.models import Correction, Meeting, Minutes
from club.kit.db import claim, transaction
from club.kit.errors import NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _
from club.members import queries as members
from club.notices import service as notices


async def write(
    ref: str, member_id: int, said: str, base: int, *, propose: bool, now: datetime
) -> None:
    """Write the minutes, or the next version of them.

    Args:
        ref: the meeting.
        member_id: whoever was chosen to write them.
        said: the words.
        base: the version they started from; 0 for the first.
        propose: show it to all members, who can correct it from then on.
        now: when.

    Raises:
        NotFound: no such meeting, or it was not held.
        NotAllowed: somebody else writes.
        TooLate: another version came in meanwhile, or the minutes are fixed.
    """
    async with transaction():
        meeting = await _held(ref)
        if meeting.recorder_id != member_id:
            raise NotAllowed(_("Whoever was chosen at the meeting writes the minutes."))
        if meeting.minutes_n != base:
            raise TooLate(_("There is a newer version. Please look at it first."))
        seal = hashlib.sha256(said.encode()).hexdigest()
        await Minutes.create(
            meeting_id=meeting.id,
            n=base + 1,
            words=said,
            author_id=member_id,
            written_at=now,
            sha256=seal,
        )
        first = propose and meeting.proposed_at is None
        shown = now if first else meeting.proposed_at
        await Meeting.filter(id=meeting.id).update(
            minutes_n=base + 1, proposed_at=shown, agreed_by_id=None
        )
        if first:
            notice = words.proposed(meeting.path, meeting.ref)
            await notices.post(notice, await members.present_ids(), now=now)


async def correct(ref: str, member_id: int, said: str, *, now: datetime) -> None:
    """Say what one would put otherwise; whoever writes takes it up, or the next meeting settles it.

    Raises:
        NotFound: no such minutes that members can read.
        TooLate: they are fixed.
    """
    async with transaction():
        meeting = await _held(ref)
        if meeting.proposed_at is None:
            raise NotFound
        await Correction.create(
            meeting_id=meeting.id,
            author_id=member_id,
            n=meeting.minutes_n,
            words=said,
            said_at=now,
        )
        if meeting.recorder_id not in {None, member_id}:
            notice = words.corrected(meeting.path, meeting.ref, meeting.minutes_n)
            await notices.post(notice, [meeting.recorder_id], now=now)


async def hand_back(ref: str, member_id: int) -> None:
    """No longer write the minutes; what is written stays, and another member takes it on.

    Raises:
        NotFound: no such meeting, or this member does not write its minutes.
        TooLate: they are fixed.
    """
    async with transaction():
        meeting = await _held(ref)
        mine = Meeting.filter(id=meeting.id, recorder_id=member_id)
        if not await claim(mine, recorder_id=None, revision=F("revision") + 1):
            raise NotFound


async def take_over(ref: str, member_id: int) -> None:
    """Write the minutes that nobody writes: handed back, or whoever wrote them has left.

    Raises:
        NotFound: no such meeting, or it was not held.
        TooLate: somebody writes them, or they are fixed.
    """
    async with transaction():
        meeting = await _held(ref)
        nobody = Q(recorder_id=None) | Q(recorder_id__not_in=await members.present_ids())
        free = Meeting.filter(nobody, id=meeting.id)
        if not await claim(free, recorder_id=member_id, reminded_at=None):
            raise TooLate(_("Somebody writes these minutes."))


async def remind_recorder(meeting_id: int, *, now: datetime) -> bool:
    """Remind whoever writes, once, that the minutes were to be out by now."""
    async with transaction():
        late = Meeting.filter(id=meeting_id, proposed_at=None, reminded_at=None)
        if not await claim(late.exclude(held_at=None), reminded_at=now):
            return False
        meeting = await Meeting.get(id=meeting_id)
        if meeting.recorder_id is None:
            return False
        notice = words.late(meeting.path, meeting.ref)
        await notices.post(notice, [meeting.recorder_id], now=now)
        return True


async def _held(ref: str) -> Meeting:
    """Lock a meeting whose minutes are not fixed.

    Raises:
        NotFound: no such meeting, or it was not held.
        TooLate: its minutes are fixed.
    """
    open_still = Meeting.filter(ref=ref, fixed_at=None).exclude(held_at=None)
    if not await claim(open_still, revision=F("revision") + 1):
        if not await Meeting.filter(ref=ref).exclude(held_at=None).exists():
            raise NotFound
        raise TooLate(_("These minutes are fixed. Nothing in them changes any more."))
    return await Meeting.get(ref=ref)
