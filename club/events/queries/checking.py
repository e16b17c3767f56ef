"""Checking on one another: what a member asked for, and what friends asked of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tortoise.functions import Max

from club.access import queries as access
from club.events.messages import checking as words
from club.events.models import CheckFriend, CheckLine, CheckOnMe, Here
from club.events.rules.checking import Way
from club.members import queries as members
from club.members.rules import Person

_MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class Friend:
    """Somebody the member asked; ``yes`` once they agreed."""

    person: Person
    yes: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What a member asked for, and what has come of it."""

    weeks: int
    how: str
    friends: tuple[Friend, ...]
    lines: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of this member; ``yes`` once the member agreed."""

    ref: str
    person: Person
    weeks: int
    how: str
    yes: bool


@dataclass(frozen=True, slots=True)
class CheckPage:
    """A member's page about it.

    Args:
        mine: what they asked for; None while it is off.
        resting: they rest, so nobody is told anything.
        asked: what others asked of them.
        people: whom they may ask.
        ways: pairs of value and words.
    """

    mine: Wish | None
    resting: bool
    asked: tuple[Asked, ...]
    people: tuple[Person, ...]
    ways: tuple[tuple[str, str], ...]


async def check_page(member_id: int, *, resting: bool) -> CheckPage:
    """Return a member's page about checking on one another."""
    check = await CheckOnMe.get_or_none(member_id=member_id)
    rows = CheckFriend.filter(friend_id=member_id, check__member__left_at=None)
    asked = await rows.order_by("id").select_related("check__member")
    return CheckPage(
        mine=await _wish(check) if check else None,
        resting=resting,
        asked=tuple(_asked(row) for row in asked),
        people=tuple(each for each in await members.everybody(member_id) if each.id != member_id),
        ways=tuple((each.value, words.way(each)) for each in Way),
    )


async def signs_of_life(today: date) -> dict[int, date]:
    """Return, for whoever wishes to be checked on, the last day they were here or looked in.

    Nothing is read of anybody who did not ask for this. Who rests needs no sign.
    """
    checks = await CheckOnMe.filter(member__left_at=None).select_related("member")
    ids = [check.member_id for check in checks]
    visits, evenings = await access.last_visits(ids), await _last_evenings(ids)
    return {
        check.id: today
        if check.member.paused_at
        else max(
            check.last_on,
            visits.get(check.member_id, check.last_on),
            evenings.get(check.member_id, check.last_on),
        )
        for check in checks
    }


async def _last_evenings(member_ids: Sequence[int]) -> dict[int, date]:
    rows = Here.filter(member_id__in=member_ids).annotate(last=Max("at")).group_by("member_id")
    return {row["member_id"]: row["last"].date() for row in await rows.values("member_id", "last")}


async def _wish(check: CheckOnMe) -> Wish:
    friends = await CheckFriend.filter(check_id=check.id).order_by("id").select_related("friend")
    lines = CheckLine.filter(check_id=check.id).order_by("-id").limit(_MOST_LINES)
    return Wish(
        weeks=check.weeks,
        how=words.way(check.how),
        friends=tuple(Friend(row.friend.person(), row.accepted_at is not None) for row in friends),
        lines=tuple(
            (row.on, words.line(row.what, row.friend.name if row.friend else ""))
            for row in await lines.select_related("friend")
        ),
    )


def _asked(row: CheckFriend) -> Asked:
    check = row.check
    said_yes = row.accepted_at is not None
    return Asked(row.ref, check.member.person(), check.weeks, words.way(check.how), said_yes)
