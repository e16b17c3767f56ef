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
    return await _no(term, kind, Q(role__key=kind.key) | Q(member_id=term.member), now)


async def nomination_refusal(
    role_key: str,
    member_id: int,
    *,
    starts_at: datetime,
    days: int,
    now: datetime,
    again: bool = True,
) -> str:
    """Return why somebody cannot stand for a role, in words; empty if they can.

    Told when a name is put forward, so that nobody votes for what cannot be. Whether a place is
    free is not asked: that may change until the term begins, and is asked when it is given.

    Args:
        role_key: the role.
        member_id: who would hold it.
        starts_at: from when.
        days: for how long.
        now: when it is asked.
        again: they may be put forward although they hold it beyond that day.
    """
    role = await given_out(max(starts_at, now)).get_or_none(key=role_key)
    if role is None or not await Member.filter(id=member_id, left_at=None).exists():
        return ""
    term = Term(member_id, role_key, starts_at, starts_at + timedelta(days=days))
    # Of others nothing is asked, so that a taken place hides no other reason.
    no = await _no(term, role.kind(), Q(member_id=member_id), now)
    return "" if no is None or (again and no is No.HOLDS_IT) else refusal(no)


async def _no(term: Term, kind: RoleKind, beside: Q, now: datetime) -> No | None:
    terms = [row.term() for row in await Mandate.filter(beside).select_related("role")]
    member = await Member.get(id=term.member).only("joined_at")
    return may_hold(term, kind, terms, await _bounds(now), joined_at=member.joined_at)


async def _bounds(now: datetime) -> Bounds:
    agreed = await charter.in_force(now)
    return Bounds(
        longest=timedelta(days=agreed.whole("term_days_max")),
        max_terms=agreed.whole("term.max_consecutive"),
        max_roles=agreed.whole("role.max_per_person"),
    )
