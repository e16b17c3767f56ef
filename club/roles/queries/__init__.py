"""Who holds what, until when and by which decision; asked afresh at every use of a right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from club.kit.db import Prepared
from club.kit.errors import NotAllowed
from club.kit.words import gettext as _
from club.roles.models import Mandate, Role
from club.roles.rules import EndKind, Right, RoleKind, Standing, span_of


@dataclass(frozen=True, slots=True)
class MandateView:
    """A mandate in force, as whoever uses or shows a right needs it."""

    id: int
    ref: str
    member_id: int
    role: str
    role_name: str
    decision_ref: str
    interim: bool
    standing: Standing
    starts_at: datetime
    ends_at: datetime
    rights: frozenset[Right]


async def holds(member_id: int, right: Right, *, now: datetime) -> MandateView | None:
    """Return the mandate from which a member has a right at this moment; None if there is none.

    The clock ends a mandate here, whether or not any job has run; a member who left has none.
    """
    rows = await _THEIRS.models(member_id=member_id, now=now)
    return next((_view(row) for row in rows if right in row.carries()), None)


async def mandate_for(member_id: int, right: Right, *, now: datetime) -> MandateView:
    """Return the mandate from which a member has a right at this moment.

    Raises:
        NotAllowed: there is none.
    """
    mandate = await holds(member_id, right, now=now)
    if mandate is None:
        says = _("This belongs to a role. The roles page shows who holds it now.")
        raise NotAllowed(says, href=f"/why/{right}")
    return mandate


async def holders(right: Right, *, now: datetime) -> list[MandateView]:
    """Return every mandate that carries a right at this moment, one for each holder."""
    rows = await _in_force(now).order_by("ends_at")
    views = [_view(row) for row in rows if right in row.carries()]
    return list({view.member_id: view for view in views}.values())


async def mandates(*, now: datetime) -> list[MandateView]:
    """Return every mandate in force whose holder is not away."""
    return [_view(row) for row in await _in_force(now).order_by("starts_at", "id")]


async def mandates_of(member_id: int, *, now: datetime) -> list[MandateView]:
    """Return a member's mandates in force."""
    rows = await _in_force(now).filter(member_id=member_id).order_by("starts_at", "id")
    return [_view(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Held:
    """What a member holds at this moment: roles by their keys, and what these let them do."""

    roles: frozenset[str]
    rights: frozenset[Right]


async def held_by(member_id: int, *, now: datetime) -> Held:
    """Return the roles a member holds at this moment, and the rights they carry."""
    rows = await _THEIRS.models(member_id=member_id, now=now)
    rights: frozenset[Right] = frozenset().union(*(row.carries() for row in rows))
    return Held(frozenset(row.role.key for row in rows), rights)


async def kinds(*, now: datetime) -> list[RoleKind]:
    """Return the roles the club gives out now, in the order in which they were defined."""
    return [row.kind() for row in await given_out(now).order_by("id")]


async def kind(key: str, *, now: datetime) -> RoleKind | None:
    """Return one of the club's roles; None if it gives out no such role now."""
    row = await given_out(now).get_or_none(key=key)
    return row.kind() if row else None


async def version_of(key: str, version: int) -> RoleKind | None:
    """Return one version of a role, whether or not it counts; None where there is none."""
    row = await Role.get_or_none(key=key, version=version)
    return row.kind() if row else None


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest version of a role, in force or to come; ``over``: it was retired."""

    version: int
    over: bool


async def newest() -> dict[str, Newest]:
    """Return the newest version of every role there ever was, by its key."""
    return _newest(await Role.all().order_by("version").only("key", "version", "retired_at"))


@dataclass(frozen=True, slots=True)
class RoleBook:
    """All roles: those the club gives out now, by their keys, and the newest version of each."""

    kinds: Mapping[str, RoleKind]
    newest: Mapping[str, Newest]


async def role_book(*, now: datetime) -> RoleBook:
    """Return all roles at once, those given out in the order in which they were defined."""
    rows = await Role.all().order_by("id")
    given = [row for row in rows if row.defined_at <= now]
    kinds = [row.kind() for row in given if row.retired_at is None or row.retired_at > now]
    return RoleBook(
        {kind.key: kind for kind in kinds}, _newest(sorted(rows, key=lambda row: row.version))
    )


def given_out(at: datetime) -> QuerySet[Role]:
    """Return the versions of roles that count at this moment; one of each role at most."""
    return Role.filter(Q(retired_at=None) | Q(retired_at__gt=at), defined_at__lte=at)


async def role_of(mandate_ref: str) -> str:
    """Return the name of the role that a mandate gave, whether or not it is over."""
    row = await Mandate.get_or_none(ref=mandate_ref).select_related("role")
    return row.role.name if row else ""


async def lapsed(now: datetime) -> Iterable[tuple[int, EndKind]]:
    """Return mandates that are over with no end written down yet, and how each has ended."""
    rows = Mandate.filter(ended_at=None, ends_at__lte=now).order_by("ends_at", "id")
    return [(row.id, _lapse(row.standing)) for row in await rows]


def _newest(rows: Iterable[Role]) -> dict[str, Newest]:
    # In order of versions, so the newest is what stays.
    return {row.key: Newest(row.version, row.retired_at is not None) for row in rows}


def _in_force(now: datetime) -> QuerySet[Mandate]:
    running = Q(starts_at__lte=now, ends_at__gt=now) & (Q(ended_at=None) | Q(ended_at__gt=now))
    # Whoever is away is not asked for anything meanwhile; their deputy has a mandate of their own.
    present = Q(rests_until=None) | Q(rests_until__lte=now)
    return Mandate.filter(running, present, member__left_at=None).select_related("role")


def _lapse(standing: Standing) -> EndKind:
    return EndKind.CARETAKER_END if standing is Standing.CARETAKER else EndKind.TERM


# Nearly every page of a night, and every use of a right, asks this.
_THEIRS = Prepared(
    Mandate, lambda member_id, now: _in_force(now).filter(member_id=member_id).order_by("-ends_at")
)


def _view(row: Mandate) -> MandateView:
    return MandateView(
        id=row.id,
        ref=row.ref,
        member_id=row.member_id,
        role=row.role.key,
        role_name=row.role.name,
        decision_ref=row.decision_ref,
        interim=row.interim,
        standing=row.standing,
        starts_at=row.starts_at,
        ends_at=span_of(row.starts_at, row.ends_at, row.ended_at),
        rights=row.carries(),
    )
