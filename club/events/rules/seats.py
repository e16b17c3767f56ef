"""Who has a seat: derived from the answers every time, never stored, so it cannot disagree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

EVERYBODY = 2**31 - 1
"""A cut behind which nobody can stand: all who come have a seat."""


class Want(StrEnum):
    """What a member says to an invitation."""

    COMING = "coming"
    MAYBE = "maybe"
    NO = "no"


class Seat(StrEnum):
    """What an answer means now."""

    SEATED = "seated"
    WAITING = "waiting"
    MAYBE = "maybe"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Reply:
    """One member's answer; ``turn`` counts the answers of a night as the house received them."""

    member_id: int
    want: Want
    turn: int


@dataclass(frozen=True, slots=True)
class Room:
    """How many may come.

    Args:
        places: seats; None means no limit.
        kept: whoever came with this turn or an earlier one keeps the seat although the room has
            become smaller since.
    """

    places: int | None = None
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A seat, a number in the queue (1 is next), or neither."""

    seat: Seat
    number: int | None = None


def standings(replies: Iterable[Reply], room: Room) -> Mapping[int, Standing]:
    """Seat the members in the order in which they said yes; the others wait in that order.

    >>> room = Room(places=1)
    >>> said = [Reply(1, Want.COMING, 5), Reply(2, Want.COMING, 3), Reply(3, Want.MAYBE, 1)]
    >>> [standings(said, room)[member].seat.value for member in (1, 2, 3)]
    ['waiting', 'seated', 'maybe']
    """
    said = sorted(replies, key=lambda reply: reply.turn)
    last = cut((reply.turn for reply in said if reply.want is Want.COMING), room)
    found: dict[int, Standing] = {}
    waiting = 0
    for reply in said:
        if reply.want is Want.COMING and reply.turn > last:
            waiting += 1
            found[reply.member_id] = Standing(Seat.WAITING, waiting)
        else:
            found[reply.member_id] = Standing(seat_of(reply.want))
    return found


def cut(turns: Iterable[int], room: Room) -> int:
    """Return the turn of the last who has a seat; whoever comes later waits.

    Args:
        turns: of those who come, in rising order.
        room: how many may come.
    """
    if room.places is None:
        return EVERYBODY
    in_order = list(turns)
    if len(in_order) <= room.places:
        return EVERYBODY
    last = in_order[room.places - 1] if room.places else 0
    return max(last, room.kept)


def standing_at(position: int, turn: int, room: Room, seated: int) -> Standing:
    """Return the standing of someone who comes, where only counts are known.

    Args:
        position: how many said yes and stand no later in the order, they themselves included.
        turn: their own.
        room: how many may come.
        seated: how many have a seat.
    """
    if room.places is None or position <= room.places or turn <= room.kept:
        return Standing(Seat.SEATED)
    return Standing(Seat.WAITING, position - seated)


def seats_taken(coming: int, room: Room, keeping: int) -> int:
    """Return how many have a seat.

    Args:
        coming: how many said yes.
        room: how many may come.
        keeping: how many hold a seat they kept when the room became smaller.
    """
    if room.places is None:
        return coming
    return max(min(coming, room.places), keeping)


def promoted(before: Mapping[int, Standing], after: Mapping[int, Standing]) -> tuple[int, ...]:
    """Return the members who waited before and have a seat now."""
    waited = (member for member, was in before.items() if was.seat is Seat.WAITING)
    seated = Standing(Seat.SEATED)
    return tuple(sorted(member for member in waited if after.get(member) == seated))


def seat_of(want: Want) -> Seat:
    """Return what an answer means where there is room for everybody."""
    return {Want.COMING: Seat.SEATED, Want.MAYBE: Seat.MAYBE, Want.NO: Seat.AWAY}[want]
