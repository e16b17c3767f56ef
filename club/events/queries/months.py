"""A month of nights as one member sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from club.events.models import Night
from club.events.queries import mine
from club.events.queries.entries import said
from club.events.queries.invited import on_the_list_of
from club.events.rules import months
from club.events.rules.calendars import Mine
from club.events.rules.times import instant, wall
from club.kit.errors import NotFound
from club.kit.words import gettext as _

_MOST = 200
_ROW = (*mine.COUNTED, "ref", "title", "cancelled_at", "ends_at")
_MARKS = {Mine.COMING: "yes", Mine.WAITING: "queue", Mine.MAYBE: "maybe", Mine.NO: "no"}


@dataclass(frozen=True, slots=True)
class MonthNight:
    """One night of a month; ``mark`` names a symbol, ``word`` is short, ``said`` a sentence.

    ``over``: it has ended.
    """

    href: str
    title: str
    starts_at: datetime
    mark: str
    word: str
    said: str
    over: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month."""

    day: date
    today: bool
    nights: tuple[MonthNight, ...]


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month, Monday first; ``before`` and ``after`` are the months beside it, if near enough."""

    month: date
    weeks: tuple[tuple[Day | None, ...], ...]
    before: date | None
    after: date | None

    @property
    def ahead(self) -> tuple[tuple[date, MonthNight], ...]:
        """The nights that are not over, each with its day."""
        return tuple(each for each in self._all() if not each[1].over)

    @property
    def behind(self) -> tuple[tuple[date, MonthNight], ...]:
        """The nights that are over, the last one first."""
        return tuple(each for each in reversed(self._all()) if each[1].over)

    def _all(self) -> list[tuple[date, MonthNight]]:
        days = (day for week in self.weeks for day in week if day)
        return [(day.day, night) for day in days for night in day.nights]


async def month_page(first: date, zone: str, member_id: int, *, now: datetime) -> MonthPage:
    """Return a month of nights, by the clock on the club's wall.

    Raises:
        NotFound: it is too far away.
    """
    today = wall(now, zone).date()
    if not months.is_near(first, today):
        raise NotFound
    nights = await _nights(first, zone, member_id, now)
    beside = [months.months_on(first, by) for by in (-1, 1)]
    before, after = [each if months.is_near(each, today) else None for each in beside]
    return MonthPage(
        month=first,
        weeks=tuple(
            tuple(
                Day(day, day == today, tuple(nights.get(day, ()))) if day else None for day in week
            )
            for week in months.weeks(first)
        ),
        before=before,
        after=after,
    )


async def _nights(
    first: date, zone: str, member_id: int, now: datetime
) -> Mapping[date, list[MonthNight]]:
    since, until = [
        instant(datetime.combine(day, time()), zone) for day in (first, months.months_on(first, 1))
    ]
    asked = Night.filter(on_the_list_of(member_id), starts_at__gte=since, starts_at__lt=until)
    rows = await asked.order_by("starts_at", "id").limit(_MOST).values(*_ROW)
    answered = await mine.answers(member_id, rows)
    found: dict[date, list[MonthNight]] = {}
    for row in rows:
        night = _night(row, answered.get(row["id"], Mine.NONE), now)
        found.setdefault(wall(row["starts_at"], zone).date(), []).append(night)
    return found


def _night(row: Mapping[str, Any], answered: Mine, now: datetime) -> MonthNight:
    """Say how a night stands; one that is over asks for nothing and reminds of nothing."""
    if row["cancelled_at"] is not None:
        mark, short, long = "look", _("called off"), _("This night is called off.")
    elif row["ends_at"] <= now:
        mark, short, long = "night", _("over"), _("This night is over.")
    else:
        mark, short, long = _MARKS.get(answered, "night"), word(answered), said(answered)
    return MonthNight(
        href=f"/e/{row['ref']}",
        title=row["title"],
        starts_at=row["starts_at"],
        mark=mark,
        word=short,
        said=long,
        over=row["ends_at"] <= now,
    )


def word(mine: Mine) -> str:
    """Say a member's own answer in the space of a day."""
    return {
        Mine.COMING: _("coming"),
        Mine.WAITING: _("waiting"),
        Mine.MAYBE: _("maybe"),
        Mine.NO: _("not me"),
        Mine.NONE: _("open"),
    }[mine]
