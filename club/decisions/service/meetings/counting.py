"""Whether a meeting is held: two who are there say how many they are, and who writes it down.

Nobody's name is asked for but the two who count and whoever writes the minutes. The record, which
is for ever, holds the number alone; who counted is forgotten once the minutes are fixed.
"""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import F

from club.decisions import queries
from club.decisions.messages import meetings as words
from club.decisions.models import Meeting
from club.decisions.rules.meetings import (
    SOON,
    Ending,
    Kind,
    can_be_counted,
    enough,
    second_day,
    too_early,
)
from club.decisions.service.meetings.calling import call_second
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _
from club.members import queries as members
from club.notices import service as notices


@dataclass(frozen=True, slots=True)
class Counted:
    """What came of a count.

    Args:
        held: enough were there.
        second: the meeting that is called because too few were; None if there is none.
    """

    held: bool
    second: Meeting | None = None


async def say_count(
    ref: str, member_id: int, present: int, recorder: int, *, now: datetime
) -> None:
    """Say how many are there, and whom they chose to write the minutes; a second one confirms.

    Whoever says it last is confirmed.

    Raises:
        NotFound: no such meeting.
        TooLate: it is not the hour of the meeting, or it is settled.
        Invalid: too few, and the time to wait is not over; or no such member to write.
    """
    async with transaction():
        meeting = await _begun(ref, now)
        clocks = await queries.clocks(now)
        starts_at = meeting.starts_at or now
        if too_early(present, meeting.needed, starts_at, clocks.wait, now):
            raise Invalid(
                _("Not enough are there yet. Wait {n} minutes, then count again.").format(
                    n=clocks.wait.seconds // 60
                ),
                "present",
            )
        writes = await members.person(recorder)
        if enough(present, meeting.needed) and writes is None:
            raise Invalid(_("Choose who writes the minutes."), "recorder")
        meeting.counted_by_id, meeting.present = member_id, present
        meeting.recorder_id = writes.id if writes else None
        await meeting.save()


async def count(ref: str, member_id: int, present: int, *, now: datetime) -> Counted:
    """Confirm how many are there; then the meeting is held, or put off once.

    Args:
        ref: the meeting.
        member_id: who confirms; another than who said it.
        present: the number they confirm.
        now: when.

    Raises:
        NotFound: no such meeting.
        NotAllowed: it is their own number.
        TooLate: it is not the hour of the meeting, it is settled, or another number was said.
    """
    async with transaction():
        meeting = await _begun(ref, now)
        if meeting.counted_by_id is None or meeting.present != present:
            raise TooLate(_("Another number was said meanwhile. Please look again."))
        if meeting.counted_by_id == member_id:
            raise NotAllowed(_("Another member confirms the number, not you."))
        if not enough(present, meeting.needed):
            return await _too_few(meeting, {"present": present}, now)
        await Meeting.filter(id=meeting.id).update(held_at=now, confirmed_by_id=member_id)
        numbers = {"present": present, "needed": meeting.needed}
        await journal.record("meeting_held", meeting.thing, by=None, now=now, **numbers)
        if meeting.recorder_id is not None:
            notice = words.writes(meeting.path, meeting.ref)
            await notices.post(notice, [meeting.recorder_id], now=now)
        return Counted(held=True)


async def give_up(meeting_id: int, *, now: datetime) -> Counted | None:
    """Put a meeting off, once, of which nobody said in time that it was held; None if settled.

    A number that nobody confirmed counts for nothing and stands nowhere.
    """
    async with transaction():
        going = queries.to_come().filter(id=meeting_id, starts_at__lte=now)
        if not await claim(going, revision=F("revision") + 1):
            return None
        return await _too_few(await Meeting.get(id=meeting_id), {}, now)


async def _too_few(meeting: Meeting, counted: dict[str, int], now: datetime) -> Counted:
    again = meeting.kind is not Kind.SECOND
    ending = Ending.ADJOURNED if again else Ending.FAILED
    await Meeting.filter(id=meeting.id).update(
        over_at=now,
        ending=ending,
        present=counted.get("present", 0),
        counted_by_id=None,
        recorder_id=None,
    )
    numbers = {**counted, "needed": meeting.needed}
    if not again:
        await journal.record("meeting_failed", meeting.thing, by=None, now=now, **numbers)
        return Counted(held=False)
    await journal.record("meeting_adjourned", meeting.thing, by=None, now=now, **numbers)
    clocks = await queries.clocks(now)
    starts_at = second_day(meeting.starts_at or now, clocks.adjourn, meeting.zone)
    while starts_at < now + SOON:  # nobody could come to a meeting that the clock calls too late
        starts_at = second_day(starts_at, clocks.adjourn, meeting.zone)
    return Counted(held=False, second=await call_second(meeting, starts_at, now=now))


async def _begun(ref: str, now: datetime) -> Meeting:
    going = queries.to_come().filter(ref=ref)
    if not await claim(going, revision=F("revision") + 1):
        if not await Meeting.filter(ref=ref).exists():
            raise NotFound
        raise TooLate(_("This has changed meanwhile. Please look at how it stands now."))
    meeting = await Meeting.get(ref=ref)
    if meeting.starts_at is None or not can_be_counted(meeting.starts_at, now):
        raise TooLate(_("It is not the hour of the meeting."))
    return meeting
