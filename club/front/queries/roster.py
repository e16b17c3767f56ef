"""Who holds what: each role with its holders, its empty places, and powers too few members hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from club.front.queries.sources import sources
from club.kit.words import gettext as _
from club.kit.words import ngettext
from club.members import queries as members
from club.members.rules import Person
from club.roles import queries as roles
from club.roles.messages import power
from club.roles.queries import calls
from club.roles.queries.offices import Tenure, holders_of, running
from club.roles.rules import ENOUGH_HOLDERS, RoleKind, Standing

Way = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody who holds a role: until when, by which decision, and in what way.

    Args:
        since: when their time began, or begins.
        until: when it ends by itself.
        acts_for: whom they stand in for; None if the role is their own.
        away_until: until when they are away; None if they are not.
        interim: it bridges the time until the members choose.
    """

    person: Person
    since: datetime
    until: datetime
    href: str
    title: str
    interim: bool
    acts_for: Person | None
    away_until: datetime | None


@dataclass(frozen=True, slots=True)
class RosterCard:
    """One role as the page of all roles shows it."""

    name: str
    about: str
    href: str
    powers: tuple[str, ...]
    holders: tuple[Seated, ...]
    vacant: str
    """How many places are empty, in words; empty if none is."""


@dataclass(frozen=True, slots=True)
class RolesPage:
    """Every role of the club: those that somebody holds first, then the empty ones."""

    cards: tuple[RosterCard, ...]
    thin: tuple[Way, ...]
    """Powers that need two holders and have fewer; about the club, not about anybody."""
    names_wanted: tuple[Way, ...]
    """Roles for which names can be given now."""


async def roles_page(*, now: datetime) -> RolesPage:
    """Return the picture of all powers."""
    held = await running(now=now)
    seats = await seated(held, await members.people(concerned(held)))
    kinds = await roles.kinds(now=now)
    cards = [_card(kind, held, seats) for kind in kinds]
    return RolesPage(
        cards=tuple(sorted(cards, key=lambda card: not card.holders)),
        thin=_thin(held, now) if kinds else (),
        names_wanted=await _names_wanted({kind.key: _(kind.name) for kind in kinds}, now),
    )


def concerned(held: Iterable[Tenure]) -> set[int]:
    """Return everybody whom these mandates are about."""
    return {each for row in held for each in (row.member_id, row.in_place_of) if each is not None}


async def seated(held: Iterable[Tenure], people: Mapping[int, Person]) -> Mapping[str, Seated]:
    """Return those who hold these mandates, by mandate.

    Args:
        held: the mandates.
        people: those they are about who are members now; whoever has left is left out.
    """
    rows = list(held)
    found = await sources(each.decision_ref for each in rows)
    return {
        each.ref: Seated(
            person=people[each.member_id],
            since=each.starts_at,
            until=each.over_at,
            href=found[each.decision_ref].href,
            title=found[each.decision_ref].title,
            interim=each.interim,
            acts_for=people.get(each.in_place_of or 0),
            away_until=each.away_until,
        )
        for each in rows
        if each.member_id in people
    }


def vacancies(kind: RoleKind, held: Iterable[Tenure]) -> int:
    """Count the places of a role that nobody was chosen for; a caretaker fills none."""
    given = [each for each in held if each.role == kind.key and each.standing is Standing.GIVEN]
    return max(0, kind.seats - len(given))


def empty_places(n: int, seats: int) -> str:
    """Say how many of a role's places are empty; nothing if none is."""
    if not n:
        return ""
    if n == seats:
        return _("All places are empty.") if seats > 1 else _("This place is empty.")
    return ngettext(
        "{n} of {seats} places is empty.", "{n} of {seats} places are empty.", n
    ).format(n=n, seats=seats)


def counted(holders: int) -> str:
    """Say that a power needs two holders, and how many there are."""
    if not holders:
        return _("It needs two holders. Nobody holds it now.")
    return ngettext(
        "It needs two holders. {n} member holds it now.",
        "It needs two holders. {n} members hold it now.",
        holders,
    ).format(n=holders)


def _card(kind: RoleKind, held: list[Tenure], seats: Mapping[str, Seated]) -> RosterCard:
    theirs = [each for each in held if each.role == kind.key and each.ref in seats]
    return RosterCard(
        name=_(kind.name),
        about=_(kind.about),
        href=f"/roles/{kind.key}",
        powers=tuple(power(right) for right in sorted(kind.rights)),
        holders=tuple(seats[each.ref] for each in theirs),
        vacant=empty_places(vacancies(kind, theirs), kind.seats) if theirs else "",
    )


def _thin(held: Iterable[Tenure], now: datetime) -> tuple[Way, ...]:
    return tuple(
        (f"/why/{right}", power(right), counted(n))
        for right, n in holders_of(held, now=now).items()
        if n < ENOUGH_HOLDERS
    )


async def _names_wanted(names: Mapping[str, str], now: datetime) -> tuple[Way, ...]:
    return tuple(
        (f"/roles/{each.role}/election", names[each.role], "")
        for each in await calls.open_calls(now=now)
        if each.role in names
    )
