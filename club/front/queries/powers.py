"""The one picture of the club's powers: each role, who holds it, until when, by which decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from club.decisions import queries as decisions
from club.front.queries.sources import Source, sources
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person
from club.roles import queries as roles
from club.roles.messages import power
from club.roles.queries import MandateView
from club.roles.rules import Right, RoleKind

Fact = tuple[str, str]
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
class RolesPage:
    """Every role of the club: those that somebody holds first, then the empty ones."""

    cards: tuple[RoleCard, ...]


@dataclass(frozen=True, slots=True)
class RolePage:
    """One role: what it is, what it is not, who holds it, and the reader's own part in it."""

    key: str
    card: RoleCard
    not_about: str
    facts: tuple[Fact, ...]
    powers: tuple[Way, ...]
    mine: str
    """The public id of the reader's mandate; empty if they do not hold this role."""
    version: int
    """The newest version of the role, which a change is about."""
    again: datetime | None
    """When the club looks at the role again; None where no day is set."""


@dataclass(frozen=True, slots=True)
class WhyPage:
    """Why the reader may use a power, or may not."""

    power: str
    mine: RoleCard | None
    others: tuple[Holder, ...]
    roles: tuple[Way, ...]


async def roles_page(*, now: datetime) -> RolesPage:
    """Return the picture of all powers."""
    held = await roles.mandates(now=now)
    holders = await holders_of(held)
    cards = [_card(kind, _of(kind.key, held, holders)) for kind in await roles.kinds(now=now)]
    return RolesPage(tuple(sorted(cards, key=lambda card: not card.holders)))


async def role_page(key: str, member_id: int, *, now: datetime) -> RolePage:
    """Return one role.

    Raises:
        NotFound: the club has no such role.
    """
    kind = await roles.kind(key, now=now)
    if kind is None:
        raise NotFound(_("The club has no such role."))
    held = await roles.mandates(now=now)
    mine = next((m.ref for m in held if (m.member_id, m.role) == (member_id, key)), "")
    names = {each.key: _(each.name) for each in await roles.kinds(now=now)}
    return RolePage(
        key=key,
        card=_card(kind, _of(key, held, await holders_of(held))),
        not_about=_(kind.not_about),
        facts=_facts(kind, names),
        powers=tuple((f"/why/{right}", power(right), "") for right in sorted(kind.rights)),
        mine=mine,
        version=(await roles.newest())[key].version,
        again=await decisions.looked_at(f"role/{key}"),
    )


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


def _of(key: str, held: list[MandateView], holders: Mapping[str, Holder]) -> tuple[Holder, ...]:
    return tuple(holders[each.ref] for each in held if each.role == key and each.ref in holders)


def _card(kind: RoleKind, holders: tuple[Holder, ...]) -> RoleCard:
    return RoleCard(
        name=_(kind.name),
        about=_(kind.about),
        href=f"/roles/{kind.key}",
        powers=tuple(power(right) for right in sorted(kind.rights)),
        holders=holders,
    )


def _facts(kind: RoleKind, names: Mapping[str, str]) -> tuple[Fact, ...]:
    apart = ", ".join(names[key] for key in sorted(kind.incompatible) if key in names)
    facts = [
        (_("Places"), str(kind.seats)),
        (_("Given for"), _("{n} days, or less").format(n=kind.term_days)),
    ]
    if kind.max_terms is not None:
        facts.append((_("In a row"), _("{n} times, then somebody else").format(n=kind.max_terms)))
    if apart:
        facts.append((_("Not together with"), apart))
    return tuple(facts)
