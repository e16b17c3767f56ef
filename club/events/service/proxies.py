"""Answering for another who asked for it, and taking that trust back."""

from collections.abc import Collection
from datetime import datetime

from tortoise.expressions import F

from club.events import messages
from club.events.messages import queue as words
from club.events.models import Night, Proxy
from club.events.queries import seats
from club.events.queries.trust import may_answer
from club.events.rules.answered import Answered
from club.events.rules.seats import Want
from club.events.rules.wishes import Via
from club.events.service.answers import answer
from club.events.service.terms import Details
from club.kit.db import transaction
from club.kit.errors import Invalid, NotAllowed, NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.models import Member
from club.notices import service as notices

MOST = 3
"""How many may answer for one member."""


async def trust(member_id: int, proxy_ref: str, *, now: datetime) -> None:
    """Let somebody answer for a member.

    Raises:
        Invalid: this is nobody on the member's list, the member themself, or one more than three.
    """
    proxy = await members.by_ref(proxy_ref)
    if proxy is None or proxy.id == member_id:
        raise _not_on_the_list()
    async with transaction():
        # Their own row is locked first, so that two taps at once cannot both be the third.
        await Member.filter(id=member_id).update(came_before=F("came_before"))
        if proxy.id in await members.hidden_from(member_id):
            raise _not_on_the_list()
        row, _new = await Proxy.update_or_create(
            {"said_at": now}, member_id=member_id, proxy_id=proxy.id
        )
        if await Proxy.filter(member_id=member_id).exclude(id=row.id).count() >= MOST:
            raise Invalid(_("Three people may answer for you. Take one back first."), "member")


async def end_trust(member_id: int, proxy_ref: str) -> None:
    """Take back that somebody may answer for a member; nobody is told."""
    async with transaction():
        await Proxy.filter(member_id=member_id, proxy__ref=proxy_ref).delete()


async def part(one_id: int, other_id: int) -> None:
    """Let neither of two members answer for the other, in the transaction of their parting."""
    await Proxy.filter(member_id=one_id, proxy_id=other_id).delete()
    await Proxy.filter(member_id=other_id, proxy_id=one_id).delete()


async def answer_for(
    night_ref: str, proxy_id: int, member_ref: str, want: Want, *, now: datetime
) -> Answered:
    """Answer for another, and tell both.

    Raises:
        NotFound: there is no such night.
        NotAllowed: the other never said so, or has taken it back.
        TooLate: the night takes no more answers.
    """
    member = await members.by_ref(member_ref)
    if member is None or not await may_answer(member.id, proxy_id):
        raise NotAllowed(_("This member has not asked you to answer for them."))
    async with transaction():
        said = await answer(
            night_ref, member.id, want, Details(via=Via.PROXY, proxy_id=proxy_id), now=now
        )
        if not await may_answer(member.id, proxy_id):
            raise NotAllowed(_("This member has not asked you to answer for them."))
        await _tell(night_ref, (member.id, proxy_id), now)
        return said


async def said_for(
    night_ref: str, proxy_id: int, member_ref: str, *, now: datetime
) -> Answered | None:
    """Return what the answer of another is now; None if it is not theirs to know any more."""
    member = await members.by_ref(member_ref)
    if member is None or not await may_answer(member.id, proxy_id):
        return None
    return await seats.stands(night_ref, member.id, now=now)


def _not_on_the_list() -> Invalid:
    return Invalid(_("Please choose a member from the list."), "member")


async def _tell(night_ref: str, both: Collection[int], now: datetime) -> None:
    night = await Night.get_or_none(ref=night_ref)
    if night is None:
        raise NotFound
    told = messages.Told(night.ref, night.title, night.starts_at)
    await notices.post(words.answered_for(told), both, now=now)
