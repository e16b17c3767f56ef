"""How far a change of a series reaches, where the series has parts: to the end of one part."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from tortoise.expressions import Q

from club.events.models import Night, Series
from club.events.rules import rrule, series
from club.events.rules.times import from_key, instant, key, wall

_LONGEST_ROUND = timedelta(days=62)
OF_A_SERIES = (
    "zone", "series_key", "series_id", "series__stem_id", "series__rule", "series__first_start",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reach:
    """The dates of a part that are still to come.

    Args:
        first: the first of them.
        last: the last one; None if the part has no end.
    """

    first: datetime
    last: datetime | None


async def reach(row: Mapping[str, Any], *, now: datetime) -> Reach | None:
    """Return which dates a change of a night's series reaches; None if that is all of them.

    Args:
        row: the night, with ``OF_A_SERIES``.
        now: this moment.
    """
    if not await _goes_on_elsewhere(row, wall(now, row["zone"])):
        return None
    ahead = Night.filter(series_id=row["series_id"], series_key__gte=key(wall(now, row["zone"])))
    found = await ahead.order_by("series_key").limit(1).values("series_key")
    first = min([row["series_key"], *(each["series_key"] for each in found)])
    last = _last(row["series__rule"], row["series__first_start"])
    return Reach(
        first=instant(from_key(first), row["zone"]),
        last=instant(last, row["zone"]) if last else None,
    )


async def _goes_on_elsewhere(row: Mapping[str, Any], now: datetime) -> bool:
    """Tell whether another part of the same series has dates to come."""
    stem = row["series__stem_id"] or row["series_id"]
    parts = Series.filter(Q(id=stem) | Q(stem_id=stem), ended_at=None)
    others = await parts.exclude(id=row["series_id"]).values("rule", "first_start")
    ends = [_last(each["rule"], each["first_start"]) for each in others]
    return any(last is None or last >= now for last in ends)


def _last(text: str, first: str) -> datetime | None:
    """Return the last start that a rule gives: one with a last day need not meet on it."""
    rule, begins = rrule.parse(text), from_key(first)
    end = series.last(rule, begins)
    if end is None:
        return None
    until = datetime.combine(end, time.max)
    return max(series.starts(rule, begins, until, since=until - _LONGEST_ROUND), default=begins)
