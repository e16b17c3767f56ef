"""One role: what it is, who holds it and held it, and what the reader may do about their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from club.charter import queries as charter
from club.front.queries.roster import Seated, Way, counted, empty_places, seated, vacancies
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person
from club.roles import queries as roles
from club.roles.messages import power
from club.roles.queries import calls
from club.roles.queries.offices import Leave, Tenure, leave_asked, tenures, weeks_of_leave
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
class Mine:
    """The reader's own part in a role.

    Args:
        mandate: the public id of their mandate.
        own: the members gave it to them; not as a deputy or a caretaker.
        away_until: until when they are away; None if they are not.
        weeks: for how many weeks they may be away from now on.
        willing: they would look after the role a little longer, if nobody is chosen.
        caretaker_days: for how long that would be; 0 if the club does without.
    """

    mandate: str
    own: bool
    away_until: datetime | None
    weeks: int
    willing: bool
    caretaker_days: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question whether somebody would act; seen by the two it is between.

    Args:
        ref: the question's public id.
        person: the other of the two.
        until: until when the leave would be.
        mine: the reader asks; otherwise the reader is asked.
    """

    ref: str
    person: Person
    until: datetime
    mine: bool


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
    mine: Mine | None
    asked: tuple[Asked, ...]


async def role_page(key: str, member_id: int, *, now: datetime) -> RolePage:
    """Return one role.

    Raises:
        NotFound: the club has no such role.
    """
    kind = await roles.kind(key)
    if kind is None:
        raise NotFound(_("The club has no such role."))
    known = await tenures(key, now=now)
    alive = [each for each in known if each.over_at > now]
    held = [each for each in alive if each.runs(now)]
    seats = await seated(alive)
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
        past=await _past(known, now),
        facts=_facts(kind, {each.key: _(each.name) for each in await roles.kinds()}),
        powers=tuple([await _power(right, now) for right in sorted(kind.rights)]),
        notes=any(each.member_id == member_id for each in alive),
        names_wanted=key in {each.role for each in await calls.open_calls(now=now)},
        mine=await _mine([each for each in held if each.member_id == member_id], now),
        asked=await _asked(await leave_asked(key, member_id, now=now), member_id),
    )


async def _past(known: list[Tenure], now: datetime) -> tuple[Past, ...]:
    """Return who held the role before, the last first; not who acted, and not how it ended."""
    over = [each for each in known if each.over_at <= now and each.standing is not Standing.ACTING]
    newest = sorted(over, key=lambda each: each.over_at, reverse=True)[:_PAST_SHOWN]
    people = await members.people({each.member_id for each in newest})
    return tuple(
        Past(people.get(each.member_id), each.starts_at, each.over_at)
        for each in newest
        if each.over_at > each.starts_at
    )


async def _power(right: Right, now: datetime) -> Way:
    hint = ""
    if right in CRITICAL:
        hint = counted(len(await roles.holders(right, now=now)))
    return f"/why/{right}", power(right), hint


async def _mine(theirs: list[Tenure], now: datetime) -> Mine | None:
    if not theirs:
        return None
    # Their own before what they do for another, if it is both.
    best = min(theirs, key=lambda each: each.standing is not Standing.GIVEN)
    own = best.standing is Standing.GIVEN
    return Mine(
        mandate=best.ref,
        own=own,
        away_until=best.away_until,
        weeks=await weeks_of_leave(best, now=now) if own else 0,
        willing=best.willing,
        caretaker_days=(await charter.in_force(now)).whole("caretaker_days") if own else 0,
    )


async def _asked(asked: list[Leave], member_id: int) -> tuple[Asked, ...]:
    between = {each.asker_id for each in asked} | {each.deputy_id for each in asked}
    people = await members.people(between)
    return tuple(
        Asked(each.ref, people[other], each.until_at, mine=each.asker_id == member_id)
        for each in asked
        if (other := each.deputy_id if each.asker_id == member_id else each.asker_id) in people
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
