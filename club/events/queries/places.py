"""The places the club meets at, and what to know about one before leaving home."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import Q, Subquery

from club.events.models import Night, Place
from club.events.queries.whereabouts import COLUMNS, PlaceView, view
from club.events.rules.places import Fact, PlaceShown
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.roles import queries as roles
from club.roles.rules import Right


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place one may choose for a night."""

    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """Where the club meets."""

    places: tuple[PlaceChoice, ...]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """One place; ``keys`` says who has them, and ``may_change`` that this member may change it."""

    place: PlaceView
    keys: str
    may_change: bool


@dataclass(frozen=True, slots=True)
class PlaceEditPage:
    """A place as its planner changes it; ``facts`` are what was told, by name."""

    place: PlaceView
    facts: Mapping[str, str]
    keys: str
    spot: str


async def choices(*which: Q) -> list[PlaceChoice]:
    """Return the places in use, by name."""
    rows = await Place.filter(*which, closed_at=None).order_by("name", "id").values("ref", "name")
    return [PlaceChoice(row["ref"], row["name"]) for row in rows]


async def known(ref: str) -> int | None:
    """Return the place with this public name; None if there is none in use."""
    rows = await Place.filter(ref=ref, closed_at=None).limit(1).values("id")
    return int(rows[0]["id"]) if rows else None


async def places_page(member_id: int, *, now: datetime) -> PlacesPage:
    """Return where the club meets, as far as this member may read it."""
    may = await roles.holds(member_id, Right.SCHEDULE_EVENT, now=now)
    return PlacesPage(tuple(await choices(Q() if may else _readable(member_id))))


async def place_page(ref: str, member_id: int, *, now: datetime) -> PlacePage:
    """Return one place as members read it.

    Raises:
        NotFound: there is no such place, or its nights tell where they are only to who comes.
    """
    row = await _row(ref)
    may = await roles.holds(member_id, Right.SCHEDULE_EVENT, now=now)
    if not may and not await Place.filter(_readable(member_id), ref=ref).exists():
        raise NotFound(_("Where this is, you read once you have a place at a night there."))
    return PlacePage(view(row, ""), row["keys"], may_change=may is not None)


async def place_edit_page(ref: str) -> PlaceEditPage:
    """Return one place as its planner changes it.

    Raises:
        NotFound: there is no such place.
    """
    row = await _row(ref)
    told = row["facts"] or {}
    facts = {each.value: told.get(each, "") for each in Fact}
    return PlaceEditPage(view(row, ""), facts, row["keys"], row["spot"])


async def is_shown(photo: str) -> bool:
    """Tell whether a picture is that of a place."""
    return bool(photo) and await Place.filter(photo=photo).exists()


async def photos() -> set[str]:
    """Return the names of all pictures that hang at a place."""
    return {row["photo"] for row in await Place.exclude(photo="").values("photo")}


async def _row(ref: str) -> Mapping[str, Any]:
    found = await Place.filter(ref=ref).limit(1).values(*COLUMNS, "keys")
    if not found:
        raise NotFound(_("That place is not on the list."))
    row: Mapping[str, Any] = found[0]
    return row


def _readable(member_id: int) -> Q:
    """Leave out places of which only those are told who have a place at a night there.

    A place stays open while any night there tells all members where it is. Where none does, the
    list of places would give away what its nights keep back.
    """
    at_one = Night.filter(place_id__isnull=False)
    kept_back = at_one.filter(place_shown=PlaceShown.COMING)
    told = at_one.exclude(place_shown=PlaceShown.COMING)
    seated = at_one.filter(answers__member_id=member_id, answers__seats__gt=0)
    helped = at_one.filter(helpers__member_id=member_id)
    return ~Q(id__in=Subquery(kept_back.values("place_id"))) | Q(
        *(Q(id__in=Subquery(each.values("place_id"))) for each in (told, seated, helped)),
        join_type="OR",
    )
