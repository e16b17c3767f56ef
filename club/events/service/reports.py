"""Asking whoever looks after such things to read a text; telling them, in neutral words."""

from collections.abc import Collection
from datetime import datetime

from tortoise.expressions import F

from club.events.messages import around as around_words
from club.events.models import Night, NightComment, NightPhoto, Report
from club.events.queries import photos
from club.events.queries.hosting import host_ids
from club.events.queries.reports import those_i_may_read
from club.events.rules.talk import Reason
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound
from club.kit.words import gettext as _
from club.notices import service as notices
from club.roles import queries as roles
from club.roles.rules import Right


async def report_comment(comment_ref: str, member_id: int, reason: Reason, *, now: datetime) -> str:
    """Ask others to look at what somebody said; return the name of the night.

    Asking again changes nothing. Whoever wrote it is not among those who are asked.

    Raises:
        NotFound: there is no such text.
        Invalid: it is the member's own.
    """
    async with transaction():
        if not await claim(NightComment.filter(ref=comment_ref), to=F("to")):
            raise NotFound(_("That is not there any more."))
        row = await NightComment.get(ref=comment_ref).select_related("night")
        if row.member_id == member_id:
            raise Invalid(_("You wrote this yourself. You can take it back on the page."))
        new = Report(night_id=row.night_id, comment_id=row.id, about=row.ref, reason=reason)
        await _ask(new, member_id, {row.member_id}, now)
        return row.night.ref


async def report_night(night_ref: str, member_id: int, reason: Reason, *, now: datetime) -> str:
    """Ask others to look at the text of a night; its hosts are not among those who are asked.

    Raises:
        NotFound: there is no such night.
    """
    async with transaction():
        if not await claim(Night.filter(ref=night_ref), sequence=F("sequence")):
            raise NotFound(_("That night is not on the calendar."))
        night = await Night.get(ref=night_ref)
        new = Report(night_id=night.id, about=night.ref, reason=reason)
        await _ask(new, member_id, set(await host_ids(night.id)), now)
        return night.ref


async def report_photo(photo_ref: str, member_id: int, reason: Reason, *, now: datetime) -> str:
    """Ask others to look at a photo; return the name of the night. Whoever sent it is not asked.

    Raises:
        NotFound: there is no such photo, or the member does not see it.
        Invalid: it is the member's own.
    """
    async with transaction():
        if not await claim(NightPhoto.filter(ref=photo_ref), wide=F("wide")):
            raise photos.gone()
        row = await photos.visible(photo_ref, member_id)
        if row.member_id == member_id:
            raise Invalid(_("You sent this photo. You can take it down."))
        new = Report(night_id=row.night_id, photo_id=row.id, about=row.ref, reason=reason)
        await _ask(new, member_id, {row.member_id}, now)
        return row.night.ref


async def close(report_ref: str, member_id: int, *, now: datetime) -> None:
    """Take a text off the list of those to look at.

    Raises:
        NotFound: there is nothing like that on this member's list.
    """
    async with transaction():
        if not await claim(Report.filter(ref=report_ref, closed_at=None), closed_at=now):
            raise NotFound(_("Somebody has looked at this already."))
        if not await those_i_may_read(member_id).filter(ref=report_ref).exists():
            raise NotFound(_("Somebody has looked at this already."))


async def _ask(new: Report, member_id: int, wrote: Collection[int], now: datetime) -> None:
    """Keep a report and tell those who may look; the row it is about is locked."""
    if await Report.filter(about=new.about, member_id=member_id).exists():
        return
    new.member_id, new.said_at = member_id, now
    await new.save()
    carers = {each.member_id for each in await roles.holders(Right.HIDE_CONTENT, now=now)}
    await notices.post(around_words.look_at(new.ref), carers - {member_id, *wrote}, now=now)
