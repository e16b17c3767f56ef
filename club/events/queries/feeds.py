"""What a member's calendars are given, and which calendars there are."""

from dataclasses import dataclass
from datetime import datetime

from club.events.models import CalToken, Night
from club.events.queries import mine
from club.events.queries.entries import ROW, Site, entry
from club.events.rules.calendars import Detail, Mine, Which, is_given, window
from club.events.rules.seats import Want
from club.kit.errors import NotFound
from club.kit.ics.entry import Entry
from club.kit.tokens import digest

_MOST_ENTRIES = 300
_GOING = (Want.COMING, Want.MAYBE)


@dataclass(frozen=True, slots=True)
class Feed:
    """What one calendar is given now."""

    ref: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One of a member's calendars, as the member sees it."""

    ref: str
    label: str
    full: bool
    all: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class CalendarsPage:
    """The calendars that may ask for a member's nights."""

    calendars: tuple[CalendarRow, ...]
    may_add: bool


async def feed(token: str, site: Site, *, now: datetime) -> Feed:
    """Return what the calendar with this secret is given.

    Raises:
        NotFound: no calendar has it, or it was taken back, or its owner has left.
    """
    asking = CalToken.filter(digest=digest(token), member__left_at=None).limit(1)
    found = await asking.values("ref", "member_id", "detail", "which")
    if not found:
        raise NotFound
    row = found[0]
    detail, which = Detail(row["detail"]), Which(row["which"])
    return Feed(row["ref"], await entries(row["member_id"], site, detail, which, now=now))


async def entries(
    member_id: int, site: Site, detail: Detail, which: Which, *, now: datetime
) -> tuple[Entry, ...]:
    """Return the nights of a member's calendar, by their start."""
    since, until = window(now)
    nights = Night.filter(starts_at__gte=since, starts_at__lte=until)
    if which is Which.MINE:
        nights = nights.filter(answers__member_id=member_id, answers__want__in=_GOING)
    found = await nights.order_by("starts_at", "id").limit(_MOST_ENTRIES).values(*ROW)
    rows = await mine.dated(member_id, found)
    said = await mine.answers(member_id, rows)
    return tuple(
        entry(row, said.get(row["id"], Mine.NONE), site, detail)
        for row in rows
        if is_given(said.get(row["id"], Mine.NONE), which, row["cancelled_at"], now)
    )


async def calendars(member_id: int) -> list[CalendarRow]:
    """Return a member's calendars, the oldest first."""
    rows = CalToken.filter(member_id=member_id).order_by("id")
    found = await rows.values("ref", "label", "detail", "which", "created_at")
    return [
        CalendarRow(
            ref=row["ref"],
            label=row["label"],
            full=row["detail"] == Detail.FULL,
            all=row["which"] == Which.ALL,
            created_at=row["created_at"],
        )
        for row in found
    ]
