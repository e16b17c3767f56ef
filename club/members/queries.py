"""Who belongs, and as whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from club.members.models import Member
from club.members.rules import Person

_SHOWN = ("id", "ref", "name", "colour", "word")


@dataclass(frozen=True, slots=True)
class Voter:
    """One who may vote; ``sign_of_life`` is the first day of a month."""

    id: int
    sign_of_life: date


async def person(member_id: int) -> Person | None:
    """Return a member as others see one; None for whoever has left or never was."""
    return (await people([member_id])).get(member_id)


async def people(ids: Iterable[int]) -> dict[int, Person]:
    """Return these members by id; whoever has left is not among them."""
    rows = Member.filter(id__in=list(ids), left_at=None).only(*_SHOWN)
    return {row.id: row.person() for row in await rows}


async def everybody() -> list[Person]:
    """Return the members by name, for the members' list; whoever rests is not on it."""
    rows = await Member.filter(left_at=None, paused_at=None).only(*_SHOWN)
    return sorted((row.person() for row in rows), key=lambda each: each.name.casefold())


async def by_ref(ref: str) -> Member | None:
    """Return the member with this public id, unless they have left."""
    return await Member.get_or_none(ref=ref, left_at=None)


async def present_ids() -> list[int]:
    """Return the ids of all who belong today."""
    return [row.id for row in await Member.filter(left_at=None).only("id")]


async def voters(now: datetime) -> list[Voter]:
    """Return who may vote at this moment: members whose waiting time is over."""
    rows = Member.filter(left_at=None, voting_from__lte=now).only("id", "sign_of_life")
    return [Voter(row.id, row.sign_of_life) for row in await rows.order_by("id")]


async def waits_until(member_id: int, now: datetime) -> datetime | None:
    """Return when a member's first vote begins; None for one who may vote already."""
    row = await Member.get_or_none(id=member_id, left_at=None, voting_from__gt=now)
    return row.voting_from if row else None


async def count() -> int:
    """Return how many belong."""
    return await Member.filter(left_at=None).count()
