"""What somebody who plans nights sees."""

from dataclasses import dataclass
from datetime import datetime

from club.events.models import Night
from club.events.queries.places import PlaceChoice, choices
from club.kit.errors import NotFound
from club.kit.words import gettext as _


@dataclass(frozen=True, slots=True)
class EditPage:
    """A night as its planner changes it; ``series`` is the name of one that goes on, or ""."""

    ref: str
    title: str
    text: str
    place: str
    places: int | None
    starts_at: datetime
    known_places: tuple[PlaceChoice, ...]
    series: str
    cancelled: bool
    over: bool


async def edit_page(ref: str, *, now: datetime) -> EditPage:
    """Return what may change about a night.

    Raises:
        NotFound: there is no such night.
    """
    asked = Night.filter(ref=ref).limit(1)
    found = await asked.values(
        "ref",
        "title",
        "text",
        "places",
        "starts_at",
        "ends_at",
        "cancelled_at",
        "place__ref",
        "series__ref",
        "series__ended_at",
    )
    if not found:
        raise NotFound(_("That night is not on the calendar."))
    row = found[0]
    return EditPage(
        ref=row["ref"],
        title=row["title"],
        text=row["text"],
        place=row["place__ref"] or "",
        places=row["places"],
        starts_at=row["starts_at"],
        known_places=tuple(await choices()),
        series="" if row["series__ended_at"] else row["series__ref"] or "",
        cancelled=row["cancelled_at"] is not None,
        over=now >= row["ends_at"],
    )
