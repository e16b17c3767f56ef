"""A role over time: who held it, holds it and is chosen to; and who is asked to act in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q

from club.charter import queries as charter
from club.members import queries as members
from club.members.models import Member
from club.roles.models import LeaveRequest, Mandate
from club.roles.rules import CRITICAL, Right, Standing, weeks_left


@dataclass(frozen=True, slots=True)
class Tenure:
    """One mandate, over, running or to come.

    Args:
        role: the role's key.
        role_name: its name, as it was when it was given.
        in_place_of: the member a deputy acts for; None otherwise.
        stands_in_for: the mandate it stands in for; None if it is the holder's own.
        away_until: until when its holder is away; None if they are not.
        willing: its holder would stay a little longer, if nobody is chosen.
        rights: what its holder may do by it.
    """

    id: int
    ref: str
    role: str
    role_name: str
    member_id: int
    decision_ref: str
    standing: Standing
    interim: bool
    starts_at: datetime
    over_at: datetime
    in_place_of: int | None
    stands_in_for: int | None
    away_until: datetime | None
    willing: bool
    rights: frozenset[Right]

    def runs(self, now: datetime) -> bool:
        """Tell whether it is in force, its holder here or away."""
        return self.starts_at <= now < self.over_at


async def tenures(role_key: str, *, now: datetime) -> list[Tenure]:
    """Return every mandate there ever was of a role, oldest first."""
    rows = Mandate.filter(role__key=role_key).select_related("role", "in_place_of")
    return [_tenure(row, now) for row in await rows.order_by("starts_at", "id")]


async def tenures_around(role_key: str, *, now: datetime) -> list[Tenure]:
    """Return every mandate of a role, and whatever else is not over; oldest first."""
    rows = Mandate.filter(Q(role__key=role_key) | Q(ends_at__gt=now))
    found = await rows.select_related("role", "in_place_of").order_by("starts_at", "id")
    return [_tenure(row, now) for row in found]


async def running(*, now: datetime) -> list[Tenure]:
    """Return every mandate that is in force, its holder here or away, oldest first."""
    rows = Mandate.filter(starts_at__lte=now, ends_at__gt=now, member__left_at=None)
    held = await rows.select_related("role", "in_place_of").order_by("starts_at", "id")
    return [each for row in held if (each := _tenure(row, now)).runs(now)]


async def tenure_of(role_key: str, member_id: int, *, now: datetime) -> Tenure | None:
    """Return what the members gave a member of a role and is in force; None if nothing is.

    Their own, not as a deputy or a caretaker: only such a holder can be away from it.
    """
    theirs = await Mandate.filter(
        role__key=role_key, member_id=member_id, member__left_at=None, in_place_of=None
    ).select_related("role", "in_place_of")
    return next((each for row in theirs if (each := _tenure(row, now)).runs(now)), None)


@dataclass(frozen=True, slots=True)
class Leave:
    """What a holder asked of a deputy who has not answered yet."""

    ref: str
    mandate_id: int
    role: str
    asker_id: int
    deputy_id: int
    until_at: datetime


async def leave_asked(role_key: str, member_id: int, *, now: datetime) -> list[Leave]:
    """Return what is asked in a role by this member or of this member; nobody else sees it."""
    rows = LeaveRequest.filter(mandate__role__key=role_key, until_at__gt=now)
    asked = [_leave(row) for row in await rows.select_related("mandate__role").order_by("id")]
    return [each for each in asked if member_id in {each.asker_id, each.deputy_id}]


async def weeks_of_leave(tenure: Tenure, *, now: datetime) -> int:
    """Return for how many weeks the holder of this mandate may be away from now on."""
    months = (await charter.in_force(now)).whole("leave.max")
    return weeks_unused(tenure, await tenures(tenure.role, now=now), months, now=now)


def weeks_unused(tenure: Tenure, known: Iterable[Tenure], months: int, *, now: datetime) -> int:
    """Return for how many weeks a holder may be away, by what deputies did for them before.

    Args:
        tenure: what they hold.
        known: every mandate of the role.
        months: the longest time away in one term.
        now: when the leave would begin.
    """
    deputies = [
        each
        for each in known
        if each.stands_in_for == tenure.id and each.standing is Standing.ACTING
    ]
    away = [min(each.over_at, now) - each.starts_at for each in deputies]
    return weeks_left(months, away, now=now, ends_at=tenure.over_at)


async def possible_deputies(role_key: str, member_id: int, *, now: datetime) -> list[Member]:
    """Return who may be asked to act, by name: here, not resting, not a holder themselves."""
    running = [each for each in await tenures(role_key, now=now) if each.runs(now)]
    busy = {member_id, *(each.member_id for each in running)}
    busy |= await members.hidden_from(member_id)
    rows = await Member.filter(left_at=None, paused_at=None)
    return sorted(
        (row for row in rows if row.id not in busy), key=lambda row: str(row.name).casefold()
    )


def holders_of(held: Iterable[Tenure], *, now: datetime) -> dict[Right, int]:
    """Count for each critical right the members who have it now, those who are away not among them.

    Args:
        held: every mandate that is in force, and others.
        now: the moment.
    """
    present = [each for each in held if each.runs(now) and each.away_until is None]
    return {
        right: len({each.member_id for each in present if right in each.rights})
        for right in sorted(CRITICAL)
    }


def _tenure(row: Mandate, now: datetime) -> Tenure:
    acts_for = row.in_place_of if row.standing is Standing.ACTING else None
    away = row.rests_until if row.rests_until is not None and row.rests_until > now else None
    return Tenure(
        id=row.id,
        ref=row.ref,
        role=row.role.key,
        role_name=row.role.name,
        member_id=row.member_id,
        decision_ref=row.decision_ref,
        standing=row.standing,
        interim=row.interim,
        starts_at=row.starts_at,
        over_at=row.over_at,
        in_place_of=acts_for.member_id if acts_for else None,
        stands_in_for=row.in_place_of_id,
        away_until=away,
        willing=row.willing_at is not None,
        rights=row.carries(),
    )


def _leave(row: LeaveRequest) -> Leave:
    mandate = row.mandate
    return Leave(
        row.ref, row.mandate_id, mandate.role.key, mandate.member_id, row.deputy_id, row.until_at
    )
