"""Minutes are fixed: a later meeting agreed to them, two members say so, the record binds them.

With that the last names of who was there are forgotten; that of whoever wrote stays with the words.
"""

from datetime import datetime

from tortoise.expressions import F

from club.decisions import queries
from club.decisions.models import Meeting, Minutes
from club.decisions.rules.meetings import NAMES_FOR
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _


async def say_agreed(ref: str, member_id: int, version: int) -> None:
    """Say that a later meeting agreed to these minutes; another member confirms it.

    Args:
        ref: the meeting whose minutes they are.
        member_id: who says so.
        version: the version that was read out there.

    Raises:
        NotFound: no such minutes that members can read.
        TooLate: no later meeting was held, they have changed since, or they are fixed.
    """
    async with transaction():
        meeting = (await _readable(ref, version))[0]
        await Meeting.filter(id=meeting.id).update(agreed_by_id=member_id)


async def agree(ref: str, member_id: int, version: int, *, now: datetime) -> None:
    """Confirm that a later meeting agreed to these minutes: from then on nothing in them changes.

    Raises:
        NotFound: no such minutes that members can read.
        NotAllowed: it is their own word.
        TooLate: no later meeting was held, they have changed since, nobody said so, or they are
            fixed.
    """
    async with transaction():
        meeting, later = await _readable(ref, version)
        if meeting.agreed_by_id is None:
            raise TooLate(_("They have changed meanwhile. Please read them again."))
        if meeting.agreed_by_id == member_id:
            raise NotAllowed(_("Another member confirms this, not you."))
        await Meeting.filter(id=meeting.id).update(
            fixed_at=now,
            fixed_in_id=later.id,
            fixed_by_id=member_id,
            counted_by_id=None,
            confirmed_by_id=None,
            recorder_id=None,
        )
        earlier = Meeting.filter(fixed_in_id=meeting.id)
        await earlier.update(agreed_by_id=None, fixed_by_id=None)
        row = await Minutes.get(meeting_id=meeting.id, n=version)
        await journal.record(
            "minutes",
            meeting.thing,
            by=None,
            now=now,
            version=version,
            sha256=row.sha256,
            agreed_in=later.thing,
        )


async def forget_names(*, now: datetime) -> int:
    """Forget who counted, and who said that minutes were agreed to, where nobody fixed the rest."""
    async with transaction():
        counted = Meeting.filter(held_at__lte=now - NAMES_FOR).exclude(counted_by_id=None)
        said = Meeting.filter(fixed_at__lte=now - NAMES_FOR).exclude(fixed_by_id=None)
        forgotten = await counted.update(counted_by_id=None, confirmed_by_id=None)
        return forgotten + await said.update(agreed_by_id=None, fixed_by_id=None)


async def _readable(ref: str, version: int) -> tuple[Meeting, Meeting]:
    shown = Meeting.filter(ref=ref).exclude(held_at=None).exclude(proposed_at=None)
    if not await claim(shown.filter(fixed_at=None), revision=F("revision") + 1):
        if not await shown.exists():
            raise NotFound
        raise TooLate(_("These minutes are fixed. Nothing in them changes any more."))
    meeting = await Meeting.get(ref=ref)
    later = await queries.later_meeting(meeting)
    if later is None:
        raise TooLate(_("The next meeting agrees to these minutes. It was not held yet."))
    if meeting.minutes_n != version:
        raise TooLate(_("They have changed meanwhile. Please read them again."))
    return meeting, later
