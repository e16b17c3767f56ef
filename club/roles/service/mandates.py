"""Gives a member a role for a term; there is no other way to a right."""

from datetime import datetime

from tortoise.expressions import F

from club.journal import service as journal
from club.journal.rules import stamp
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound, Refusal, TooLate
from club.kit.words import gettext as _
from club.members.models import Member
from club.roles import queries, rules
from club.roles.messages import refusal
from club.roles.models import Mandate, Role
from club.roles.queries.limits import hindrance
from club.roles.service.relieving import make_room


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


def refused(no: rules.No) -> Refusal:
    """Return the refusal of a term that cannot be given, at its field if there is one to mend."""
    if no in {rules.No.BACKWARDS, rules.No.TOO_LONG}:
        return Invalid(refusal(no), "days")
    return TooLate(refusal(no))
