"""When the program ran: the clock notes that it runs, and a gap between two notes is an outage.

The clock beats every minute. Where more than five pass without a beat, nobody was served, or
nothing was done by itself; either way nobody could rely on it. An outage lasts from the last beat
before it to the first one after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise import fields, models
from tortoise.expressions import F

from club.kit.db import UtcField, claim, transaction

EVERY = timedelta(minutes=1)
MISSED = timedelta(minutes=5)
"""A shorter gap is no outage: a restart takes some seconds, and one long piece of work a minute."""
KEPT_FOR = timedelta(days=400)
_ONLY = 1


class Heartbeat(models.Model):
    """The last two beats: one row."""

    id = fields.IntField(primary_key=True)
    at: datetime = UtcField()
    before: datetime = UtcField()

    class Meta:
        table = "heartbeat"


class Outage(models.Model):
    """From when until when the program did not run."""

    id = fields.IntField(primary_key=True)
    began_at: datetime = UtcField()
    ended_at: datetime = UtcField(db_index=True)

    class Meta:
        table = "outage"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, its end not included."""

    start: datetime
    end: datetime


async def beat(now: datetime) -> int:
    """Note that the clock runs; return 1 if it had not for a while, and that was written down.

    Several processes may beat at once. A clock that was put back beats in vain until it has come
    to where it was.
    """
    async with transaction():
        later = Heartbeat.filter(id=_ONLY, at__lt=now)
        if not await claim(later, before=F("at"), at=now):
            first = Heartbeat(id=_ONLY, at=now, before=now)
            await Heartbeat.bulk_create([first], ignore_conflicts=True)
            return 0
        last = await Heartbeat.get(id=_ONLY)
        if last.at - last.before <= MISSED:
            return 0
        await Outage.filter(ended_at__lt=now - KEPT_FOR).delete()
        await Outage.create(began_at=last.before, ended_at=last.at)
        return 1


async def outages(within: Span, *, now: datetime) -> list[Span]:
    """Return when the program did not run, as far as it lies in a stretch of time.

    What is not over yet counts up to now: whoever asks may do so before the first new beat.
    """
    rows = Outage.filter(began_at__lt=within.end, ended_at__gt=within.start)
    found = [Span(row.began_at, row.ended_at) for row in await rows.order_by("began_at")]
    last = await Heartbeat.get_or_none(id=_ONLY)
    if last is not None and now - last.at > MISSED:
        found.append(Span(last.at, now))
    cut = (Span(max(each.start, within.start), min(each.end, within.end)) for each in found)
    return [each for each in cut if each.start < each.end]


def total(spans: Iterable[Span]) -> timedelta:
    """Return how long stretches of time last together; where two overlap, that counts once.

    >>> from datetime import UTC
    >>> noon = datetime(2027, 3, 4, 12, tzinfo=UTC)
    >>> hours = [Span(noon, noon + n * timedelta(hours=1)) for n in (1, 3)]
    >>> str(total(hours))
    '3:00:00'
    """
    whole, until = timedelta(0), None
    for each in sorted(spans, key=lambda span: span.start):
        start = each.start if until is None else max(each.start, until)
        if start < each.end:
            whole += each.end - start
            until = each.end
    return whole
