"""Who belongs, and as whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from club.kit.db import Statement
from club.members.models import Block, Member
from club.members.rules import Person

_SHOWN = ("id", "ref", "name", "colour", "word")
# One question for both ways; each half is answered from an index alone.
_HIDDEN = Statement(
    Block,
    """
    SELECT other_id AS id FROM member_block WHERE member_id = :member_id
    UNION SELECT member_id AS id FROM member_block WHERE other_id = :member_id
    """,
)
_NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Voter:
    """One who may vote; ``sign_of_life`` is the first day of a month."""

    id: int
    sign_of_life: date


@dataclass(frozen=True, slots=True)
class BlocksPage:
    """Whom a member does not want to meet here, and whom else they could choose."""

    blocked: tuple[Person, ...]
    others: tuple[Person, ...]


async def person(member_id: int) -> Person | None:
    """Return a member as others see one; None for whoever has left or never was."""
    return (await people([member_id])).get(member_id)


async def people(ids: Iterable[int]) -> dict[int, Person]:
    """Return these members by id; whoever has left is not among them."""
    rows = Member.filter(id__in=list(ids), left_at=None).only(*_SHOWN)
    return {row.id: row.person() for row in await rows}


async def everybody(seen_by: int) -> list[Person]:
    """Return the members by name, as one of them sees the list.

    Whoever rests is not on it, nor whoever is hidden from the one who looks: so a name that is
    missing says nothing.
    """
    rows = await Member.filter(left_at=None, paused_at=None).only(*_SHOWN)
    hidden = await hidden_from(seen_by)
    seen = (row.person() for row in rows if row.id not in hidden)
    return sorted(seen, key=lambda each: each.name.casefold())


async def hidden_from(member_id: int) -> frozenset[int]:
    """Return whom a member does not see, and who does not see them: it holds both ways."""
    rows = await _HIDDEN.values(member_id=member_id)
    return frozenset(row["id"] for row in rows) if rows else _NOBODY


async def blocks_page(member_id: int) -> BlocksPage:
    """Return whom a member has chosen not to meet; never who has chosen not to meet them."""
    rows = await Block.filter(member_id=member_id).order_by("-id").values("other_id")
    chosen = [row["other_id"] for row in rows]
    found = await people(chosen)
    return BlocksPage(
        blocked=tuple(found[each] for each in chosen if each in found),
        others=tuple(each for each in await everybody(member_id) if each.id != member_id),
    )


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


async def voters_about(now: datetime) -> int:
    """Return how many may vote at this moment and do not rest."""
    return await Member.filter(left_at=None, paused_at=None, voting_from__lte=now).count()


async def waits_until(member_id: int, now: datetime) -> datetime | None:
    """Return when a member's first vote begins; None for one who may vote already."""
    row = await Member.get_or_none(id=member_id, left_at=None, voting_from__gt=now)
    return row.voting_from if row else None


async def count() -> int:
    """Return how many belong."""
    return await Member.filter(left_at=None).count()
