"""The one picture of the club's powers: each role, who holds it, until when, by which decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from club.front.queries.sources import Source, sources
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person
from club.roles import queries as roles
from club.roles.messages import power
from club.roles.queries import MandateView
from club.roles.rules import Right, RoleKind

Way = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role, until when, and the decision that gave it."""

    person: Person
    until: datetime
    href: str
    title: str
    interim: bool


@dataclass(frozen=True, slots=True)
class RoleCard:
    """One role as members see it."""

    name: str
    about: str
    href: str
    powers: tuple[str, ...]
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class WhyPage:
    """Why the reader may use a power, or may not."""

    power: str
    mine: RoleCard | None
    others: tuple[Holder, ...]
    roles: tuple[Way, ...]


async def why_page(right: Right, member_id: int, *, now: datetime) -> WhyPage:
    """Return from what the reader's power follows, or who has it instead."""
    kinds = [kind for kind in await roles.kinds(now=now) if right in kind.rights]
    mandate = await roles.holds(member_id, right, now=now)
    held = await roles.holders(right, now=now)
    holders = await holders_of([*held, *([mandate] if mandate else [])])
    mine = None
    if mandate is not None and (kind := await roles.kind(mandate.role, now=now)) is not None:
        mine = _card(kind, (holders[mandate.ref],))
    others = tuple(
        holders[each.ref] for each in held if each.member_id != member_id and each.ref in holders
    )
    ways = tuple((f"/roles/{kind.key}", _(kind.name), _(kind.about)) for kind in kinds)
    return WhyPage(power=power(right), mine=mine, others=others, roles=ways)


async def holders_of(held: list[MandateView]) -> Mapping[str, Holder]:
    """Return who holds each mandate, with the decision that gave it, by the mandate's id."""
    people = await members.people({each.member_id for each in held})
    given_by = await sources(each.decision_ref for each in held)
    return {
        each.ref: _holder(each, people[each.member_id], given_by[each.decision_ref])
        for each in held
        if each.member_id in people
    }


def _holder(mandate: MandateView, person: Person, source: Source) -> Holder:
    return Holder(person, mandate.ends_at, source.href, source.title, mandate.interim)


def _card(kind: RoleKind, holders: tuple[Holder, ...]) -> RoleCard:
    return RoleCard(
        name=_(kind.name),
        about=_(kind.about),
        href=f"/roles/{kind.key}",
        powers=tuple(power(right) for right in sorted(kind.rights)),
        holders=holders,
    )
