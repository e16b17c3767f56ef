"""Letting a calendar ask for a member's nights, and taking that back."""

from dataclasses import dataclass
from datetime import datetime

from club.events.models import CalToken
from club.events.rules.calendars import MOST_LINKS, Detail, Which
from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.tokens import digest, new_token
from club.kit.words import gettext as _
from club.members.models import Member


@dataclass(frozen=True, slots=True)
class CalendarWish:
    """A calendar as its owner wants it; ``label`` tells one phone from another."""

    label: str
    detail: Detail = Detail.NEUTRAL
    which: Which = Which.MINE


async def connect(wish: CalendarWish, member_id: int, *, now: datetime) -> str:
    """Let one more calendar ask; return its secret, which is not kept.

    Raises:
        TooLate: the member has as many as there may be, or has left.
    """
    token = new_token()
    async with transaction():
        # A write that changes nothing: it locks, so that two taps at once cannot both be the last.
        if not await claim(Member.filter(id=member_id, left_at=None), left_at=None):
            raise TooLate(_("You have left already."))
        if await CalToken.filter(member_id=member_id).count() >= MOST_LINKS:
            raise TooLate(_("You have ten calendar links. Please take one back first."))
        await CalToken.create(
            digest=digest(token),
            member_id=member_id,
            label=wish.label,
            detail=wish.detail,
            which=wish.which,
            created_at=now,
        )
    return token


async def disconnect(ref: str, member_id: int) -> None:
    """Take a calendar's link back; its next question finds nothing.

    Raises:
        NotFound: the member has no such link.
    """
    async with transaction():
        if not await CalToken.filter(ref=ref, member_id=member_id).delete():
            raise NotFound(_("There is no such link. It may be taken back already."))


async def forget_member(member_id: int) -> None:
    """Take back every calendar link of a member who leaves."""
    async with transaction():
        await CalToken.filter(member_id=member_id).delete()
