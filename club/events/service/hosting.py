"""Offering to host a night or open its door, and asking for a host when nobody is left."""

from datetime import datetime

from tortoise.expressions import F

from club.events import messages
from club.events.models import Answer, Helper, Night
from club.events.queries import line, seats
from club.events.rules.hosts import MOST_HOSTS, Asked, next_asked
from club.events.rules.places import Part
from club.events.rules.room import takes
from club.events.rules.seats import Want, counts
from club.events.service import seating
from club.events.service.terms import why_not
from club.kit.db import claim, transaction
from club.kit.errors import TooLate
from club.kit.words import gettext as _
from club.notices import service as notices
from club.roles import queries as roles
from club.roles.rules import COMMITTEE, Right


async def offer_help(
    night_ref: str, member_id: int, part: Part, *, offers: bool, now: datetime
) -> None:
    """Let a member offer to host a night or open its door, or step back without a reason.

    Raises:
        NotFound: there is no such night.
        TooLate: it is over, was called off, or as many as it takes look after it already.
    """
    async with transaction():
        standing = Night.filter(ref=night_ref, cancelled_at=None, ends_at__gt=now)
        if not await claim(standing, revision=F("revision") + 1):
            raise await why_not(night_ref)
        night = await Night.get(ref=night_ref)
        mine = Helper.filter(night_id=night.id, member_id=member_id, part=part)
        if offers is await mine.exists():
            return
        if offers:
            await _refuse_a_crowd(night, part)
            await Helper.create(night_id=night.id, member_id=member_id, part=part)
        else:
            await mine.delete()
        if part is Part.HOST:
            await _seat_anew(night, member_id, hosts=offers, now=now)
            await watch(night, now=now)


async def _refuse_a_crowd(night: Night, part: Part) -> None:
    """Keep hosting a job: a host takes no place, so a full room could be hosted past its walls."""
    if part is Part.HOST:
        there = Helper.filter(night_id=night.id, part=Part.HOST, member__left_at=None)
        if await there.count() >= MOST_HOSTS and night.host_gone_at is None:
            raise TooLate(_("Enough people look after this night already. Thank you for asking."))


async def step_back(member_id: int, *, now: datetime) -> None:
    """Take a member's offers to help back from every night, in the order of the nights' ids."""
    hosted = Helper.filter(member_id=member_id, part=Part.HOST, night__ends_at__gt=now)
    nights = await hosted.order_by("night_id").values("night_id")
    await Helper.filter(member_id=member_id).delete()
    for row in nights:
        async with transaction():
            await claim(Night.filter(id=row["night_id"]), revision=F("revision") + 1)
            await watch(await Night.get(id=row["night_id"]), now=now)


async def watch(night: Night, *, now: datetime) -> None:
    """See whether anybody still looks after the night, and ask those near it if not.

    Called inside the act that changed who hosts or whether a host comes.
    """
    left = await _hosts_left(night.id)
    if left or night.cancelled_at is not None:
        if night.host_gone_at is not None:
            await Night.filter(id=night.id).update(host_gone_at=None, host_asked=Asked.NOBODY)
        return
    if night.host_gone_at is None:
        await Night.filter(id=night.id).update(host_gone_at=now, host_asked=Asked.HELPERS)
        await _ask(night, Asked.HELPERS, now)


async def ask(night_id: int, *, now: datetime) -> bool:
    """Ask the next ones for a host, if their time has come; True if anybody was asked."""
    async with transaction():
        without = Night.filter(id=night_id, host_gone_at__isnull=False, cancelled_at=None)
        if not await claim(without.filter(starts_at__gt=now), revision=F("revision") + 1):
            return False
        night = await Night.get(id=night_id)
        asked = Asked(night.host_asked)
        following = next_asked(asked, night.host_gone_at or now, night.starts_at, now)
        if following is asked:
            return False
        await Night.filter(id=night_id).update(host_asked=following)
        await _ask(night, following, now)
        return True


async def _seat_anew(night: Night, member_id: int, *, hosts: bool, now: datetime) -> None:
    """A host's own place is none of the room's: count it anew.

    Whoever steps back keeps it, but nobody passes those who asked before them by hosting a while.
    """
    row = await Answer.get_or_none(night_id=night.id, member_id=member_id, want=Want.COMING)
    if row is None or not (row.seats or hosts):
        return
    night.count(counts(row.reply()), -1)
    if not hosts and await _would_overtake(night, row, now):
        seating.clear(row)
    else:
        row.seats = row.seats or 1
        newcomer = await seating.is_new(row.member_id)
        row.hold(takes(row.seats, hosts=hosts), newcomer=newcomer)
        row.offer_until, row.passed = None, False
    await row.save()
    night.count(counts(row.reply()))
    await seating.hand_on(night, now=now)
    await seating.store(night)


async def _would_overtake(night: Night, row: Answer, now: datetime) -> bool:
    """Tell whether only hosting gave them a place that others wait for longer than they."""
    if row.held or night.room(await seats.reserve(night, now=now)).fits(row.seats):
        return False
    return await line.waiting(night.id).filter(turn__lt=row.turn).exists()


async def _hosts_left(night_id: int) -> bool:
    hosts = Helper.filter(night_id=night_id, part=Part.HOST, member__left_at=None)
    ids = [row["member_id"] for row in await hosts.values("member_id")]
    gone = Answer.filter(night_id=night_id, member_id__in=ids, want=Want.NO)
    return len(ids) > await gone.count()


async def _ask(night: Night, whom: Asked, now: datetime) -> None:
    told = messages.Told(night.ref, night.title, night.starts_at)
    notice = messages.host_needed(told, now=now)
    await notices.post(notice, await _near(night, whom, now), now=now)


async def _near(night: Night, whom: Asked, now: datetime) -> set[int]:
    if whom is Asked.HELPERS:
        rows = await Helper.filter(night_id=night.id).values("member_id")
        said_no = Answer.filter(night_id=night.id, want=Want.NO)
        gone = {row["member_id"] for row in await said_no.values("member_id")}
        return {row["member_id"] for row in rows} - gone
    if whom is Asked.KEY_HOLDERS:
        return {each.member_id for each in await roles.holders(Right.HOLD_KEY, now=now)}
    return {each.member_id for each in await roles.mandates(now=now) if each.role in COMMITTEE}
