"""What the clock has to do next."""

from datetime import datetime, timedelta

from club.decisions.models import Decision
from club.decisions.queries.rows import closable, undecided

REMIND_BEFORE = timedelta(hours=24)


async def due(now: datetime) -> list[int]:
    """Return the ids to close, longest due first."""
    return [row.id for row in await closable(now).order_by("closes_at", "id").only("id")]


async def to_announce(now: datetime) -> list[int]:
    """Return the ids of votes that have begun and were not announced."""
    rows = undecided().filter(opened_at=None, opens_at__lte=now).order_by("opens_at", "id")
    return [row.id for row in await rows.only("id")]


async def to_remind(now: datetime) -> list[int]:
    """Return the ids of votes in their last day of which nobody was reminded."""
    last_day = undecided().filter(closes_at__gt=now, closes_at__lte=now + REMIND_BEFORE)
    rows = last_day.filter(reminded_at=None, opens_at__lte=now - REMIND_BEFORE).order_by("id")
    return [row.id for row in await rows.only("id")]


async def to_bring_into_force(now: datetime) -> list[int]:
    """Return the ids of decisions that come into force and were not carried out, in that order."""
    rows = Decision.filter(in_force_at__lte=now, effects__id__isnull=True)
    return [row.id for row in await rows.order_by("in_force_at", "id").only("id")]


async def to_sweep() -> list[int]:
    """Return the ids of secret votes that are closed and not swept yet."""
    closed = Decision.filter(secret=True, swept_at=None).exclude(closed_at=None)
    return [row.id for row in await closed.only("id")]
