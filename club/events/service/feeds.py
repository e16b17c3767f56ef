"""Letting a calendar ask for a member's nights, and taking that back."""

from dataclasses import dataclass
from datetime import date, datetime

from tortoise.expressions import Q

from club.events.models import CalToken
from club.events.rules.calendars import MOST_LINKS, Detail, Which
from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.tokens import digest, new_token
from club.kit.words import gettext as _
from club.members.models import Member

_heard: dict[str, date] = {}
"""On which day each calendar last asked this process, until that is written down."""


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


def hear(ref: str, *, now: datetime) -> None:
    """Remember that a calendar asks today; the question itself writes nothing."""
    _heard[ref] = now.date()


async def write_down_heard() -> int:
    """Write down on which day calendars last asked; no hour, and each day once.

    Return for how many that is news.
    """
    heard, news = dict(_heard), 0
    for day in sorted(set(heard.values())):
        new = Q(last_read=None) | Q(last_read__lt=day)
        async with transaction():
            asked = [ref for ref, on in heard.items() if on == day]
            news += await CalToken.filter(new, ref__in=asked).update(last_read=day)
    for ref, day in heard.items():
        # What was heard meanwhile stays for the next time.
        if _heard.get(ref) == day:
            del _heard[ref]
    return news


async def forget_member(member_id: int) -> None:
    """Take back every calendar link of a member who leaves."""
    async with transaction():
        await CalToken.filter(member_id=member_id).delete()
