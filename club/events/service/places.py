"""Changing what members read about a place; hanging up a picture of its door."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tortoise.expressions import F

from club.events.models import Night, Place
from club.events.rules.calendars import window
from club.events.rules.plans import PlacePlan
from club.journal import service as journal
from club.kit import pictures
from club.kit.db import claim, transaction
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.roles import queries as roles
from club.roles.rules import Right


@dataclass(frozen=True, slots=True)
class Told:
    """What is told about a place.

    Args:
        place: its name, how to find it, what the room is like.
        plan_b: where to go if it is shut.
        keys: who has them, in words.
        booked_until: the last day it is hired for; None if nobody wrote that down.
        spot: its door on a map, or "".
    """

    place: PlacePlan
    plan_b: str = ""
    keys: str = ""
    booked_until: date | None = None
    spot: str = ""


async def change(place_ref: str, told: Told, member_id: int, *, now: datetime) -> None:
    """Change what is told about a place.

    Raises:
        NotFound: there is no such place.
        NotAllowed: the member does not hold the right at this moment.
    """
    async with transaction():
        place = Place.filter(ref=place_ref)
        renamed = await claim(place.exclude(name=told.place.name), name=told.place.name)
        way = told.place.how_to_find
        led = await claim(place.exclude(how_to_find=way), how_to_find=way)
        facts = {about.value: words for about, words in told.place.facts.items()}
        if not await claim(
            place,
            facts=facts,
            plan_b=told.plan_b,
            keys=told.keys,
            booked_until=told.booked_until,
            spot=told.spot,
        ):
            raise _none()
        if renamed or led:
            await _tell_calendars(place_ref, int(renamed), now)
        await _on_record(place_ref, member_id, now)


async def hang(
    place_ref: str, body: bytes, says: str, member_id: int, *, folder: Path, now: datetime
) -> None:
    """Hang up a picture of the door of a place; the one that hung there is deleted.

    Args:
        place_ref: the public name of the place.
        body: the picture as it was sent.
        says: what is on it, for whoever cannot see it.
        member_id: who hangs it.
        folder: where pictures are kept.
        now: this moment.

    Raises:
        NotFound: there is no such place.
        NotAllowed: the member does not hold the right at this moment.
        Invalid: it is no photo, or too much of one.
        Busy: many pictures come in at this moment.
    """
    picture = await pictures.keep(folder, body)
    try:
        old = await _hang(place_ref, picture, says, member_id, now)
    except BaseException:
        await pictures.forget(folder, picture.name)
        raise
    await pictures.forget(folder, old)


async def take_down(place_ref: str, *, folder: Path) -> None:
    """Take the picture of a place down, whoever asks: somebody may be on it.

    Raises:
        NotFound: there is no picture.
    """
    async with transaction():
        hangs = Place.filter(ref=place_ref).exclude(photo="")
        if not await claim(hangs, photo_wide=F("photo_wide")):
            raise NotFound(_("There is no picture any more."))
        old = (await Place.get(ref=place_ref)).photo
        await Place.filter(ref=place_ref).update(photo="", photo_says="")
    await pictures.forget(folder, old)


async def _hang(
    place_ref: str, picture: pictures.Picture, says: str, member_id: int, now: datetime
) -> str:
    """Put the picture's name on the place; return the name of the one before, or ""."""
    async with transaction():
        if not await claim(Place.filter(ref=place_ref), photo_says=says):
            raise _none()
        old = (await Place.get(ref=place_ref)).photo
        await Place.filter(ref=place_ref).update(
            photo=picture.name, photo_wide=picture.wide, photo_high=picture.high
        )
        await _on_record(place_ref, member_id, now)
        return old


async def _tell_calendars(place_ref: str, again: int, now: datetime) -> None:
    """Let calendars know that the nights there have something new; a new name is another place."""
    since, _until = window(now)
    rows = await Night.filter(place__ref=place_ref, starts_at__gte=since).values("id")
    for night_id in sorted(row["id"] for row in rows):  # in the order in which all lock nights
        night = Night.filter(id=night_id)
        await night.update(changed_at=now, sequence=F("sequence") + again)


async def _on_record(place_ref: str, member_id: int, now: datetime) -> None:
    mandate = await roles.mandate_for(member_id, Right.SCHEDULE_EVENT, now=now)
    thing = f"place/{place_ref}"
    await journal.record("place_changed", thing, by=member_id, now=now, mandate=mandate.ref)


def _none() -> NotFound:
    return NotFound(_("That place is not on the list."))
