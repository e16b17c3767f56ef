"""Who has a place, asked of the database so that only what is shown is read.

``rules.seats`` says what is right for all answers at once; these say the same for one member or
one free place, and the tests hold them against each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tortoise.expressions import Q
from tortoise.functions import Count, Sum

from club.events.models import Answer, Helper, Night
from club.events.queries.line import ahead, behind, no_later, reply
from club.events.rules import offers
from club.events.rules.places import Part
from club.events.rules.room import Room
from club.events.rules.seats import QueueRule, Seat, Standing, Want, seat_of
from club.events.rules.wishes import Asked, apart
from club.kit.db import Prepared, Statement

_MINE = (
    "night_id", "member_id", "want", "turn", "named", "party", "seats", "held", "fewer", "asks",
    "offer_until", "wishes", "note", "member__came_before", "member__seated_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """What standings need of a night.

    Args:
        night_id: the night.
        starts_on: its day, by the calendar in UTC.
        room: how many may come, and what of that is given.
        rule: who is next.
    """

    night_id: int
    starts_on: date
    room: Room
    rule: QueueRule


@dataclass(frozen=True, slots=True)
class View:
    """How a member sees their own place at one night.

    Args:
        want: the member's own answer; None if they have not answered.
        standing: what it means.
        named: whether they want to be named to the others.
        party: how many come by it.
        offered: how many places are theirs to take, and until when.
        first_tap: others were offered the same, and whoever is quickest has it.
        fewer: they would also come with a smaller party.
        asks: they want to be asked before a place is theirs.
        wishes: what they asked of the door.
        note: what they wrote for the door.
    """

    want: Want | None = None
    standing: Standing | None = None
    named: bool = False
    party: int = 1
    offered: int = 0
    offer_until: datetime | None = None
    first_tap: bool = False
    fewer: bool = False
    asks: bool = False
    wishes: tuple[Asked, ...] = ()
    note: str = ""

    @property
    def queued(self) -> bool:
        """Whether they wait for a place, or have an offer."""
        return self.standing is not None and self.standing.seat in {Seat.WAITING, Seat.OFFERED}


_UNSAID = View()
_HOSTS = Statement(
    Helper,
    "SELECT id FROM helper WHERE night_id = :night_id AND member_id = :member_id AND part = :part",
)


_THEIRS = Prepared(
    Answer,
    lambda member_id, nights: Answer.filter(member_id=member_id, night_id__in=nights).values(
        *_MINE
    ),
)


async def reserve(night: Night, *, now: datetime) -> int:
    """Return how many places are still kept for people who come for the first time."""
    if not night.first_timers or night.places is None:
        return 0
    theirs = Answer.filter(night_id=night.id, want=Want.COMING, member__came_before=False)
    rows = await theirs.annotate(n=Sum("held")).values("n")
    seated = int(rows[0]["n"] or 0) if rows else 0
    return offers.kept_for_newcomers(night.first_timers, seated, night.starts_at, now)


async def hosts(night_id: int, member_id: int) -> bool:
    """Tell whether the member hosts the night."""
    return await _HOSTS.holds(night_id=night_id, member_id=member_id, part=Part.HOST)


async def standing(night: Night, answer: Answer, *, now: datetime) -> Standing:
    """Return what one member's answer means now."""
    if answer.want is not Want.COMING or answer.seats:
        return Standing(seat_of(answer.reply(), night.room()))
    last = answer.turn == night.revision and not answer.held
    if last and night.queue is QueueRule.FIRST and not answer.offer_until:
        # This very change put them last in the order, so the night's own numbers say it all.
        return Standing(Seat.WAITING, night.waiting)
    asked = Counted(
        night.id, night.starts_at.date(), night.room(await reserve(night, now=now)), night.queue
    )
    found = (await views(answer.member_id, [asked]))[night.id].standing
    return found or Standing(Seat.AWAY)


async def expected(night: Night) -> list[int]:
    """Return the members who have a place or may come: those whom a reminder reaches."""
    there = Q(want=Want.MAYBE) | Q(seats__gt=0)
    rows = Answer.filter(there, night_id=night.id).order_by("turn")
    return [row["member_id"] for row in await rows.values("member_id")]


async def views(member_id: int, nights: Sequence[Counted]) -> Mapping[int, View]:
    """Return how one member sees their place at many nights, in two queries."""
    asked = [each.night_id for each in nights]
    mine = {row["night_id"]: row for row in await _THEIRS.rows(member_id=member_id, nights=asked)}
    in_line = [each for each in nights if _waits(mine.get(each.night_id))]
    numbers = await _numbers(in_line, mine)
    return {
        each.night_id: _view(each, mine.get(each.night_id), numbers.get(each.night_id))
        for each in nights
    }


def _view(night: Counted, row: Mapping[str, Any] | None, number: int | None) -> View:
    if row is None:
        return _UNSAID
    seat = seat_of(reply(row, night.starts_on), night.room)
    return View(
        want=row["want"],
        standing=Standing(seat, number if seat is Seat.WAITING else None),
        named=row["named"],
        party=row["party"],
        offered=(row["held"] or row["party"]) if seat is Seat.OFFERED else 0,
        offer_until=row["offer_until"] if seat is Seat.OFFERED else None,
        first_tap=seat is Seat.OFFERED and not row["held"],
        fewer=row["fewer"],
        asks=row["asks"],
        wishes=apart(row["wishes"]),
        note=row["note"],
    )


def _waits(row: Mapping[str, Any] | None) -> bool:
    return row is not None and row["want"] is Want.COMING and not row["seats"] and not row["held"]


async def _numbers(
    nights: Sequence[Counted], mine: Mapping[int, Mapping[str, Any]]
) -> Mapping[int, int]:
    """Count, for each night, who waits no later in the order than the member."""
    if not nights:
        return {}
    if len(nights) == 1 and nights[0].rule is QueueRule.FIRST:
        night_id = nights[0].night_id
        return {night_id: await no_later(night_id, mine[night_id]["turn"])}
    before = Q(*(_no_later(each, mine[each.night_id]) for each in nights), join_type=Q.OR)
    rows = await (
        Answer.filter(before, want=Want.COMING, seats=0, held=0)
        .annotate(n=Count("id"))
        .group_by("night_id")
        .values("night_id", "n")
    )
    return {row["night_id"]: row["n"] for row in rows}


def _no_later(night: Counted, row: Mapping[str, Any]) -> Q:
    """Say who stands no later than this answer, under the night's rule."""
    by_turn = Q(night_id=night.night_id, turn__lte=row["turn"])
    if night.rule is QueueRule.FIRST:
        return by_turn
    first = ahead(night.starts_on)
    if not reply(row, night.starts_on).behind:
        return by_turn & first
    later = behind(night.starts_on) & Q(turn__lte=row["turn"])
    return Q(night_id=night.night_id) & (first | later)
