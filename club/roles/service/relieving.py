"""Caretakers: the last holder looks on, if willing, until somebody is chosen, and then goes."""

from datetime import datetime, timedelta

from tortoise.expressions import F, Q
from tortoise.queryset import QuerySet

from club.charter import queries as charter
from club.journal import service as journal
from club.journal.rules import stamp
from club.kit.db import claim, transaction
from club.kit.errors import NotFound
from club.members.models import Member
from club.roles import rules
from club.roles.models import Mandate, Role
from club.roles.queries.limits import hindrance
from club.roles.queries.offices import tenure_of


async def make_room(term: rules.Term, kind: rules.RoleKind) -> None:
    """End caretaking where somebody is chosen: as many as now would be too many in the role.

    Called inside the transaction that gives the role, before it is given.
    """
    caretakers = await _caretakers(term.start).order_by("starts_at", "id")
    beside = await Mandate.filter(
        role__key=kind.key, starts_at__lt=term.end, ends_at__gt=term.start
    ).select_related("role")
    seated = sum(
        each.over_at > term.start and each.standing is not rules.Standing.ACTING for each in beside
    )
    for each in caretakers:
        if _clashes(each, term, kind):
            await _send_home(each, term.start)
        elif each.role.key == kind.key and seated >= kind.seats:
            await _send_home(each, term.start)
            seated -= 1


async def look_on(mandate_id: int, *, now: datetime) -> bool:
    """Let a willing last holder look after a role for a while; false if there is no need.

    It begins now, never earlier, and ends as long after the term as the club agreed, or when
    somebody who was chosen begins. A caretaker is never followed by another caretaking.
    """
    async with transaction():
        over = Mandate.filter(
            id=mandate_id,
            end_kind=rules.EndKind.TERM,
            in_place_of_id=None,
            willing_at__isnull=False,
        )
        # Taken back with the same stroke, so that it is used once.
        if not await claim(over, willing_at=None):
            return False
        last = await Mandate.get(id=mandate_id).select_related("role")
        if not await claim(Member.filter(id=last.member_id, left_at=None), ref=F("ref")):
            return False
        await claim(Role.filter(id=last.role_id), revision=F("revision") + 1)
        until = last.ends_at + (await charter.in_force(now)).span("caretaker_days")
        term = rules.Term(
            last.member_id,
            last.role.key,
            now,
            until,
            interim=True,
            standing=rules.Standing.CARETAKER,
        )
        if await hindrance(term, last.role.kind(), now=now) is not None:
            return False
        await _begin(last, until, now)
        return True


async def be_willing(role_key: str, member_id: int, *, willing: bool, now: datetime) -> None:
    """Keep whether a holder would look after the role a little longer, if nobody is chosen.

    Raises:
        NotFound: the members did not give this member the role, or not any more.
    """
    async with transaction():
        if not await claim(Member.filter(id=member_id, left_at=None), ref=F("ref")):
            raise NotFound
        tenure = await tenure_of(role_key, member_id, now=now)
        if tenure is None:
            raise NotFound
        await claim(Mandate.filter(id=tenure.id), willing_at=now if willing else None)


async def _begin(last: Mandate, until: datetime, now: datetime) -> None:
    mandate = await Mandate.create(
        member_id=last.member_id,
        role_id=last.role_id,
        decision_ref=last.decision_ref,
        interim=True,
        in_place_of_id=last.id,
        starts_at=now,
        ends_at=until,
    )
    await journal.record(
        "mandate_start",
        mandate.thing,
        by=None,
        now=now,
        member=last.member_id,
        role=last.role.key,
        decision=last.decision_ref,
        after=last.thing,
        starts=stamp(now),
        ends=stamp(until),
    )


async def _send_home(caretaker: Mandate, at: datetime) -> None:
    """Let a caretaker's time end when another's begins; the clock writes the end down."""
    # The table knows no mandate of no length.
    over_at = max(at, caretaker.starts_at + timedelta(seconds=1))
    running = Mandate.filter(id=caretaker.id, ends_at__gt=over_at)
    if caretaker.ended_at is None:
        await claim(running, ends_at=over_at)
    else:
        # Recalled for a later day: no end may stand after the last moment of a mandate.
        await claim(running, ends_at=over_at, ended_at=min(caretaker.ended_at, over_at))


def _caretakers(at: datetime) -> QuerySet[Mandate]:
    unended = Q(ended_at=None) | Q(ended_at__gt=at)
    return Mandate.filter(
        unended, in_place_of_id__isnull=False, interim=True, ends_at__gt=at
    ).select_related("role")


def _clashes(caretaker: Mandate, term: rules.Term, kind: rules.RoleKind) -> bool:
    """Tell whether a member is chosen for what they look after, or for what does not go with it."""
    apart = caretaker.role.key in kind.incompatible or kind.key in caretaker.role.incompatible
    return caretaker.member_id == term.member and (caretaker.role.key == kind.key or apart)
