"""What strangers may read: the nights the club made public, without a trace of members."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.queryset import QuerySet

from club.events import messages
from club.events.models import Night
from club.events.queries.entries import ROW, Site, public
from club.events.rules.calendars import AHEAD
from club.events.rules.online import site
from club.events.rules.places import Listed, PlaceShown
from club.events.rules.times import wall
from club.kit.errors import NotFound
from club.kit.ics.entry import Entry

_MOST = 100


@dataclass(frozen=True, slots=True)
class PublicNight:
    """A night as strangers read it; where members keep the place to themselves, it is "".

    So is then the address at which it is joined from home, and the site that this leads to.
    """

    ref: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    how_to_find: str
    join_url: str
    site: str
    called_off: bool
    soon: str


async def nights(*, now: datetime) -> tuple[PublicNight, ...]:
    """Return the public nights that are not over, by their start.

    Raises:
        NotFound: there is none, so there is no such list either.
    """
    return tuple(_night(row, now) for row in await _rows(now))


async def entries(at: Site, *, now: datetime) -> tuple[Entry, ...]:
    """Return the same nights as entries of a calendar.

    Raises:
        NotFound: there is none, so there is no such list either.
    """
    return tuple(public(row, at) for row in await _rows(now))


async def there_are(*, now: datetime) -> bool:
    """Tell whether there is a public night that is not over."""
    return await _public(now).exists()


async def _rows(now: datetime) -> list[dict[str, Any]]:
    rows = await _public(now).order_by("starts_at", "id").limit(_MOST).values(*ROW)
    if not rows:
        raise NotFound
    return rows


def _public(now: datetime) -> QuerySet[Night]:
    return Night.filter(listed=Listed.PUBLIC, ends_at__gt=now, starts_at__lte=now + AHEAD)


def _night(row: Mapping[str, Any], now: datetime) -> PublicNight:
    shown = row["place_shown"] is PlaceShown.PUBLIC
    online: str = row["join_url"] if shown else ""
    return PublicNight(
        ref=row["ref"],
        title=row["title"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        place=(row["place__name"] or "") if shown else "",
        how_to_find=(row["place__how_to_find"] or "") if shown else "",
        join_url=online,
        site=site(online),
        called_off=row["cancelled_at"] is not None,
        soon=messages.soon(wall(row["starts_at"], row["zone"]), wall(now, row["zone"])),
    )
