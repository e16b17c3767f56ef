"""Who has a seat, asked of the database so that only what is shown is read.

``rules.seats`` says what is right for all answers at once; these say the same for one member or
one freed seat, and the tests hold them against each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tortoise.expressions import Q
from tortoise.functions import Count

from club.events.models import Answer, Night
from club.events.rules.seats import (
    EVERYBODY,
    Room,
    Seat,
    Standing,
    Want,
    seat_of,
    seats_taken,
    standing_at,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many come to a night, and to how many it is open."""

    night_id: int
    coming: int
    room: Room


@dataclass(frozen=True, slots=True)
class View:
    """How a member sees the seats of one night.

    Args:
        seated: how many have a seat.
        want: the member's own answer; None if they have not answered.
        standing: what it means.
        named: whether they want to be named to the others.
    """

    seated: int
    want: Want | None = None
    standing: Standing | None = None
    named: bool = False


async def cut(night: Night) -> int:
    """Return the turn of the last who has a seat, reading one index entry per seat at most."""
    room = night.room()
    if room.places is None or night.coming <= room.places:
        return EVERYBODY
    coming = Answer.filter(night_id=night.id, want=Want.COMING).order_by("turn")
    row = await coming.offset(room.places - 1).limit(1).values("turn")
    return max(row[0]["turn"] if row else 0, room.kept)


async def standing(night: Night, answer: Answer) -> Standing:
    """Return what one member's answer means now."""
    if answer.want is not Want.COMING:
        return Standing(seat_of(answer.want))
    if answer.turn == night.revision and not night.kept:
        # This very change put them last in the order, so the night's own numbers say it all.
        return standing_at(night.coming, answer.turn, night.room(), night.places or 0)
    last = await cut(night)
    if answer.turn <= last:
        return Standing(Seat.SEATED)
    ahead = Answer.filter(night_id=night.id, want=Want.COMING, turn__gt=last)
    return Standing(Seat.WAITING, await ahead.filter(turn__lte=answer.turn).count())


async def between(night_id: int, after: int, through: int) -> list[int]:
    """Return the members who come with a turn after ``after``, up to and with ``through``."""
    rows = Answer.filter(night_id=night_id, want=Want.COMING, turn__gt=after, turn__lte=through)
    return [row["member_id"] for row in await rows.order_by("turn").values("member_id")]


async def expected(night: Night) -> list[int]:
    """Return the members who have a seat or may come: those whom a reminder reaches."""
    maybe = Answer.filter(night_id=night.id, want=Want.MAYBE)
    seated = await between(night.id, -1, await cut(night))
    return seated + [row["member_id"] for row in await maybe.values("member_id")]


async def views(member_id: int, nights: Sequence[Counted]) -> Mapping[int, View]:
    """Return how one member sees the seats of many nights, in two queries."""
    answers = Answer.filter(member_id=member_id, night_id__in=[each.night_id for each in nights])
    rows = await answers.values("night_id", "want", "turn", "named")
    mine = {row["night_id"]: row for row in rows}
    turns = {night_id: _turn(row) for night_id, row in mine.items()}
    numbers = await _numbers([each for each in nights if _is_full(each)], turns)
    return {
        each.night_id: _view(each, mine.get(each.night_id), numbers.get(each.night_id, (0, 0)))
        for each in nights
    }


def _view(night: Counted, row: Mapping[str, Any] | None, numbers: tuple[int, int]) -> View:
    position, keeping = numbers
    seated = seats_taken(night.coming, night.room, keeping)
    if row is None:
        return View(seated)
    stands = Standing(seat_of(row["want"]))
    if row["want"] is Want.COMING and _is_full(night):
        stands = standing_at(position, row["turn"], night.room, seated)
    return View(seated, row["want"], stands, named=row["named"])


def _turn(row: Mapping[str, Any]) -> int:
    return int(row["turn"]) if row["want"] is Want.COMING else 0


def _is_full(night: Counted) -> bool:
    return night.room.places is not None and night.coming > night.room.places


async def _numbers(
    full: Sequence[Counted], turns: Mapping[int, int]
) -> Mapping[int, tuple[int, int]]:
    """Count, for each full night, who stands no later than the member, and who kept a seat."""
    asked = {each.night_id: (turns.get(each.night_id, 0), each.room.kept) for each in full}
    asked = {night_id: both for night_id, both in asked.items() if any(both)}
    if not asked:
        return {}
    rows = (
        await Answer.filter(_through({n: max(both) for n, both in asked.items()}))
        .filter(want=Want.COMING)
        .annotate(
            position=Count("id", _filter=_through({n: both[0] for n, both in asked.items()})),
            keeping=Count("id", _filter=_through({n: both[1] for n, both in asked.items()})),
        )
        .group_by("night_id")
        .values("night_id", "position", "keeping")
    )
    return {row["night_id"]: (row["position"], row["keeping"]) for row in rows}


def _through(turns: Mapping[int, int]) -> Q:
    each = [Q(night_id=night_id, turn__lte=turn) for night_id, turn in turns.items()]
    return Q(*each, join_type=Q.OR)
