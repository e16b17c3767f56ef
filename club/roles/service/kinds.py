"""The roles the club gives out: written down, written anew, and retired by a decision."""

from collections.abc import Iterable
from datetime import datetime

from tortoise.exceptions import IntegrityError

from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _
from club.roles import queries, rules
from club.roles.models import Role


async def establish(
    decision_ref: str, *, by: int | None, now: datetime, kinds: Iterable[rules.RoleKind] = ()
) -> None:
    """Give the club its roles, or new versions of some; without ``kinds``, those it starts with."""
    async with transaction():
        for kind in kinds or rules.ROLES.values():
            await _define(kind, None, decision_ref, by=by, now=now, at=now)


async def define(
    kind: rules.RoleKind, from_version: int, decision_ref: str, *, now: datetime, at: datetime
) -> None:
    """Give the club a role, or a new version of one, from a moment to come.

    Args:
        kind: the role as it shall be.
        from_version: the version the decision was made about; 0 for a new role.
        decision_ref: the decision.
        now: when it was adopted.
        at: from when it counts.

    Raises:
        TooLate: another decision has changed the role since.
    """
    await _not_overtaken(kind.key, from_version)
    async with transaction():
        try:
            await _define(kind, from_version + 1, decision_ref, by=None, now=now, at=at)
        except IntegrityError:
            # Two decisions took effect at once; the key of role and version let one through.
            raise _overtaken() from None


async def retire(
    key: str, decision_ref: str, *, by: int | None, now: datetime, at: datetime | None = None
) -> None:
    """Stop giving a role out; whoever holds it keeps it until the term ends.

    Raises:
        NotFound: the club has no such role.
    """
    async with transaction():
        if not await claim(Role.filter(key=key, retired_at=None), retired_at=at or now):
            raise NotFound(_("The club has no such role."))
        await journal.record("role", f"role/{key}", by=by, now=now, decision=decision_ref, ended=1)


async def retire_version(
    key: str, from_version: int, decision_ref: str, *, now: datetime, at: datetime
) -> None:
    """Stop giving a role out, as a decision about this version said.

    Raises:
        TooLate: another decision has changed the role since.
    """
    await _not_overtaken(key, from_version)
    await retire(key, decision_ref, by=None, now=now, at=at)


async def _define(  # a version of a role is exactly these things
    kind: rules.RoleKind,
    version: int | None,
    decision_ref: str,
    *,
    by: int | None,
    now: datetime,
    at: datetime,
) -> None:
    await Role.filter(key=kind.key, retired_at=None).update(retired_at=at)
    if version is None:
        version = await Role.filter(key=kind.key).count() + 1
    await Role.create(
        key=kind.key,
        version=version,
        name=kind.name,
        about=kind.about,
        not_about=kind.not_about,
        rights=sorted(kind.rights),
        seats=kind.seats,
        term_days=kind.term_days,
        max_terms=kind.max_terms,
        incompatible=sorted(kind.incompatible),
        min_member_days=kind.min_member_days,
        decision_ref=decision_ref,
        defined_at=at,
    )
    await journal.record(
        "role", f"role/{kind.key}", by=by, now=now, version=version, decision=decision_ref
    )


async def _not_overtaken(key: str, from_version: int) -> None:
    known = (await queries.newest()).get(key)
    if (known.version if known else 0) != from_version or (known and known.over):
        raise _overtaken()


def _overtaken() -> TooLate:
    return TooLate(_("Another decision changed this role first. Please look at it again."))
