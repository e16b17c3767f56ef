"""Asking friends to check on one, agreeing to it, stopping it, and telling them in time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from tortoise.expressions import F

from club.events.messages import checking as words
from club.events.models import CheckFriend, CheckLine, CheckOnMe
from club.events.rules import checking
from club.events.rules.checking import Line, Way
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound, TooLate
from club.kit.tokens import new_ref
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.models import Member
from club.notices import service as notices


@dataclass(frozen=True, slots=True)
class Wished:
    """Whom a member asks, after how many weeks, and how."""

    friends: Collection[str]
    weeks: int
    how: Way


async def begin(member: Member, wished: Wished, *, now: datetime) -> None:
    """Ask friends to check on a member; each of them says yes or no.

    Raises:
        Invalid: none of them is a member, or there are more than three.
        TooLate: the member has asked before, and can stop that first.
    """
    async with transaction():
        # Locked first, so that nobody is asked whom the member stops meeting at this moment.
        await Member.filter(id=member.id).update(came_before=F("came_before"))
        friends = await _friends(member.id, wished.friends)
        check = CheckOnMe(
            ref=new_ref(), member_id=member.id, weeks=wished.weeks, how=wished.how,
            last_on=now.date(),
        )  # fmt: skip
        await CheckOnMe.bulk_create([check], ignore_conflicts=True)
        stored = await CheckOnMe.get(member_id=member.id)
        if stored.ref != check.ref:
            raise TooLate(_("You have asked for this already. Stop it first, then ask again."))
        for each in friends:
            await CheckFriend.create(check_id=stored.id, friend_id=each)
            await _note(stored.id, Line.BEGAN, each, now)
        await notices.post(words.asks(member.name, stored.ref), friends, now=now)


async def stop(member_id: int) -> bool:
    """Stop it at once, and forget all of it; false if it was off."""
    async with transaction():
        return bool(await CheckOnMe.filter(member_id=member_id).delete())


async def answer(ref: str, friend_id: int, *, agrees: bool, now: datetime) -> None:
    """Let a friend say yes, or no, or stop later; no reason is asked.

    Raises:
        NotFound: nobody asks this of them.
    """
    async with transaction():
        mine = CheckFriend.filter(ref=ref, friend_id=friend_id)
        if not await claim(mine, friend_id=friend_id):
            raise NotFound(_("This is not asked of you any more."))
        row = await mine.get()
        if agrees and row.accepted_at is None:
            await mine.update(accepted_at=now)
            await _note(row.check_id, Line.YES, friend_id, now)
        elif not agrees:
            await mine.delete()
            await _note(row.check_id, Line.NO, friend_id, now)


async def look_after(check_id: int, seen_on: date, *, now: datetime) -> bool:
    """Note the last sign of life, and tell the friends if it is long ago; true if they were told.

    They are told once, until there is another sign. Nobody else is told.
    """
    async with transaction():
        newer = CheckOnMe.filter(id=check_id, last_on__lt=seen_on)
        if await claim(newer, last_on=seen_on, told_on=None):
            return False
        if not await claim(CheckOnMe.filter(id=check_id, told_on=None), weeks=F("weeks")):
            return False
        check = await CheckOnMe.get(id=check_id).select_related("member")
        if not checking.is_due(check.last_on, check.weeks, now.date()):
            return False
        agreed = CheckFriend.filter(check_id=check_id, accepted_at__isnull=False)
        friends = [row.friend_id for row in await agreed.filter(friend__left_at=None)]
        if not friends:
            return False
        await CheckOnMe.filter(id=check_id).update(told_on=now.date())
        for each in friends:
            await _note(check_id, Line.TOLD, each, now)
        notice = words.hello(check.member.name, check.how, check.ref)
        return bool(await notices.post(notice, friends, now=now))


async def part(one_id: int, other_id: int) -> None:
    """Let neither of two members check on the other, in the transaction of their parting."""
    for mine, friend in ((one_id, other_id), (other_id, one_id)):
        await CheckFriend.filter(check__member_id=mine, friend_id=friend).delete()
        await CheckLine.filter(check__member_id=mine, friend_id=friend).delete()


async def let_go(member_id: int) -> None:
    """Forget what a member asked for, and what was asked of them: they have left."""
    await CheckOnMe.filter(member_id=member_id).delete()
    await CheckFriend.filter(friend_id=member_id).delete()
    await CheckLine.filter(friend_id=member_id).update(friend_id=None)


async def _friends(member_id: int, refs: Collection[str]) -> list[int]:
    wanted = set(refs)
    found = [each.id for each in await members.everybody(member_id) if each.ref in wanted]
    friends = [each for each in found if each != member_id]
    if not friends:
        raise Invalid(_("Please choose at least one member."), "friends")
    if len(friends) > checking.MOST_FRIENDS:
        raise Invalid(_("Please choose three members at most."), "friends")
    return friends


async def _note(check_id: int, what: Line, friend_id: int, now: datetime) -> None:
    await CheckLine.create(check_id=check_id, what=what, friend_id=friend_id, on=now.date())
