"""Who has a seat, asked of the database so that only what is shown is read.

``rules.seats`` says what is right for all answers at once; these say the same for one member or
one freed seat, and the tests hold them against each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tortoise.expressions import Q
from tortoise.functions import Count

from club.events.models import Answer, Night
from club.events.rules.seats import EVERYBODY, Room, Seat, Standing, Want, seat_of, standing_at


@dataclass(frozen=True, slots=True)
class Counted:
    """How many come to a night, and to how many it is open."""

    night_id: int
    coming: int
    room: Room


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


async def mine(
    member_id: int, nights: Sequence[Counted]
) -> Mapping[int, tuple[Want, Standing, bool]]:
    """Return one member's answer, standing and wish to be named at many nights: three queries."""
    answers = Answer.filter(member_id=member_id, night_id__in=[each.night_id for each in nights])
    rows = {
        row["night_id"]: row for row in await answers.values("night_id", "want", "turn", "named")
    }
    rooms = {
        each.night_id: each.room
        for each in nights
        if each.night_id in rows and _may_wait(rows[each.night_id]["want"], each)
    }
    positions = await _numbers({night_id: rows[night_id]["turn"] for night_id in rooms})
    keeping = await _numbers({night_id: room.kept for night_id, room in rooms.items() if room.kept})
    found = {}
    for night_id, row in rows.items():
        stands = Standing(seat_of(row["want"]))
        if night_id in rooms:
            stands = standing_at(
                positions[night_id], row["turn"], rooms[night_id], keeping.get(night_id, 0)
            )
        found[night_id] = (row["want"], stands, row["named"])
    return found


def _may_wait(want: Want, night: Counted) -> bool:
    places = night.room.places
    return want is Want.COMING and places is not None and night.coming > places


async def _numbers(through: Mapping[int, int]) -> dict[int, int]:
    """Count, night by night, those who come with no later a turn than the one given."""
    if not through:
        return {}
    wanted = Q(
        *(Q(night_id=night_id, turn__lte=turn) for night_id, turn in through.items()),
        join_type=Q.OR,
    )
    rows = (
        await Answer.filter(wanted, want=Want.COMING)
        .annotate(n=Count("id"))
        .group_by("night_id")
        .values("night_id", "n")
    )
    return {row["night_id"]: row["n"] for row in rows}
