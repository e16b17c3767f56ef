"""The list of a night's door: who wants to be expected, and what they ask of it.

On it stand those who come and either chose to be named or ask the door for something. Whoever
wants no name is a number there too; so is, for a helper, whoever is hidden from that helper:
another at the door reads their name and their wishes. How many are in the room is never less.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from club.events.messages import door as words
from club.events.messages.door import Words
from club.events.models import Answer, DoorChoice, Here, Night
from club.events.queries.cards import PERSON, person
from club.events.rules import presence
from club.events.rules.presence import How
from club.events.rules.seats import Want
from club.events.rules.wishes import Wish
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person

_LONGEST_LIST = 400
_LISTED = Q(named=True) | Q(wishes__gt=0) | ~Q(note="")
_Here = Mapping[int, Mapping[str, Any]]
_ROW = (*PERSON, "member_id", "party", "seats", "held", "offer_until", "wishes", "note")


@dataclass(frozen=True, slots=True)
class Guest:
    """One line of the list.

    Args:
        person: who, by the name they chose.
        here: they are counted as here.
        said: they said so themself, so the door does not take it back.
        only_self: they want to say it themself, so the door does not tick them.
        others: how many come with them.
        wishes: pairs of symbol and words.
        note: their own words for the door.
    """

    person: Person
    here: bool
    said: bool
    only_self: bool
    others: int = 0
    wishes: tuple[Words, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class DoorPage:
    """The list of a door tonight.

    Args:
        ref: the night's public name.
        title: what it is called.
        starts_at: when it starts.
        guests: who wants to be expected and has a place, or came anyway; by name.
        waiting: who wants to be expected and waits for a place.
        nameless: how many more come, and want no name here.
        people: how many people are here.
        unnamed: how many of them were counted without a name.
    """

    ref: str
    title: str
    starts_at: datetime
    guests: tuple[Guest, ...]
    waiting: tuple[Guest, ...]
    nameless: int
    people: int
    unnamed: int


async def door_page(ref: str, member_id: int, *, now: datetime) -> DoorPage:
    """Return the list of a night's door, as one of its helpers reads it.

    Raises:
        NotFound: there is no such night.
        TooLate: it is not the hour for it.
    """
    night = await Night.get_or_none(ref=ref)
    if night is None:
        raise NotFound(_("That night is not on the calendar."))
    if not presence.list_is_open(night.starts_at, night.ends_at, now):
        raise TooLate(_("The list is open from two hours before the night until 12 hours after."))
    here = await _here(night.id)
    hidden = await members.hidden_from(member_id)
    listed = await _coming(night.id).filter(_LISTED).limit(_LONGEST_LIST).values(*_ROW)
    rows = [row for row in listed if row["member_id"] not in hidden]
    unseen = [row for row in listed if row["member_id"] in hidden - set(here)]
    alone = await _only_themselves([row["member_id"] for row in rows])
    lines = {row["member_id"]: _guest(row, here, alone) for row in rows}
    waits = {row["member_id"] for row in rows if _waits(row, night)} - set(here)
    came = [_came(row) for each, row in here.items() if each not in hidden.union(lines)]
    return DoorPage(
        ref=ref,
        title=night.title,
        starts_at=night.starts_at,
        guests=_by_name([*came, *(line for each, line in lines.items() if each not in waits)]),
        waiting=_by_name([line for each, line in lines.items() if each in waits]),
        nameless=await _nameless(night, set(here)) + _people(unseen, night),
        people=presence.head_count(night.here, night.unnamed),
        unnamed=max(0, night.unnamed),
    )


async def is_listed(night_id: int, member_id: int) -> bool:
    """Tell whether a member stands on the list of a night's door."""
    if await _coming(night_id).filter(_LISTED, member_id=member_id).exists():
        return True
    return await Here.filter(night_id=night_id, member_id=member_id).exists()


def _coming(night_id: int) -> QuerySet[Answer]:
    return Answer.filter(night_id=night_id, want=Want.COMING, member__left_at=None)


def _waits(row: Mapping[str, Any], night: Night) -> bool:
    given = row["seats"] or row["held"] or row["offer_until"]
    return night.places is not None and not given


def _comes(row: Mapping[str, Any]) -> int:
    """Return how many come by an answer: a party may have been given fewer places than it asked."""
    return int(row["seats"] or row["party"])


def _people(rows: Iterable[Mapping[str, Any]], night: Night) -> int:
    """Return how many come by these answers; whoever waits for a place does not come yet."""
    return sum(_comes(row) for row in rows if not _waits(row, night))


def _guest(row: Mapping[str, Any], here: _Here, alone: set[int]) -> Guest:
    came = here.get(row["member_id"])
    return Guest(
        person=person(row),
        here=came is not None,
        said=came is not None and came["how"] is How.SELF,
        only_self=row["member_id"] in alone,
        others=_comes(row) - 1,
        wishes=tuple(words.wish(each) for each in Wish(row["wishes"]) if each),
        note=row["note"],
    )


async def _only_themselves(member_ids: list[int]) -> set[int]:
    rows = DoorChoice.filter(member_id__in=member_ids, only_self=True)
    return {row["member_id"] for row in await rows.values("member_id")}


async def _here(night_id: int) -> _Here:
    """Return who is here by name."""
    named = Here.filter(night_id=night_id, member_id__isnull=False, member__left_at=None)
    rows = await named.values(*PERSON, "member_id", "n", "how")
    return {row["member_id"]: row for row in rows}


def _came(row: Mapping[str, Any]) -> Guest:
    """Return the line of somebody who is here and on no list."""
    return Guest(person(row), here=True, said=True, only_self=False, others=row["n"] - 1)


async def _nameless(night: Night, here: set[int]) -> int:
    """Return how many more come, and want no name on the list."""
    rows = _coming(night.id).exclude(_LISTED)
    asked = await rows.values("member_id", "party", "seats", "held", "offer_until")
    return _people([row for row in asked if row["member_id"] not in here], night)


def _by_name(guests: list[Guest]) -> tuple[Guest, ...]:
    return tuple(sorted(guests, key=lambda each: (each.person.name.casefold(), each.person.id)))
