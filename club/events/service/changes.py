"""Changing a night that stands."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import F

from club.events.models import Night
from club.events.queries import places
from club.events.service import seating
from club.events.service.nights import why_not
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import Invalid
from club.kit.words import gettext as _
from club.roles import queries as roles
from club.roles.rules import Right


@dataclass(frozen=True, slots=True)
class Change:
    """What may change about a night while answers stand.

    Args:
        title: what it is called.
        text: what members should know.
        place: the public name of a known place; None while that is open.
        places: seats; None means there is room for everybody.
    """

    title: str
    text: str
    place: str | None
    places: int | None


async def change(night_ref: str, wanted: Change, member_id: int, *, now: datetime) -> None:
    """Change a night; more places seat those who wait, fewer take no seat from anyone.

    Raises:
        NotFound: there is no such night.
        TooLate: it is over, or was called off.
        NotAllowed: the member does not hold the right at this moment.
        Invalid: the place is not known.
    """
    place_id = await places.known(wanted.place) if wanted.place else None
    if wanted.place and place_id is None:
        raise Invalid(_("That place is not on the list. Please choose one of these."), "place")
    async with transaction():
        standing = Night.filter(ref=night_ref, cancelled_at=None, ends_at__gt=now)
        if not await claim(
            standing,
            title=wanted.title,
            text=wanted.text,
            place_id=place_id,
            revision=F("revision") + 1,
            sequence=F("sequence") + 1,
            changed_at=now,
        ):
            raise await why_not(night_ref)
        mandate = await roles.mandate_for(member_id, Right.SCHEDULE_EVENT, now=now)
        night = await Night.get(ref=night_ref)
        await _resize(night, wanted.places, now)
        await journal.record(
            "night_changed", night.thing, by=member_id, now=now, mandate=mandate.ref
        )


async def _resize(night: Night, wanted: int | None, now: datetime) -> None:
    """Give the room another number of places; its row is locked. Nobody loses theirs."""
    if wanted == night.places:
        return
    night.places = wanted
    await Night.filter(id=night.id).update(places=wanted)
    await seating.hand_on(night, now=now)
    await seating.store(night)
