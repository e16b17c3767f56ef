"""Short ways to a club in which roles are held."""

from datetime import datetime, timedelta

from club.members.models import Member
from club.roles import queries, service
from club.roles.models import Mandate
from club.roles.queries import offices
from club.roles.rules import Right, RoleKind
from tests.people import NOW, Cast, cast

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
YEAR = timedelta(days=365)


async def founded(*kinds: RoleKind) -> Cast:
    """Bring the cast together in a club that has its roles, some of them defined anew."""
    people = await cast()
    await service.establish("d1", by=None, now=NOW)
    if kinds:
        await service.establish("d1b", by=None, now=NOW, kinds=kinds)
    return people


async def give(
    role: str, member: Member, *, at: datetime = NOW, lasting: timedelta = YEAR
) -> Mandate:
    """Give somebody a role by decision d2."""
    return await service.grant(
        role, member.id, decision_ref="d2", starts_at=at, ends_at=at + lasting, by=None, now=at
    )


async def may(member: Member, right: Right = Right.BROADCAST, at: datetime = NOW) -> bool:
    """Ask whether somebody has a right at a moment."""
    return await queries.holds(member.id, right, now=at) is not None


async def goes_away(
    role: str, holder: Member, deputy: Member, *, weeks: int = 4, now: datetime = NOW
) -> None:
    """Let a holder be away, with a deputy who says yes at once."""
    await service.ask_for_leave(role, holder.id, deputy_ref=deputy.ref, weeks=weeks, now=now)
    (asked,) = await offices.leave_asked(role, deputy.id, now=now)
    await service.act_as_deputy(asked.ref, deputy.id, now=now)
