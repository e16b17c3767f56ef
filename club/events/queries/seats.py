"""Who has a place, asked of the database so that only what is shown is read.

``rules.seats`` says what is right for all answers at once; these say the same for one member or
one free place, and the tests hold them against each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import Q
from tortoise.functions import Sum

from club.events.models import Answer, Helper, Night
from club.events.queries.line import Counted, numbers_of, reply, waits
from club.events.rules import offers
from club.events.rules.answered import Answered
from club.events.rules.places import Part
from club.events.rules.seats import QueueRule, Seat, Standing, Want, seat_of
from club.events.rules.wishes import Asked, apart
from club.kit.db import Prepared, Statement

MINE = (
    "night_id", "member_id", "want", "turn", "named", "party", "seats", "held", "fewer", "asks",
    "offer_until", "wishes", "note", "member__came_before", "member__seated_until",
)  # fmt: skip


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


UNSAID = View()
"""How a member sees a night they have not answered."""
_HOSTS = Statement(
    Helper,
    "SELECT id FROM helper WHERE night_id = :night_id AND member_id = :member_id AND part = :part",
)


_THEIRS = Prepared(
    Answer,
    lambda member_id, nights: Answer.filter(member_id=member_id, night_id__in=nights).values(*MINE),
)


async def reserve(night: Night, *, now: datetime) -> int:
    """Return how many places are still kept for people who come for the first time."""
    if not night.first_timers or night.places is None:
        return 0
    theirs = Answer.filter(night_id=night.id, want=Want.COMING, firsts__gt=0)
    rows = await theirs.annotate(n=Sum("firsts")).values("n")
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


async def stands(night_ref: str, member_id: int, *, now: datetime) -> Answered | None:
    """Return what a member's answer to a night is at this moment; None if there is none."""
    row = await Answer.get_or_none(night__ref=night_ref, member_id=member_id).select_related(
        "night"
    )
    if row is None:
        return None
    now_is = await standing(row.night, row, now=now)
    return Answered(row.want, now_is, party=row.party, via=row.via)


async def expected(night: Night) -> list[int]:
    """Return the members who have a place or may come: those whom a reminder reaches."""
    there = Q(want=Want.MAYBE) | Q(seats__gt=0)
    rows = Answer.filter(there, night_id=night.id).order_by("turn")
    return [row["member_id"] for row in await rows.values("member_id")]


async def views(member_id: int, nights: Sequence[Counted]) -> Mapping[int, View]:
    """Return how one member sees their place at many nights, in two queries."""
    mine = await answered(member_id, nights)
    return {each.night_id: mine.get(each.night_id, UNSAID) for each in nights}


async def answered(member_id: int, nights: Sequence[Counted]) -> Mapping[int, View]:
    """Return the same for those of the nights that the member has answered."""
    asked = [each.night_id for each in nights]
    mine = {row["night_id"]: row for row in await _THEIRS.rows(member_id=member_id, nights=asked)}
    theirs = [each for each in nights if each.night_id in mine]
    numbers = await numbers_of([each for each in theirs if waits(mine[each.night_id])], mine)
    return {
        each.night_id: _view(each, mine[each.night_id], numbers.get(each.night_id))
        for each in theirs
    }


async def view(night: Counted, mine: Mapping[str, Any] | None) -> View:
    """Return how a member sees their place at one night.

    Args:
        night: the night.
        mine: their answer with the columns ``MINE``; None if they have not answered.
    """
    if mine is None:
        return UNSAID
    waiting = [night] if waits(mine) else []
    numbers = await numbers_of(waiting, {night.night_id: mine})
    return _view(night, mine, numbers.get(night.night_id))


def _view(night: Counted, row: Mapping[str, Any], number: int | None) -> View:
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
