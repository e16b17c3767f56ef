"""Where a night is, and what to know about the place before leaving home."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from club.events import messages
from club.events.models import Night
from club.events.rules.online import site
from club.events.rules.places import Fact, PlaceShown, sees_place
from club.events.rules.seats import Seat
from club.events.rules.spots import MapLinks, links

COLUMNS = (
    "ref", "name", "how_to_find", "facts", "plan_b", "booked_until", "spot", "photo", "photo_says",
    "photo_wide", "photo_high",
)  # fmt: skip
OF_A_NIGHT = ("place_shown", "plan_b", "join_url", *(f"place__{each}" for each in COLUMNS))
"""The columns of a night that ``shown`` needs."""


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
        name: what it is called; "" for a night that is only joined from home.
        plan_b: where to go if it is shut.
        online: where the night is joined from home, or "".
        site: the site which that address leads to.
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
    online: str = ""
    site: str = ""


def shown(night: Mapping[str, Any], seat: Seat | None, *, helps: bool) -> PlaceView | None:
    """Return where a night is, as far as a member may read it; None while that is open.

    Args:
        night: a row with the columns of ``OF_A_NIGHT``.
        seat: the member's own standing.
        helps: whether they host the night or stand at its door.
    """
    online: str = night["join_url"]
    if night["place__name"] is None and not online:
        return None
    where: PlaceShown = night["place_shown"]
    if not sees_place(where, seat, helps=helps):
        return PlaceView("", "", later=True)
    place = {each: night[f"place__{each}"] for each in COLUMNS}
    told = view(place, night["plan_b"]) if place["name"] else PlaceView("", "")
    return replace(told, online=online, site=site(online))


def for_guest(night: Night, photo: str) -> PlaceView | None:
    """Return where a night is to somebody whom a member meets there; ``photo``: its address.

    How it is joined from home is not told: they are met at the door.
    """
    if night.place is None:
        return None
    place = view({each: getattr(night.place, each) for each in COLUMNS}, night.plan_b)
    if place.photo is None:
        return place
    return replace(place, photo=replace(place.photo, href=photo, small=f"{photo}/small"))


def view(row: Mapping[str, Any], plan_b: str) -> PlaceView:
    """Return a place as members read it; ``row`` has ``COLUMNS``."""
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
