"""Letting photos of a night in, stopping them, and sending one.

How many there are is settled by the night's row, which these acts lock first.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tortoise.expressions import F

from club.events.messages import Told
from club.events.messages import photos as words
from club.events.models import Night, NightPhoto, NightPhotos, PhotoTag
from club.events.queries import photos as queries
from club.events.queries.photos import PhotoNight
from club.events.rules import photos as rules
from club.events.service import consent
from club.events.service.words import power_at
from club.journal import service as journal
from club.kit import pictures
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _
from club.members import queries as members
from club.notices import service as notices


@dataclass(frozen=True, slots=True)
class Sent:
    """What comes with a photo: the file, what is on it, and who, by their public names."""

    body: bytes
    says: str
    seen: Collection[str]


async def allow(night_ref: str, member_id: int, *, now: datetime) -> None:
    """Let photos be shared from a night; doing it again changes nothing.

    Raises:
        NotFound: there is no such night.
        NotAllowed: the member does not look after it.
        TooLate: it was called off, or is over so long that nobody could add any.
    """
    async with transaction():
        night = await _locked(night_ref)
        by_mandate = await _by_mandate(night.id, member_id, now)
        if night.cancelled_at is not None or now >= night.ends_at + rules.TAKEN_UNTIL:
            raise TooLate(_("It is too late for photos of this night."))
        if await NightPhotos.filter(night_id=night.id).exists():
            return
        await NightPhotos.create(night_id=night.id)
        await journal.record("photos_allowed", night.thing, by=member_id, now=now, **by_mandate)


async def stop(night_ref: str, member_id: int, *, folder: Path, now: datetime) -> None:
    """Let no more photos of a night be shared, and delete those there are.

    Raises:
        NotFound: there is no such night.
        NotAllowed: the member does not look after it.
    """
    async with transaction():
        night = await _locked(night_ref)
        by_mandate = await _by_mandate(night.id, member_id, now)
        if not await NightPhotos.filter(night_id=night.id).delete():
            return
        gone = await consent.names_of(NightPhoto.filter(night_id=night.id))
        await NightPhoto.filter(night_id=night.id).delete()
        await journal.record("photos_ended", night.thing, by=member_id, now=now, **by_mandate)
    await consent.forget_files(gone, folder=folder)


async def add(night_ref: str, sent: Sent, member_id: int, *, folder: Path, now: datetime) -> bool:
    """Keep a photo of a night and ask everybody on it; true if others see it at once.

    Raises:
        NotFound: there is no such night.
        NotAllowed: no photos are shared from it, or the member was not there.
        TooLate: it has not begun, or it is over for a day; or as many are there as it takes.
        Invalid: it is no photo, or too much of one; or somebody chosen is no member.
        Busy: many pictures come in at this moment.
    """
    # Before anything is drawn: that costs the server more than all else here.
    await _refuse(await queries.photo_night(night_ref, member_id), member_id, now)
    picture = await pictures.keep(folder, sent.body)
    try:
        return await _add(night_ref, sent, picture, member_id, now)
    except Exception:
        # Not when it was cut off: then the row may be stored. A file without one is swept up.
        await pictures.forget(folder, picture.name)
        raise


async def _add(
    night_ref: str, sent: Sent, picture: pictures.Picture, member_id: int, now: datetime
) -> bool:
    async with transaction():
        night = await _locked(night_ref)
        await _refuse(await queries.photo_night(night_ref, member_id), member_id, now)
        seen = await _members(sent.seen, member_id)
        others = seen - {member_id}
        photo = await NightPhoto.create(
            night_id=night.id, member_id=member_id, picture=picture.name, says=sent.says,
            wide=picture.wide, high=picture.high, sent_at=now, shown_at=None if others else now,
        )  # fmt: skip
        for each in sorted(seen):
            agreed = now if each == member_id else None
            await PhotoTag.create(photo_id=photo.id, member_id=each, asked_at=now, agreed_at=agreed)
        told = Told(night.ref, night.title, night.starts_at)
        await notices.post(words.asks(told, photo.ref), others, now=now)
        return not others


async def _refuse(night: PhotoNight, member_id: int, now: datetime) -> None:
    """Raise what add raises, of what can be known without the picture."""
    if not night.allowed:
        raise NotAllowed(_("No photos are shared from this night."))
    if not night.is_open(now):
        raise TooLate(_("Photos can be added from when a night begins until a day after it."))
    if not night.was_there:
        raise NotAllowed(_("Photos are added by those who had a place, or said they are here."))
    of_night = NightPhoto.filter(night_id=night.id)
    mine = NightPhoto.filter(member_id=member_id)
    if not rules.left(await of_night.count(), await mine.filter(night_id=night.id).count()):
        raise TooLate(_("There are as many photos as this night takes, or as one member may add."))
    if await mine.count() >= rules.MOST_OF_A_MEMBER:
        raise TooLate(_("You have as many photos here as one member may. Take an old one down."))


async def _members(refs: Collection[str], member_id: int) -> set[int]:
    """Return the members with these public names; the one who sends may rest.

    Raises:
        Invalid: one of them has left, or rests.
    """
    known = {each.ref: each.id for each in await members.everybody(member_id)}
    if (me := await members.person(member_id)) is not None:
        known[me.ref] = me.id
    if not known.keys() >= set(refs):
        raise Invalid(_("One of these members is not here just now. Please choose again."), "seen")
    return {known[ref] for ref in refs}


async def _locked(night_ref: str) -> Night:
    if not await claim(Night.filter(ref=night_ref), here=F("here")):
        raise NotFound(_("That night is not on the calendar."))
    return await Night.get(ref=night_ref)


async def _by_mandate(night_id: int, member_id: int, now: datetime) -> dict[str, str]:
    _power, mandate = await power_at(night_id, member_id, now)
    return {"mandate": mandate} if mandate else {}
