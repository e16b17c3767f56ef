"""Nights as lists show them: one card each, in five queries however many there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from club.events import messages
from club.events.models import Helper, Night
from club.events.queries import seats
from club.events.queries.seats import Counted, View
from club.events.rules import times
from club.events.rules.places import Part, sees_place
from club.events.rules.seats import Room, Seat
from club.members.rules import Person

CARD = (
    "id", "ref", "title", "starts_at", "ends_at", "zone", "places", "kept", "coming",
    "cancelled_at", "cancelled_words", "place__name", "place_shown",
)  # fmt: skip
PERSON = ("member__id", "member__ref", "member__name", "member__colour", "member__word")
_LONGEST_LIST = 60


@dataclass(frozen=True, slots=True)
class NightCard:
    """One night as a member sees it on a list.

    Args:
        href: the night's page; answers go to ``href`` + ``/rsvp``.
        place: the name of the place, or "".
        at_door: who opens the door.
        coming: how many have a seat.
        waiting: how many wait for one.
        places: seats; None means there is room for everybody.
        mine: "coming", "maybe", "no", "waiting"; None before the member has answered.
        queue_place: the member's number on the waiting list.
        open: answers may still change.
        words: why it was called off, or "".
        soon: "Today", "Tonight", "Tomorrow", or "".
    """

    href: str
    ref: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    at_door: tuple[Person, ...]
    coming: int
    waiting: int
    places: int | None
    mine: str | None
    queue_place: int | None
    open: bool
    cancelled: bool
    words: str
    soon: str

    @property
    def rsvp(self) -> str:
        """Where answers are sent."""
        return f"{self.href}/rsvp"


async def coming_nights(member_id: int, *, now: datetime, limit: int = 3) -> list[NightCard]:
    """Return the next nights that are not over, the ones called off among them."""
    rows = Night.filter(ends_at__gt=now, starts_at__lte=now + times.AHEAD_ON_LISTS)
    found = await rows.order_by("starts_at", "id").limit(min(limit, _LONGEST_LIST)).values(*CARD)
    views = await seats.views(member_id, [counted(row) for row in found])
    doors = await _doors([row["id"] for row in found])
    return [card(row, views[row["id"]], doors.get(row["id"], ()), now=now) for row in found]


def person(row: Mapping[str, Any]) -> Person:
    """Return the member of a row that was read with its ``PERSON`` columns."""
    return Person(*(row[column] for column in PERSON))


def counted(row: Mapping[str, Any]) -> Counted:
    """Return what the counting of seats needs of a night."""
    return Counted(row["id"], row["coming"], Room(row["places"], row["kept"]))


def card(
    row: Mapping[str, Any], view: View, at_door: Iterable[Person], *, now: datetime
) -> NightCard:
    """Return a night's card for the member whose view this is."""
    waits = view.standing is not None and view.standing.seat is Seat.WAITING
    mine = "waiting" if waits else (view.want.value if view.want else None)
    cancelled = row["cancelled_at"] is not None
    starts_at = times.wall(row["starts_at"], row["zone"])
    return NightCard(
        href=f"/e/{row['ref']}",
        ref=row["ref"],
        title=row["title"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        place=_place(row, view),
        at_door=tuple(at_door),
        coming=view.seated,
        waiting=max(0, row["coming"] - view.seated),
        places=row["places"],
        mine=mine,
        queue_place=view.standing.number if view.standing else None,
        open=not cancelled and not times.is_closed(row["ends_at"], now),
        cancelled=cancelled,
        words=row["cancelled_words"],
        soon=messages.soon(starts_at, times.wall(now, row["zone"])),
    )


def _place(row: Mapping[str, Any], view: View) -> str:
    """Return the name of the place, unless only those who have a seat may read it."""
    seat = view.standing.seat if view.standing else None
    return (row["place__name"] or "") if sees_place(row["place_shown"], seat, helps=False) else ""


async def _doors(night_ids: Sequence[int]) -> Mapping[int, list[Person]]:
    rows = Helper.filter(night_id__in=night_ids, part=Part.DOOR, member__left_at=None)
    doors: dict[int, list[Person]] = {}
    for row in await rows.order_by("id").values("night_id", *PERSON):
        doors.setdefault(row["night_id"], []).append(person(row))
    return doors
