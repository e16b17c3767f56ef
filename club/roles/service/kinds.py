"""The roles the club gives out: written down, written anew, and retired by a decision."""

from collections.abc import Iterable
from datetime import datetime

from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import NotFound
from club.roles import rules
from club.roles.models import Role


async def establish(
    decision_ref: str, *, by: int | None, now: datetime, kinds: Iterable[rules.RoleKind] = ()
) -> None:
    """Give the club its roles, or new versions of some; without ``kinds``, those it starts with."""
    async with transaction():
        for kind in kinds or rules.ROLES.values():
            await _define(kind, decision_ref, by=by, now=now)


async def retire(key: str, decision_ref: str, *, by: int | None, now: datetime) -> None:
    """Stop giving a role out; whoever holds it keeps it until the term ends.

    Raises:
        NotFound: the club has no such role.
    """
    async with transaction():
        if not await claim(Role.filter(key=key, retired_at=None), retired_at=now):
            raise NotFound
        await journal.record("role", f"role/{key}", by=by, now=now, decision=decision_ref, ended=1)


async def _define(
    kind: rules.RoleKind, decision_ref: str, *, by: int | None, now: datetime
) -> None:
    await Role.filter(key=kind.key, retired_at=None).update(retired_at=now)
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
        defined_at=now,
    )
    await journal.record(
        "role", f"role/{kind.key}", by=by, now=now, version=version, decision=decision_ref
    )
