"""A member's own evenings, and the club's numbers by the month."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from club.events.messages import door as words
from club.events.models import DoorChoice, Here, MonthCount, Night
from club.events.rules.presence import Counted, head_count, month_of
from club.events.rules.times import wall

_MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class Evening:
    """One evening of a member's own diary."""

    ref: str
    title: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class EveningsPage:
    """A member's own diary, and what they chose about the door.

    Args:
        diary: they keep one.
        only_self: nobody else may tick them as here.
        evenings: the latest first.
    """

    diary: bool
    only_self: bool
    evenings: tuple[Evening, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """One month in numbers; ``people`` is words, because a small number is not said."""

    name: str
    nights: int
    people: str


@dataclass(frozen=True, slots=True)
class MonthsPage:
    """How many nights and people there were, the latest month first."""

    months: tuple[Month, ...]


async def evenings_page(member_id: int) -> EveningsPage:
    """Return a member's own diary."""
    chosen = await DoorChoice.get_or_none(member_id=member_id) or DoorChoice()
    rows = Here.filter(member_id=member_id, kept=True).order_by("-at")
    columns = ("ref", "night__title", "night__starts_at")
    evenings = [Evening(*(row[each] for each in columns)) for row in await rows.values(*columns)]
    return EveningsPage(chosen.diary, chosen.only_self, tuple(evenings))


async def months_page() -> MonthsPage:
    """Return the club's numbers by the month, of nights whose names are forgotten."""
    sums: Counter[tuple[date, Counted]] = Counter()
    for row in await MonthCount.all():
        sums[row.month, row.kind] += row.n
    fresh = Night.filter(forgotten_at__isnull=False, counted_at=None, cancelled_at=None)
    for night in await fresh.only("starts_at", "zone", "here", "unnamed"):
        month = month_of(wall(night.starts_at, night.zone))
        sums[month, Counted.NIGHTS] += 1
        sums[month, Counted.PEOPLE] += head_count(night.here, night.unnamed)
    months = sorted({month for month, _kind in sums}, reverse=True)[:_MOST_MONTHS]
    return MonthsPage(
        tuple(
            Month(
                words.month(each),
                sums[each, Counted.NIGHTS],
                words.few(sums[each, Counted.PEOPLE]),
            )
            for each in months
        )
    )
