"""Saying yes or no to a photo one is on, taking one down, and what the clock takes down.

What is agreed about one photo is settled by its own row, which every act locks first. A file is
deleted once its row is gone for good: a crash between the two leaves a file that no door knows,
and the sweeper takes it.
"""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from tortoise.expressions import F
from tortoise.queryset import QuerySet

from club.events.models import NightPhoto, PhotoTag
from club.events.queries import photos as queries
from club.events.queries.hosting import may_host
from club.events.rules import photos as rules
from club.events.service.words import power_at
from club.journal import service as journal
from club.kit import pictures
from club.kit.db import claim, transaction
from club.kit.errors import Invalid
from club.kit.words import gettext as _
from club.roles import queries as roles
from club.roles.rules import Right


async def agree(photo_ref: str, member_id: int, *, now: datetime) -> str:
    """Let a member who is on a photo say yes; return the name of the night.

    Raises:
        NotFound: there is no such photo, or they are not on it.
    """
    async with transaction():
        row = await _locked(photo_ref)
        mine = PhotoTag.filter(photo_id=row.id, member_id=member_id)
        if not await mine.exists():
            raise queries.gone()
        await mine.filter(agreed_at=None).update(agreed_at=now)
        if rules.is_agreed(await queries.tags_of(row.id)):
            await NightPhoto.filter(id=row.id, shown_at=None).update(shown_at=now)
        return row.night.ref


async def refuse(photo_ref: str, member_id: int, *, folder: Path) -> str:
    """Let a member who is on a photo say no, or no longer yes: it is deleted for everybody.

    Raises:
        NotFound: there is no such photo, or they are not on it.
    """
    async with transaction():
        row = await _locked(photo_ref)
        if not await PhotoTag.filter(photo_id=row.id, member_id=member_id).exists():
            raise queries.gone()
        await NightPhoto.filter(id=row.id).delete()
    await forget_files([row.picture], folder=folder)
    return row.night.ref


async def say_on_it(photo_ref: str, member_id: int, *, now: datetime) -> str:
    """Let a member say that they are on a photo too: the others see it again only if they agree.

    Whoever saw it may say so although another was quicker and it is hidden meanwhile: else it could
    come back without them.

    Raises:
        NotFound: there is no such photo, or nobody but those on it has ever seen it.
        Invalid: they sent it themselves.
    """
    async with transaction():
        row = await _locked(photo_ref)
        if row.member_id == member_id:
            raise Invalid(_("You sent this photo. You can take it down."))
        if await PhotoTag.filter(photo_id=row.id, member_id=member_id).exists():
            return row.night.ref
        if row.shown_at is None:
            raise queries.gone()
        await PhotoTag.create(photo_id=row.id, member_id=member_id, asked_at=now)
        return row.night.ref


async def take_down(photo_ref: str, member_id: int, *, folder: Path, now: datetime) -> str:
    """Delete a photo: the member's own, or as one who looks after the night or after such things.

    What is done to somebody else's photo is on record.

    Raises:
        NotFound: there is no such photo, or they do not see it.
        NotAllowed: it is not theirs to take down.
    """
    async with transaction():
        row = await _locked(photo_ref)
        if not rules.sees(member_id, row.member_id, await queries.tags_of(row.id)):
            raise queries.gone()
        if row.member_id != member_id:
            by_mandate = await _by_mandate(row.night_id, member_id, now)
            thing = row.night.thing
            await journal.record("photo_taken_down", thing, by=member_id, now=now, **by_mandate)
        await NightPhoto.filter(id=row.id).delete()
    await forget_files([row.picture], folder=folder)
    return row.night.ref


async def forget(photo_id: int, *, now: datetime) -> bool:
    """Delete a photo that had its time, or that somebody on it said nothing about; true if so."""
    async with transaction():
        if not await claim(NightPhoto.filter(id=photo_id), wide=F("wide")):
            return False
        row = await NightPhoto.get(id=photo_id).select_related("night", "member")
        waits = await PhotoTag.filter(photo_id=photo_id, agreed_at=None)
        is_old = now >= row.night.ends_at + rules.KEPT_FOR or row.member.left_at is not None
        if not is_old and not any(rules.is_over(tag.asked_at, now) for tag in waits):
            return False
        return bool(await NightPhoto.filter(id=photo_id).delete())


async def let_go(member_id: int) -> list[str]:
    """Delete the photos a member sent and those they are on, as they leave; name their files."""
    tagged = PhotoTag.filter(member_id=member_id)
    sent = NightPhoto.filter(member_id=member_id)
    ids = {row["photo_id"] for row in await tagged.values("photo_id")}
    ids |= {row["id"] for row in await sent.values("id")}
    theirs = NightPhoto.filter(id__in=ids)
    gone = await names_of(theirs) if ids else []
    if gone:
        await theirs.delete()
    return gone


async def forget_files(names: Collection[str], *, folder: Path) -> None:
    """Delete the files of photos whose rows are gone."""
    for name in names:
        await pictures.forget(folder, name)


async def names_of(photos: QuerySet[NightPhoto]) -> list[str]:
    """Return the names of the files of these photos."""
    return [row["picture"] for row in await photos.values("picture")]


async def _locked(photo_ref: str) -> NightPhoto:
    if not await claim(NightPhoto.filter(ref=photo_ref), wide=F("wide")):
        raise queries.gone()
    return await NightPhoto.get(ref=photo_ref).select_related("night")


async def _by_mandate(night_id: int, member_id: int, now: datetime) -> dict[str, str]:
    """Return the mandate by which somebody else's photo may be taken down; a host needs none."""
    if await may_host(night_id, member_id, now=now):
        _power, mandate = await power_at(night_id, member_id, now)
    else:
        mandate = (await roles.mandate_for(member_id, Right.HIDE_CONTENT, now=now)).ref
    return {"mandate": mandate} if mandate else {}
