"""Nights as files: one night, all that a member answered, or all of the club's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from club.events.models import Answer, Night
from club.events.queries import mine
from club.events.queries.entries import ROW, Site, entry, full, public
from club.events.queries.mine import seat
from club.events.rules.calendars import Detail, Mine
from club.events.rules.places import Listed, PlaceShown, sees_place
from club.events.rules.wishes import Wish
from club.kit.errors import NotFound
from club.kit.ics.entry import Entry
from club.kit.words import gettext as _


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What a member said to one night, for the member alone.

    ``place`` and ``join_url`` are there as far as they may know.
    """

    night: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    join_url: str
    answer: str
    party: int
    named: bool
    wishes: tuple[str, ...]
    note: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class ClubNight:
    """A night as the club planned it, with nothing in it of anybody who came or answered.

    ``place`` and ``join_url`` are "" where only those who come read them; ``places`` is None
    where all have room.
    """

    night: str
    title: str
    text: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str
    join_url: str
    places: int | None
    called_off: bool


_PLANNED = (
    "ref", "title", "text", "starts_at", "ends_at", "zone", "places", "place__name", "place_shown",
    "join_url", "cancelled_at",
)  # fmt: skip


async def planned() -> tuple[ClubNight, ...]:
    """Return every night the club ever planned, but for those that are only for invited people."""
    nights = Night.exclude(listed=Listed.INVITED).order_by("starts_at", "id")
    return tuple(_planned(row) for row in await nights.values(*_PLANNED))


def _planned(row: Mapping[str, Any]) -> ClubNight:
    told = row["place_shown"] is not PlaceShown.COMING
    return ClubNight(
        night=row["ref"],
        title=row["title"],
        text=row["text"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        zone=row["zone"],
        place=(row["place__name"] or "") if told else "",
        join_url=row["join_url"] if told else "",
        places=row["places"],
        called_off=row["cancelled_at"] is not None,
    )


async def answered(member_id: int, site: Site) -> tuple[Entry, ...]:
    """Return every night this member has answered and the club has not forgotten."""
    rows, said = await _answered(member_id)
    return tuple(full(row, said[row["id"]], site) for row in rows)


async def own_answers(member_id: int) -> tuple[OwnAnswer, ...]:
    """Return all that the club knows of this member's answers."""
    rows, said = await _answered(member_id)
    kept = {each.night_id: each for each in await Answer.filter(member_id=member_id)}
    return tuple(_own(row, said[row["id"]], kept[row["id"]]) for row in rows if row["id"] in kept)


async def _answered(member_id: int) -> tuple[list[dict[str, Any]], Mapping[int, Mine]]:
    nights = Night.filter(answers__member_id=member_id).order_by("starts_at", "id")
    rows = await mine.dated(member_id, await nights.values(*ROW))
    return rows, await mine.answers(member_id, rows)


def _own(row: Mapping[str, Any], said: Mine, kept: Answer) -> OwnAnswer:
    sees = sees_place(row["place_shown"], seat(said), helps=False)
    wishes = [wish for wish in Wish if wish and wish in Wish(kept.wishes)]
    return OwnAnswer(
        night=row["ref"],
        title=row["title"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        place=(row["place__name"] or "") if sees else "",
        join_url=row["join_url"] if sees else "",
        answer=said.value,
        party=kept.party,
        named=kept.named,
        wishes=tuple(str(wish.name).lower() for wish in wishes),
        note=kept.note,
        said_at=kept.said_at,
    )


async def night(ref: str, member_id: int, site: Site, detail: Detail) -> Entry:
    """Return one night for a member's calendar.

    Raises:
        NotFound: there is no such night.
    """
    found = await Night.filter(ref=ref).limit(1).values(*ROW)
    if not found:
        raise NotFound(_("That night is not on the calendar."))
    rows = await mine.dated(member_id, found)
    said = await mine.answers(member_id, rows)
    return entry(rows[0], said.get(rows[0]["id"], Mine.NONE), site, detail)


async def public_night(ref: str, site: Site) -> Entry | None:
    """Return one night for a stranger; None for an unknown night and for one that is not public."""
    rows = await Night.filter(ref=ref, listed=Listed.PUBLIC).limit(1).values(*ROW)
    return public(rows[0], site) if rows else None
