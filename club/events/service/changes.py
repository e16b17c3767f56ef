"""Changing a night that stands."""

from datetime import datetime, timedelta

from tortoise.expressions import F

from club.events.models import Night
from club.events.queries import places
from club.events.rules import plans
from club.events.rules.edits import Change
from club.events.rules.times import closing, instant, wall
from club.events.service import moving
from club.events.service.moving import Span
from club.events.service.nights import refuse_fault
from club.events.service.terms import why_not
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import Invalid
from club.kit.words import gettext as _
from club.roles import queries as roles
from club.roles.rules import Right

__all__ = ["Change", "change", "known_place", "span"]


async def change(night_ref: str, wanted: Change, member_id: int, *, now: datetime) -> None:
    """Change one night; more places seat those who wait, fewer take no seat from anyone.

    A night of a series that is changed alone no longer follows when the series changes.

    Raises:
        NotFound: there is no such night.
        TooLate: it is over, or was called off.
        NotAllowed: the member does not hold the right at this moment.
        Invalid: the place is not known, or the time is not possible.
    """
    place_id = await known_place(wanted)
    async with transaction():
        standing = Night.filter(ref=night_ref, cancelled_at=None, ends_at__gt=now)
        if not await claim(standing, revision=F("revision") + 1):
            raise await why_not(night_ref)
        mandate = await roles.mandate_for(member_id, Right.SCHEDULE_EVENT, now=now)
        night = await Night.get(ref=night_ref)
        night.detached = night.series_id is not None
        news = await moving.alter(night, wanted, place_id, span(night, wanted, now), now=now)
        await moving.tell([news], now=now)
        await journal.record(
            "night_changed", night.thing, by=member_id, now=now, mandate=mandate.ref
        )


async def known_place(wanted: Change) -> int | None:
    """Return the place that is asked for; None while that is open.

    Raises:
        Invalid: the place is not known.
    """
    place_id = await places.known(wanted.place) if wanted.place else None
    if wanted.place and place_id is None:
        raise Invalid(_("That place is not on the list. Please choose one of these."), "place")
    return place_id


def span(night: Night, wanted: Change, now: datetime) -> Span:
    """Return from when until when a night is once it is changed.

    Raises:
        Invalid: it would start in the past or too far ahead, or end before it starts.
    """
    was, ended = wall(night.starts_at, night.zone), wall(night.ends_at, night.zone)
    starts, ends = wanted.starts or was, wanted.ends or ended
    if (starts, ends) == (was, ended):
        return Span(night.starts_at, night.ends_at)
    if starts != was:
        refuse_fault(starts, wall(now, night.zone))
    starts_at = instant(starts, night.zone) if starts != was else night.starts_at
    if wanted.ends is None:
        return Span(starts_at, starts_at + (night.ends_at - night.starts_at))
    if not timedelta(0) < ends - starts <= plans.LONGEST:
        raise Invalid(_("Please choose an end after the start, a day later at most."), "ends")
    if ends == ended and night.ends_at > starts_at:
        return Span(starts_at, night.ends_at)  # of an hour that comes twice, the one it was
    return Span(starts_at, closing(starts, ends, night.zone, starts_at))
