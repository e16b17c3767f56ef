"""One role: what it is, who holds it and held it, and what the reader may do about their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from club.decisions import queries as decisions
from club.front.queries.holding import Asked, Mine, asked_of, mine_of
from club.front.queries.roster import (
    Seated,
    Way,
    concerned,
    counted,
    empty_places,
    seated,
    vacancies,
)
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person
from club.roles import queries as roles
from club.roles.messages import power
from club.roles.queries import calls
from club.roles.queries.offices import Tenure, holders_of, leave_asked, tenures_around
from club.roles.rules import CRITICAL, Right, RoleKind, Standing

Fact = tuple[str, str]
_PAST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Past:
    """Somebody who held the role, and from when to when; None: they have left the club."""

    person: Person | None
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class RolePage:
    """One role: what it is, what it is not, who holds it, and the reader's own part in it."""

    key: str
    name: str
    about: str
    not_about: str
    holders: tuple[Seated, ...]
    coming: tuple[Seated, ...]
    vacant: str
    past: tuple[Past, ...]
    facts: tuple[Fact, ...]
    powers: tuple[Way, ...]
    notes: bool
    """Whether the reader may open the role's notebook."""
    names_wanted: bool
    """Whether names can be given for it now."""
    vote: str
    """Where the members vote on those who stand for it; empty if they do not now."""
    mine: Mine | None
    asked: tuple[Asked, ...]
    version: int
    """The newest version of the role, which a change is about."""
    again: datetime | None
    """When the club looks at the role again; None where no day is set."""


async def role_page(key: str, member_id: int, *, now: datetime) -> RolePage:
    """Return one role.

    Raises:
        NotFound: the club has no such role.
    """
    book = await roles.role_book(now=now)
    kind = book.kinds.get(key)
    if kind is None:
        raise NotFound(_("The club has no such role."))
    around = await tenures_around(key, now=now)
    known = [each for each in around if each.role == key]
    asked = await leave_asked(key, member_id, now=now)
    call = await calls.call_for(key)
    between = {each for leave in asked for each in (leave.asker_id, leave.deputy_id)}
    people = await members.people(concerned(known) | between)
    alive = [each for each in known if each.over_at > now]
    held = [each for each in alive if each.runs(now)]
    seats = await seated(alive, people)
    return RolePage(
        key=key,
        name=_(kind.name),
        about=_(kind.about),
        not_about=_(kind.not_about),
        holders=tuple(seats[each.ref] for each in held if each.ref in seats),
        coming=tuple(
            seats[each.ref] for each in alive if each.starts_at > now and each.ref in seats
        ),
        vacant=empty_places(
            vacancies(kind, [each for each in held if each.ref in seats]), kind.seats
        ),
        past=_past(known, people, now),
        facts=_facts(kind, {each.key: _(each.name) for each in book.kinds.values()}),
        powers=_powers(kind, holders_of(around, now=now)),
        notes=any(each.member_id == member_id for each in alive),
        names_wanted=call is not None and call.takes_names(now),
        vote=f"/decisions/{call.decision_ref}" if call and call.is_voted_on else "",
        mine=await mine_of(member_id, known, now),
        asked=asked_of(asked, member_id, people),
        version=book.newest[key].version,
        again=await decisions.looked_at(f"role/{key}"),
    )


def _past(known: list[Tenure], people: Mapping[int, Person], now: datetime) -> tuple[Past, ...]:
    """Return who held the role before, the last first; not who acted, and not how it ended."""
    over = [each for each in known if each.over_at <= now and each.standing is not Standing.ACTING]
    newest = sorted(over, key=lambda each: each.over_at, reverse=True)[:_PAST_SHOWN]
    return tuple(
        Past(people.get(each.member_id), each.starts_at, each.over_at)
        for each in newest
        if each.over_at > each.starts_at
    )


def _powers(kind: RoleKind, held_by: Mapping[Right, int]) -> tuple[Way, ...]:
    return tuple(
        (f"/why/{right}", power(right), counted(held_by[right]) if right in CRITICAL else "")
        for right in sorted(kind.rights)
    )


def _facts(kind: RoleKind, names: Mapping[str, str]) -> tuple[Fact, ...]:
    apart = ", ".join(names[key] for key in sorted(kind.incompatible) if key in names)
    facts = [
        (_("Places"), str(kind.seats)),
        (_("Given for"), _("{n} days, or less").format(n=kind.term_days)),
    ]
    if kind.max_terms is not None:
        facts.append((_("In a row"), _("{n} times, then somebody else").format(n=kind.max_terms)))
    if kind.min_member_days is not None:
        facts.append((_("For members of"), _("{n} days or more").format(n=kind.min_member_days)))
    if apart:
        facts.append((_("Not together with"), apart))
    return tuple(facts)
