"""Giving the free places of a room to those who wait."""

from collections.abc import Sequence
from dataclasses import dataclass

from club.events.rules.room import Room, fitting
from club.events.rules.seats import Reply


@dataclass(frozen=True, slots=True)
class Given:
    """Places for one who waited: theirs at once, or offered."""

    member_id: int
    places: int
    offered: bool


def give(waiting: Sequence[Reply], room: Room) -> list[Given]:
    """Give the free places to those who wait, in their order.

    Whose party does not fit is passed over, not dropped; they get a smaller number if they said
    that they would come so. An offer that ran out lets the others choose first.

    >>> from club.events.rules.seats import Want
    >>> waiting = [Reply(1, Want.COMING, 1, party=3), Reply(2, Want.COMING, 2)]
    >>> give(waiting, Room(12, 11))
    [Given(member_id=2, places=1, offered=False)]
    """
    given = []
    for each in sorted(waiting, key=lambda reply: reply.passed):
        free = room.free(newcomer=each.newcomer)
        places = each.party if free is None else fitting(each.party, free, fewer=each.fewer)
        if places:
            given.append(Given(each.member_id, places, offered=each.asks))
            room = room.less(places, newcomer=each.newcomer)
    return given
