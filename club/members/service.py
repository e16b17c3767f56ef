"""Acts on a member's own row; the journeys above do the rest of joining and leaving."""

import secrets
from collections.abc import Collection
from datetime import datetime

from tortoise.expressions import F, Q
from tortoise.queryset import QuerySet

from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound
from club.kit.words import gettext as _
from club.members import rules
from club.members.models import Block, Member

ERASED = ""
UNMARKED = ""


async def welcome(name: str, *, voting_from: datetime, now: datetime) -> Member:
    """Make somebody a member, with a colour and a word that tell them from others of the name.

    Args:
        name: the name they chose.
        now: when they joined.
        voting_from: when they may vote: founders at once, others after the charter's wait.

    Raises:
        Invalid: 512 members bear this name already.
    """
    async with transaction():
        member = await Member.create(
            name=name,
            colour=UNMARKED,
            word=secrets.token_hex(6),
            joined_at=now,
            voting_from=voting_from,
            sign_of_life=rules.month(now),
        )
        return await _mark(member)


async def rename(member_id: int, name: str) -> None:
    """Call a member by another name from now on.

    Raises:
        NotFound: they have left.
        Invalid: 512 members bear this name already.
    """
    async with transaction():
        if not await claim(_present(member_id), name=name, colour=UNMARKED, word=str(member_id)):
            raise NotFound
        await _mark(await Member.get(id=member_id))


async def pause(member_id: int, *, now: datetime) -> bool:
    """Stop what the club sends to a member, for as long as they like; false if it was stopped."""
    async with transaction():
        return await claim(_present(member_id).filter(paused_at=None), paused_at=now)


async def resume(member_id: int) -> bool:
    """Let the club send again; false if it was not stopped."""
    async with transaction():
        return await claim(_present(member_id).filter(paused_at__isnull=False), paused_at=None)


async def leave(member_id: int, *, now: datetime) -> bool:
    """Take a member off the club's list and forget their name; false if they had left.

    The row stays as a number, because decisions and the record point at it; it names nobody.
    """
    async with transaction():
        left = await claim(
            _present(member_id), left_at=now, name=ERASED, colour=ERASED, word=str(member_id)
        )
        if left:
            await Block.filter(Q(member_id=member_id) | Q(other_id=member_id)).delete()
        return left


async def block(member_id: int, other_id: int, *, now: datetime) -> bool:
    """Hide two members from each other at the wish of the first; false if that stood already.

    Nobody is told and the record says nothing: all read it, and it is theirs alone. Both members
    stay locked until the transaction ends, so that nothing can begin between them meanwhile.

    Raises:
        Invalid: they chose themself, or nobody who belongs.
    """
    async with transaction():
        if member_id == other_id or not await _lock(member_id, other_id):
            raise Invalid(_("Please choose a member from the list."), "member")
        before = Block.filter(member_id=member_id, other_id=other_id)
        if await before.exists():
            return False
        await Block.create(member_id=member_id, other_id=other_id, at=now)
        return True


async def unblock(member_id: int, other_id: int) -> bool:
    """Take back that a member does not want to meet another; false if that did not stand.

    What the other chose stays: they may have said the same, and that is not told.
    """
    async with transaction():
        return bool(await Block.filter(member_id=member_id, other_id=other_id).delete())


async def sign_of_life(member_id: int, *, now: datetime) -> bool:
    """Note the month in which a member was last here; false if this month stood already."""
    async with transaction():
        this_month = rules.month(now)
        return await claim(
            _present(member_id).filter(sign_of_life__lt=this_month), sign_of_life=this_month
        )


async def came(member_ids: Collection[int]) -> int:
    """Note that these members have been to a night; return for how many it was the first."""
    async with transaction():
        first = Member.filter(id__in=list(member_ids), came_before=False, left_at=None)
        return await first.update(came_before=True)


def _present(member_id: int) -> QuerySet[Member]:
    return Member.filter(id=member_id, left_at=None)


async def _lock(*member_ids: int) -> bool:
    """Lock members, always in one order; false if one of them does not belong."""
    locked = [await claim(_present(each), word=F("word")) for each in sorted(member_ids)]
    return all(locked)


async def _mark(member: Member) -> Member:
    """Give a member a colour and a word that nobody of the name has."""
    others = Member.filter(name=member.name).exclude(id=member.id)
    rows = await others.only("name", "colour", "word")
    taken = {(row.name, row.colour, row.word) for row in rows}
    start = secrets.randbelow(len(rules.WORDS) * len(rules.COLOURS))
    mark = rules.mark(member.name, taken, start)
    if mark is None:
        raise Invalid(_("Too many members have this name. Please add a letter."), "name")
    _name, member.colour, member.word = mark
    await member.save(update_fields=["colour", "word"])
    return member
