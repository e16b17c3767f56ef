"""Gives a member a role for a term, and ends it; there is no other way to a right."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import F

from club.journal import service as journal
from club.journal.rules import stamp
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound, Refusal, TooLate
from club.kit.words import gettext as _
from club.members.models import Member
from club.roles import rules
from club.roles.messages import refusal
from club.roles.models import Candidacy, LeaveRequest, Mandate, Role
from club.roles.queries.limits import hindrance
from club.roles.service.relieving import look_on, make_room


async def grant(  # noqa: PLR0913  # a mandate is exactly these things
    role_key: str,
    member_id: int,
    *,
    decision_ref: str,
    starts_at: datetime,
    ends_at: datetime,
    by: int | None,
    now: datetime,
    interim: bool = False,
) -> Mandate:
    """Give a member a role from a start to an end, by a decision.

    Args:
        role_key: the role.
        member_id: who shall hold it.
        decision_ref: the decision that gives it, as pages can find it.
        starts_at: from when.
        ends_at: until just before when; the right ends then by itself.
        by: the member who acts; None for the clock.
        now: when it was given.
        interim: it bridges the time until the members choose (founding, caretaker).

    Raises:
        NotFound: no such role, or no such member.
        Invalid: the term is no term, or longer than the charter lets any term be.
        TooLate: the seats are taken, or the member holds it, too much, or too often.
    """
    async with transaction():
        # Member first, role second, always: two grants at once queue up and cannot cross.
        if not await claim(Member.filter(id=member_id, left_at=None), ref=F("ref")):
            raise NotFound(_("This member is no longer in the club."))
        if not await claim(Role.filter(key=role_key, retired_at=None), revision=F("revision") + 1):
            raise NotFound(_("The club has no such role."))
        role = await Role.get(key=role_key, retired_at=None)
        term = rules.Term(member_id, role_key, starts_at, ends_at, interim)
        if (no := await hindrance(term, role.kind(), now=now)) is not None:
            raise refused(no)
        await make_room(term, role.kind())
        mandate = await Mandate.create(
            member_id=member_id,
            role_id=role.id,
            decision_ref=decision_ref,
            interim=interim,
            starts_at=starts_at,
            ends_at=ends_at,
        )
        await journal.record(
            "mandate_start",
            mandate.thing,
            by=by,
            now=now,
            member=member_id,
            role=role_key,
            decision=decision_ref,
            starts=stamp(starts_at),
            ends=stamp(ends_at),
        )
    return mandate


async def end(
    mandate_id: int, kind: rules.EndKind, now: datetime, *, by: int | None = None
) -> bool:
    """End a mandate, and with it what a deputy holds in its place; false if it had ended.

    Nothing ever lets one last longer.
    """
    async with transaction():
        running = Mandate.filter(id=mandate_id, ended_at=None)
        lapses = kind in {rules.EndKind.TERM, rules.EndKind.CARETAKER_END}
        due = running.filter(ends_at__lte=now) if lapses else running.filter(ends_at__gt=now)
        if not await claim(due, end_kind=kind, ended_at=F("ends_at") if lapses else now):
            return False
        mandate = await Mandate.get(id=mandate_id).select_related("role")
        await journal.record(
            "mandate_end",
            mandate.thing,
            by=by,
            now=now,
            member=mandate.member_id,
            role=mandate.role.key,
            how=kind.value,
        )
        await LeaveRequest.filter(mandate_id=mandate_id).delete()
        for deputy in await deputies_of(mandate_id, now=now):
            await end(deputy.id, rules.EndKind.RELIEVED, now)
        return True


async def lapse(mandate_id: int, kind: rules.EndKind, *, now: datetime) -> bool:
    """Write down that a term is over, once; a willing last holder looks after the role then."""
    async with transaction():
        if not await end(mandate_id, kind, now):
            return False
        await look_on(mandate_id, now=now)
        return True


async def deputies_of(mandate_id: int, *, now: datetime) -> list[Mandate]:
    """Return what deputies hold in the place of a mandate and is not over."""
    return await Mandate.filter(
        in_place_of_id=mandate_id, interim=False, ended_at=None, ends_at__gt=now
    )


@dataclass(frozen=True, slots=True)
class LaidDown:
    """A role that was laid down.

    ``acted_for``: the holder for whom it was held, if it was; ``relieved``: who acted in it for
    the member who laid it down.
    """

    role: str
    acted_for: int | None
    relieved: tuple[int, ...]


async def step_back(mandate_ref: str, member_id: int, *, now: datetime) -> LaidDown:
    """Let a member lay down a role at once, without a reason.

    Raises:
        NotFound: not a mandate of this member.
        TooLate: it has ended already.
    """
    async with transaction():
        if not await claim(Mandate.filter(ref=mandate_ref, member_id=member_id), ref=F("ref")):
            raise NotFound
        mandate = await Mandate.get(ref=mandate_ref).select_related("role", "in_place_of")
        relieved = tuple(each.member_id for each in await deputies_of(mandate.id, now=now))
        if not await end(mandate.id, rules.EndKind.RESIGNED, now, by=member_id):
            raise TooLate(_("You do not hold this role any more."))
        is_deputy = mandate.standing is rules.Standing.ACTING
        original = mandate.in_place_of if is_deputy else None
        return LaidDown(mandate.role.key, original.member_id if original else None, relieved)


async def lay_down_all(member_id: int, *, now: datetime) -> int:
    """End every mandate of a member who leaves; return how many there were."""
    await LeaveRequest.filter(deputy_id=member_id).delete()
    await Candidacy.filter(member_id=member_id).delete()
    rows = await Mandate.filter(member_id=member_id, ended_at=None, ends_at__gt=now).only("id")
    ends = [await end(row.id, rules.EndKind.LEFT, now, by=member_id) for row in rows]
    return sum(ends)


def refused(no: rules.No) -> Refusal:
    """Return the refusal of a term that cannot be given, at its field if there is one to mend."""
    if no in {rules.No.BACKWARDS, rules.No.TOO_LONG}:
        return Invalid(refusal(no), "days")
    return TooLate(refusal(no))
