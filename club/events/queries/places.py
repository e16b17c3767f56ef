"""The places the club meets at."""

from dataclasses import dataclass

from club.events.models import Place


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place one may choose for a night."""

    ref: str
    name: str


async def choices() -> list[PlaceChoice]:
    """Return the places in use, by name."""
    rows = await Place.filter(closed_at=None).order_by("name", "id").values("ref", "name")
    return [PlaceChoice(row["ref"], row["name"]) for row in rows]


async def known(ref: str) -> int | None:
    """Return the place with this public name; None if there is none in use."""
    rows = await Place.filter(ref=ref, closed_at=None).limit(1).values("id")
    return int(rows[0]["id"]) if rows else None
