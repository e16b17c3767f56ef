"""Gives a member a role for a term, and ends it; there is no other way to a right."""

from collections.abc import Collection
from datetime import datetime, timedelta

from tortoise.expressions import F, Q

from club.charter import queries as charter
from club.journal import service as journal
from club.journal.rules import stamp
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound, Refusal, TooLate
from club.kit.words import gettext as _
from club.members.models import Member
from club.roles import queries, rules
from club.roles.models import Mandate, Role


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
        # All its versions, so that nobody fills the same seat under another one.
        await claim(Role.filter(key=role_key), revision=F("revision") + 1)
        role = await queries.given_out(max(starts_at, now)).get_or_none(key=role_key)
        if role is None:
            raise NotFound(_("The club has no such role."))
        term = rules.Term(member_id, role_key, starts_at, ends_at, interim)
        no = rules.may_hold(
            term, role.kind(), await _terms(role_key, member_id), await _bounds(now)
        )
        if no is not None:
            raise _refusal(no)
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
    mandate_id: int,
    kind: rules.EndKind,
    now: datetime,
    *,
    by: int | None = None,
    at: datetime | None = None,
) -> bool:
    """End a mandate; false if it had ended. Nothing ever lets one last longer.

    One that the members have ended for a later day can still be laid down before it.
    """
    at = at or now
    async with transaction():
        if kind is rules.EndKind.TERM:
            due = Mandate.filter(id=mandate_id, ended_at=None, ends_at__lte=now)
            ended = await claim(due, end_kind=kind, ended_at=F("ends_at"))
        else:
            running = Mandate.filter(Q(ended_at=None) | Q(ended_at__gt=at), id=mandate_id)
            ended = await claim(running.filter(ends_at__gt=at), end_kind=kind, ended_at=at)
        if not ended:
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
        return True


async def recall(refs: Collection[str], *, at: datetime, now: datetime) -> int:
    """End these mandates on a day to come, because the members said so; return how many.

    Raises:
        TooLate: each of them is over by then anyhow.
    """
    rows = await Mandate.filter(ref__in=list(refs)).order_by("id").only("id")
    ends = [await end(row.id, rules.EndKind.RECALLED, now, at=at) for row in rows]
    if not any(ends):
        raise TooLate(_("This role has ended meanwhile, or ends before then by itself."))
    return sum(ends)


async def step_back(mandate_ref: str, member_id: int, *, now: datetime) -> str:
    """Let a member lay down a role at once, without a reason; return the role's key.

    Raises:
        NotFound: not a mandate of this member.
        TooLate: it has ended already.
    """
    mandate = await Mandate.get_or_none(ref=mandate_ref, member_id=member_id).select_related("role")
    if mandate is None:
        raise NotFound
    if not await end(mandate.id, rules.EndKind.RESIGNED, now, by=member_id):
        raise TooLate(_("You do not hold this role any more."))
    return mandate.role.key


async def lay_down_all(member_id: int, *, now: datetime) -> int:
    """End every mandate of a member who leaves; return how many there were."""
    rows = await Mandate.filter(member_id=member_id, ends_at__gt=now).only("id")
    ends = [await end(row.id, rules.EndKind.LEFT, now, by=member_id) for row in rows]
    return sum(ends)


async def _terms(role_key: str, member_id: int) -> list[rules.Term]:
    rows = Mandate.filter(Q(role__key=role_key) | Q(member_id=member_id))
    return [row.term() for row in await rows.select_related("role")]


async def _bounds(now: datetime) -> rules.Bounds:
    agreed = await charter.in_force(now)
    return rules.Bounds(
        longest=timedelta(days=agreed.whole("term_days_max")),
        max_terms=agreed.whole("term.max_consecutive"),
        max_roles=agreed.whole("role.max_per_person"),
    )


def _refusal(no: rules.No) -> Refusal:
    invalid = {
        rules.No.BACKWARDS: _("A role has to end after it starts."),
        rules.No.TOO_LONG: _("This is longer than the club gives any role for."),
    }
    if no in invalid:
        return Invalid(invalid[no], "days")
    too_late = {
        rules.No.TAKEN: _("All places in this role are taken for that time."),
        rules.No.HOLDS_IT: _("They hold this role already for that time."),
        rules.No.TOO_MANY_ROLES: _("They carry as many roles as anybody should."),
        rules.No.CLASH: _("They hold a role that does not go with this one."),
        rules.No.TOO_OFTEN: _("They have held this often in a row. It is another's turn."),
    }
    return TooLate(too_late[no])
