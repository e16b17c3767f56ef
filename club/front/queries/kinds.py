"""What the form for a role begins with, and the short name a new role is known by."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from club.charter import queries as charters
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.roles import queries as roles
from club.roles.messages import power
from club.roles.rules import Right, RoleKind

_LONGEST = 30
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class RoleFormPage:
    """What the form offers; ``key`` is empty for a new role."""

    key: str
    name: str
    about: str
    not_about: str
    rights: tuple[str, ...]
    offered: tuple[tuple[str, str], ...]
    seats: int
    term_days: int
    term_most: int
    version: int
    months: int
    months_most: int


async def role_form(key: str, *, now: datetime) -> RoleFormPage:
    """Return the form for a role; for a new one, ``key`` is empty.

    Raises:
        NotFound: the club gives out no such role.
    """
    kind = await known(key, now=now) if key else None
    rules, newest = await charters.in_force(now), await roles.newest()
    months = rules.whole("review_months_max")
    longest = rules.whole("term_days_max")
    return RoleFormPage(
        key=key,
        name=_(kind.name) if kind else "",
        about=_(kind.about) if kind else "",
        not_about=_(kind.not_about) if kind else "",
        rights=tuple(sorted(kind.rights)) if kind else (),
        offered=tuple((right.value, power(right)) for right in Right),
        seats=kind.seats if kind else 1,
        term_days=kind.term_days if kind else min(365, longest),
        term_most=longest,
        version=newest[key].version if kind else 0,
        months=min(rules.whole("decision.review_after"), months),
        months_most=months,
    )


async def known(key: str, *, now: datetime) -> RoleKind:
    """Return one of the club's roles.

    Raises:
        NotFound: the club gives out no such role.
    """
    kind = await roles.kind(key, now=now)
    if kind is None:
        raise NotFound(_("The club has no such role."))
    return kind


async def new_key(name: str) -> str:
    """Return a short name for a new role that no role ever had."""
    return key_for(name, await roles.newest())


def key_for(name: str, taken: Collection[str]) -> str:
    """Make a short name in plain letters out of what members call a role.

    >>> key_for("Café helper", {"tea"}), key_for("茶", {"role"}), key_for("New", ())
    ('cafe_helper', 'role2', 'new2')
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    stem = _NOT_LETTERS.sub("_", plain).strip("_0123456789")[:_LONGEST].strip("_") or "role"
    used = {*taken, "new"}  # the address of the form for a new role
    return next(
        key
        for n in range(1, len(used) + 2)
        if (key := stem if n == 1 else f"{stem}{n}") not in used
    )
