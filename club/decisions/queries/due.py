"""What the clock has to do next."""

from datetime import datetime, timedelta

from club.decisions.models import Decision, Review
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


async def to_look_at_again(now: datetime) -> list[int]:
    """Return the ids of reviews that are due and not drafted yet, longest due first."""
    rows = Review.filter(drafted_at=None, due_at__lte=now).order_by("due_at", "id")
    return [row.id for row in await rows.only("id")]


async def looked_at(thing: str) -> datetime | None:
    """Return when the club looks at a thing again; None where no day is set."""
    row = await Review.filter(thing=thing, drafted_at=None).order_by("-due_at").first()
    return row.due_at if row else None


async def to_sweep() -> list[int]:
    """Return the ids of secret votes that are closed and not swept yet."""
    closed = Decision.filter(secret=True, swept_at=None).exclude(closed_at=None)
    return [row.id for row in await closed.only("id")]
