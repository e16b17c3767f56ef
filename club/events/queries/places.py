"""The places the club meets at, and what to know about one before leaving home."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from club.events import messages
from club.events.models import Place
from club.events.rules.places import Fact, PlaceShown, sees_place
from club.events.rules.seats import Seat
from club.events.rules.spots import MapLinks, links
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.roles import queries as roles
from club.roles.rules import Right

_PLACE = (
    "ref", "name", "how_to_find", "facts", "plan_b", "booked_until", "spot", "photo", "photo_says",
    "photo_wide", "photo_high",
)  # fmt: skip
OF_A_NIGHT = ("place_shown", "plan_b", *(f"place__{each}" for each in _PLACE))
"""The columns of a night that ``shown`` needs."""


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place one may choose for a night."""

    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class FactView:
    """One thing to know about a room; ``about`` is the name of its symbol too."""

    about: Fact
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A picture of the door: where it is, large and small, and what is on it."""

    href: str
    small: str
    says: str
    wide: int
    high: int


@dataclass(frozen=True, slots=True)
class PlaceView:
    """What to know about the place before leaving home.

    Args:
        later: it is told only to those who have a place at the night; all else is empty then.
        plan_b: where to go if it is shut.
    """

    ref: str
    name: str
    how_to_find: str = ""
    facts: tuple[FactView, ...] = ()
    plan_b: str = ""
    booked_until: date | None = None
    map: MapLinks | None = None
    photo: PhotoView | None = None
    later: bool = False


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


async def choices() -> list[PlaceChoice]:
    """Return the places in use, by name."""
    rows = await Place.filter(closed_at=None).order_by("name", "id").values("ref", "name")
    return [PlaceChoice(row["ref"], row["name"]) for row in rows]


async def known(ref: str) -> int | None:
    """Return the place with this public name; None if there is none in use."""
    rows = await Place.filter(ref=ref, closed_at=None).limit(1).values("id")
    return int(rows[0]["id"]) if rows else None


async def places_page() -> PlacesPage:
    """Return where the club meets."""
    return PlacesPage(tuple(await choices()))


async def place_page(ref: str, member_id: int, *, now: datetime) -> PlacePage:
    """Return one place as members read it.

    Raises:
        NotFound: there is no such place.
    """
    row = await _row(ref)
    may = await roles.holds(member_id, Right.SCHEDULE_EVENT, now=now)
    return PlacePage(_view(row, ""), row["keys"], may_change=may is not None)


async def place_edit_page(ref: str) -> PlaceEditPage:
    """Return one place as its planner changes it.

    Raises:
        NotFound: there is no such place.
    """
    row = await _row(ref)
    told = row["facts"] or {}
    facts = {each.value: told.get(each, "") for each in Fact}
    return PlaceEditPage(_view(row, ""), facts, row["keys"], row["spot"])


async def is_shown(photo: str) -> bool:
    """Tell whether a picture is that of a place."""
    return bool(photo) and await Place.filter(photo=photo).exists()


async def photos() -> set[str]:
    """Return the names of all pictures that hang at a place."""
    return {row["photo"] for row in await Place.exclude(photo="").values("photo")}


def shown(night: Mapping[str, Any], seat: Seat | None, *, helps: bool) -> PlaceView | None:
    """Return where a night is, as far as a member may read it; None while that is open.

    Args:
        night: a row with the columns of ``OF_A_NIGHT``.
        seat: the member's own standing.
        helps: whether they host the night or stand at its door.
    """
    if night["place__name"] is None:
        return None
    where: PlaceShown = night["place_shown"]
    if not sees_place(where, seat, helps=helps):
        return PlaceView("", "", later=True)
    place = {each: night[f"place__{each}"] for each in _PLACE}
    return _view(place, night["plan_b"])


async def _row(ref: str) -> Mapping[str, Any]:
    found = await Place.filter(ref=ref).limit(1).values(*_PLACE, "keys")
    if not found:
        raise NotFound(_("That place is not on the list."))
    row: Mapping[str, Any] = found[0]
    return row


def _view(row: Mapping[str, Any], plan_b: str) -> PlaceView:
    told: Mapping[str, str] = row["facts"] or {}
    return PlaceView(
        ref=row["ref"],
        name=row["name"],
        how_to_find=row["how_to_find"],
        facts=tuple(FactView(f, messages.fact(f), told[f]) for f in Fact if told.get(f)),
        plan_b=plan_b or row["plan_b"],
        booked_until=row["booked_until"],
        map=links(row["spot"]),
        photo=_photo(row),
    )


def _photo(row: Mapping[str, Any]) -> PhotoView | None:
    if not row["photo"]:
        return None
    href = f"/pictures/{row['photo']}"
    return PhotoView(href, f"{href}/small", row["photo_says"], row["photo_wide"], row["photo_high"])
