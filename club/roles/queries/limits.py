"""What stands in the way of a member and a role, by what the club agreed."""

from datetime import datetime, timedelta

from tortoise.expressions import Q

from club.charter import queries as charter
from club.members.models import Member
from club.roles.messages import refusal
from club.roles.models import Mandate
from club.roles.queries import given_out
from club.roles.rules import Bounds, No, RoleKind, Term, may_hold


async def hindrance(term: Term, kind: RoleKind, *, now: datetime) -> No | None:
    """Return why a member cannot be given this term; None if they can.

    Args:
        term: the term asked for.
        kind: the role it is for.
        now: when the charter is read.
    """
    rows = Mandate.filter(Q(role__key=kind.key) | Q(member_id=term.member))
    terms = [row.term() for row in await rows.select_related("role")]
    member = await Member.get(id=term.member).only("joined_at")
    return may_hold(term, kind, terms, await _bounds(now), joined_at=member.joined_at)


async def nomination_refusal(
    role_key: str, member_id: int, *, starts_at: datetime, days: int, now: datetime
) -> str:
    """Return why somebody cannot stand for a role, in words; empty if they can.

    Told when a name is put forward, so that nobody votes for what cannot be. Whether a place is
    free is not asked: that may change until the term begins, and is asked when it is given.
    """
    role = await given_out(max(starts_at, now)).get_or_none(key=role_key)
    if role is None or not await Member.filter(id=member_id, left_at=None).exists():
        return ""
    term = Term(member_id, role_key, starts_at, starts_at + timedelta(days=days))
    no = await hindrance(term, role.kind(), now=now)
    return "" if no is None or no in {No.TAKEN, No.HOLDS_IT} else refusal(no)


async def _bounds(now: datetime) -> Bounds:
    agreed = await charter.in_force(now)
    return Bounds(
        longest=timedelta(days=agreed.whole("term_days_max")),
        max_terms=agreed.whole("term.max_consecutive"),
        max_roles=agreed.whole("role.max_per_person"),
    )
