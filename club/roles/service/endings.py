"""Ends what members hold: by the clock, by a decision, or because they lay it down."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import F, Q

from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _
from club.roles import rules
from club.roles.models import Candidacy, LeaveRequest, Mandate
from club.roles.service.relieving import look_on

_LAPSES = frozenset({rules.EndKind.TERM, rules.EndKind.CARETAKER_END})


async def end(
    mandate_id: int,
    kind: rules.EndKind,
    now: datetime,
    *,
    by: int | None = None,
    at: datetime | None = None,
) -> bool:
    """End a mandate, and with it what a deputy holds in its place; false if it had ended.

    Nothing ever lets one last longer. One that the members have ended for a later day can still
    be laid down before it.
    """
    at = at or now
    async with transaction():
        if kind in _LAPSES:
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
        await LeaveRequest.filter(mandate_id=mandate_id).delete()
        for deputy in await deputies_of(mandate_id, now=now):
            await end(deputy.id, rules.EndKind.RELIEVED, now, at=at)
        return True


async def lapse(mandate_id: int, kind: rules.EndKind, *, now: datetime) -> bool:
    """Write down that a term is over, once; a willing last holder looks after the role then."""
    async with transaction():
        if not await end(mandate_id, kind, now):
            return False
        await look_on(mandate_id, now=now)
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


async def deputies_of(mandate_id: int, *, now: datetime) -> list[Mandate]:
    """Return what deputies hold in the place of a mandate and is not over."""
    # A deputy who is recalled for a later day acts until then.
    running = Q(ended_at=None) | Q(ended_at__gt=now)
    return await Mandate.filter(running, in_place_of_id=mandate_id, interim=False, ends_at__gt=now)


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
    rows = await Mandate.filter(member_id=member_id, ends_at__gt=now).only("id")
    ends = [await end(row.id, rules.EndKind.LEFT, now, by=member_id) for row in rows]
    return sum(ends)
