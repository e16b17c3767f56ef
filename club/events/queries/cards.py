"""Nights as lists show them: one card each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from club.events import messages
from club.events.models import Helper
from club.events.queries.line import Counted
from club.events.queries.seats import View
from club.events.rules import times
from club.events.rules.blocks import Numbers
from club.events.rules.places import Part, sees_place
from club.events.rules.room import Room
from club.events.rules.seats import Seat
from club.kit.db import Prepared
from club.members.rules import Person

CARD = (
    "id", "ref", "title", "starts_at", "ends_at", "zone", "places", "coming", "waiting", "taken",
    "queue", "cancelled_at", "cancelled_words", "place__name", "place_shown", "first_timers",
    "count_shown",
)  # fmt: skip
PERSON = ("member__id", "member__ref", "member__name", "member__colour", "member__word")


@dataclass(frozen=True, slots=True)
class NightCard:
    """One night as a member sees it on a list.

    Args:
        href: the night's page; answers go to ``href`` + ``/rsvp``.
        place: the name of the place, or "".
        at_door: who opens the door.
        counted: the reader is told how many come; else only whether there is room.
        coming: how many people have a place, guests among them.
        waiting: how many answers wait for one.
        places: seats; None means there is room for everybody.
        left: how many places the member could have; None where there is room for everybody.
        over: how many more have a place than there are.
        mine: "coming", "maybe", "no", "waiting", "offered"; None before the member has answered.
        party: how many come by the member's answer.
        queue_place: the member's number on the waiting list.
        offered: how many places are the member's to take.
        offer_until: until when.
        first_tap: others were offered the same place.
        open: answers may still change.
        words: why it was called off, or "".
        soon: "Today", "Tonight", "Tomorrow", or "".
        seat: what the member's answer means now; None before they have answered.
    """

    href: str
    ref: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    at_door: tuple[Person, ...]
    counted: bool
    coming: int
    waiting: int
    places: int | None
    left: int | None
    over: int
    mine: str | None
    party: int
    queue_place: int | None
    offered: int
    offer_until: datetime | None
    first_tap: bool
    open: bool
    cancelled: bool
    words: str
    soon: str

    seat: Seat | None

    @property
    def rsvp(self) -> str:
        """Where answers are sent."""
        return f"{self.href}/rsvp"


_DOORS = Prepared(
    Helper,
    lambda nights: (
        Helper.filter(night_id__in=nights, part=Part.DOOR, member__left_at=None)
        .order_by("id")
        .values("night_id", *PERSON)
    ),
)


def person(row: Mapping[str, Any]) -> Person:
    """Return the member of a row that was read with its ``PERSON`` columns."""
    return Person(
        row["member__id"], row["member__ref"], row["member__name"], row["member__colour"],
        row["member__word"],
    )  # fmt: skip


def counted(row: Mapping[str, Any]) -> Counted:
    """Return what the counting of seats needs of a night."""
    room = Room(row["places"], row["taken"])
    return Counted(row["id"], row["starts_at"].date(), room, row["queue"])


def card(
    row: Mapping[str, Any],
    view: View,
    at_door: Iterable[Person],
    numbers: Numbers,
    *,
    now: datetime,
) -> NightCard:
    """Return a night's card for the member whose view this is, with the numbers told to them."""
    seat = view.standing.seat if view.standing else None
    cancelled = row["cancelled_at"] is not None
    starts_at = times.wall(row["starts_at"], row["zone"])
    return NightCard(
        href=f"/e/{row['ref']}",
        ref=row["ref"],
        title=row["title"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        place=_place(row, seat),
        at_door=tuple(at_door),
        counted=numbers.shown,
        coming=numbers.coming,
        waiting=numbers.waiting,
        places=row["places"],
        left=numbers.room.free(),
        over=numbers.room.over,
        mine=_mine(view),
        party=view.party,
        queue_place=view.standing.number if view.standing else None,
        offered=view.offered,
        offer_until=view.offer_until,
        first_tap=view.first_tap,
        open=not cancelled and not times.is_closed(row["ends_at"], now),
        cancelled=cancelled,
        words=row["cancelled_words"],
        soon=messages.soon(starts_at, times.wall(now, row["zone"])),
        seat=seat,
    )


def _mine(view: View) -> str | None:
    if view.want is None or view.standing is None:
        return None
    seat = view.standing.seat
    return seat.value if seat in {Seat.WAITING, Seat.OFFERED} else view.want.value


def _place(row: Mapping[str, Any], seat: Seat | None) -> str:
    """Return the name of the place, unless only those who have a seat may read it."""
    return (row["place__name"] or "") if sees_place(row["place_shown"], seat, helps=False) else ""


async def doors_of(night_ids: Sequence[int]) -> Mapping[int, list[Person]]:
    """Return who opens the door of each of these nights."""
    doors: dict[int, list[Person]] = {}
    for row in await _DOORS.rows(nights=list(night_ids)):
        doors.setdefault(row["night_id"], []).append(person(row))
    return doors
