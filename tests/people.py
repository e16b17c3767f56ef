"""The cast: Ada chairs, Bo coordinates, Cy is a member, Dee is new, Eli has left.

Dee is on no roll yet. Stranger is nobody, and needs no row.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from club.members import service as members
from club.members.models import Member

THEN = datetime(2027, 3, 1, 12, tzinfo=UTC)
"""When the cast joined."""
NOW = datetime(2027, 3, 4, 12, tzinfo=UTC)
"""A Thursday, before the evening."""
WAIT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody a door is tried with."""

    ada: Member
    bo: Member
    cy: Member
    dee: Member
    eli: Member


async def join(name: str, *, voting_from: datetime = THEN, now: datetime = THEN) -> Member:
    """Make somebody a member."""
    return await members.welcome(name, voting_from=voting_from, now=now)


async def cast() -> Cast:
    """Bring the cast together; their roles are given by the tests that need them."""
    people = Cast(
        ada=await join("Ada"),
        bo=await join("Bo"),
        cy=await join("Cy"),
        dee=await join("Dee", voting_from=NOW + WAIT, now=NOW),
        eli=await join("Eli"),
    )
    await members.leave(people.eli.id, now=NOW)
    return people


async def crowd(size: int) -> list[Member]:
    """Make this many further members."""
    return [await join(f"Member {n}") for n in range(1, size + 1)]
