"""Saying yes to somebody who asks to be met, and what the clock does for those who wait."""

from datetime import datetime

from tortoise.expressions import F

from club.charter import queries as charter
from club.events.messages import meeting as words
from club.events.models import MeetRequest, Night
from club.events.queries import meeting as queries
from club.events.service import telling
from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices

_LIMITS = "welcome.max_per_night", "buddy.max_open"


async def take(night_ref: str, ref: str, member_id: int, sign: str, *, now: datetime) -> None:
    """Say yes to somebody who asks to be met.

    Raises:
        NotFound: there is no such request.
        TooLate: somebody else said yes, the night is off or over, or this member meets as many
            new people as the club allows, that night or in all.
    """
    charter_now = await charter.in_force(now)
    a_night, in_all = (charter_now.whole(each) for each in _LIMITS)
    async with transaction():
        ahead = Night.filter(ref=night_ref, cancelled_at=None, ends_at__gt=now)
        if not await claim(ahead, here=F("here")):
            raise TooLate(_("This night is over, or was called off."))
        rows = MeetRequest.filter(night__ref=night_ref)
        row = await rows.get_or_none(ref=ref)
        if row is None or row.passed_over == member_id:
            raise NotFound(_("This person does not ask any more."))
        if row.taker_id not in {None, member_id}:
            raise TooLate(_("Somebody else has said yes already."))
        if row.taker_id is None:
            await _refuse_a_load(night_ref, member_id, a_night, in_all, now)
        await MeetRequest.filter(id=row.id).update(taker_id=member_id, sign=sign)


async def _refuse_a_load(
    night_ref: str, member_id: int, a_night: int, in_all: int, now: datetime
) -> None:
    """Keep welcoming light: nobody looks out for more new people than the club has agreed."""
    mine = MeetRequest.filter(taker_id=member_id, night__ends_at__gt=now)
    if await mine.filter(night__ref=night_ref).count() >= a_night:
        raise TooLate(_("You have said yes to somebody new that night. One is enough."))
    if await mine.count() >= in_all:
        raise TooLate(_("You look out for enough new people already. Let somebody else say yes."))


async def give_back(night_ref: str, ref: str, member_id: int, *, now: datetime) -> None:
    """Say that one cannot meet somebody after all; the others are told that they still ask.

    Raises:
        NotFound: this member had not said yes to them.
    """
    async with transaction():
        mine = MeetRequest.filter(ref=ref, taker_id=member_id)
        if not await claim(mine, taker_id=None, sign="", warned_at=None):
            raise NotFound(_("This person does not ask any more."))
        await telling.tell_door(await Night.get(ref=night_ref), member_id, now)


async def warn(request_id: int, *, now: datetime) -> bool:
    """Tell a night's people, a day before, that nobody has said yes; true if that was due."""
    async with transaction():
        waiting = MeetRequest.filter(id=request_id, taker_id=None, warned_at=None)
        if not await claim(waiting, warned_at=now):
            return False
        row = await MeetRequest.get(id=request_id).select_related("night")
        who = await queries.nights_people(row.night_id, without=row.passed_over, now=now)
        await notices.post(words.waits(telling.told(row.night), row.ref), who, now=now)
        return True


async def forget(request_id: int) -> int:
    """Forget a request a week after its night."""
    async with transaction():
        return await MeetRequest.filter(id=request_id).delete()


async def let_go(member_id: int) -> None:
    """Let others meet those to whom a member has said yes: they have left."""
    theirs = MeetRequest.filter(taker_id=member_id)
    await theirs.update(taker_id=None, sign="", warned_at=None)
    await MeetRequest.filter(passed_over=member_id).update(passed_over=None)
