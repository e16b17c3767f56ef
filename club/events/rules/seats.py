"""Who has a place: given once and kept, while waiting is derived each time and stored nowhere.

A place once given is a promise. It cannot be derived again from the answers: whoever was let past
a party that did not fit would lose it as soon as that party fits. So what was given or offered
stands with the answer, and these rules say what that means and who is next.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from club.events.rules.room import Room


class Want(StrEnum):
    """What a member says to an invitation."""

    COMING = "coming"
    MAYBE = "maybe"
    NO = "no"


class Seat(StrEnum):
    """What an answer means now."""

    SEATED = "seated"
    OFFERED = "offered"
    WAITING = "waiting"
    MAYBE = "maybe"
    AWAY = "away"


class QueueRule(StrEnum):
    """Who is next when a place comes free; the club chooses in its charter."""

    FIRST = "who asked first"
    LEAST_RECENT = "who had none lately"


@dataclass(frozen=True, slots=True)
class Reply:
    """One member's answer, and what was given to them.

    Args:
        member_id: who answers.
        want: what they say.
        turn: the place in the order in which the house received the answers; below 1 once a host
            moved them to the front.
        party: how many come by this answer.
        seats: how many places are theirs; 0 for none.
        held: what that, or an offer, takes of the room; the place of a host takes nothing.
        offered: places are theirs to take; with ``held`` 0 the first tap wins.
        fewer: they would also come with a smaller party.
        asks: they want to be asked before a place is theirs.
        passed: an offer to them ran out, so others are asked first this time.
        recent: they had a place lately, which counts under one of the queue rules.
        newcomer: they have not been to a night before.
    """

    member_id: int
    want: Want
    turn: int
    party: int = 1
    seats: int = 0
    held: int = 0
    offered: bool = False
    fewer: bool = False
    asks: bool = False
    passed: bool = False
    recent: bool = False
    newcomer: bool = False

    @property
    def behind(self) -> bool:
        """Whether others are next first, where the club looks at who had a place lately."""
        return self.recent and self.turn > 0

    @property
    def waits(self) -> bool:
        """Whether they come, and have neither a place nor an offer that holds one."""
        return self.want is Want.COMING and not self.seats and not (self.offered and self.held)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an answer means now; ``number`` 1 is next in the queue."""

    seat: Seat
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What one answer adds to the numbers that stand on its night.

    Args:
        coming: people with a place.
        maybe: people who may come.
        away: answers that say no.
        waiting: answers that have neither a place nor an offer that holds one.
        taken: places of the room.
    """

    coming: int = 0
    maybe: int = 0
    away: int = 0
    waiting: int = 0
    taken: int = 0


def counts(reply: Reply) -> Counts:
    """Return what an answer adds to its night's numbers.

    >>> counts(Reply(1, Want.COMING, 1, party=3, seats=3, held=2))
    Counts(coming=3, maybe=0, away=0, waiting=0, taken=2)
    """
    if reply.want is Want.NO:
        return Counts(away=1)
    if reply.want is Want.MAYBE:
        return Counts(maybe=reply.party)
    return Counts(coming=reply.seats, waiting=int(reply.waits), taken=reply.held)


def queue(replies: Iterable[Reply], rule: QueueRule) -> list[Reply]:
    """Return those who wait, the next one first.

    >>> said = [Reply(1, Want.COMING, 5, recent=True), Reply(2, Want.COMING, 7)]
    >>> [each.member_id for each in queue(said, QueueRule.FIRST)]
    [1, 2]
    >>> [each.member_id for each in queue(said, QueueRule.LEAST_RECENT)]
    [2, 1]
    """
    by_rule = rule is QueueRule.LEAST_RECENT
    waiting = (reply for reply in replies if reply.waits)
    return sorted(waiting, key=lambda each: (by_rule and each.behind, each.turn))


def standings(replies: Sequence[Reply], rule: QueueRule, room: Room) -> Mapping[int, Standing]:
    """Return what each answer means now."""
    numbers = {each.member_id: n for n, each in enumerate(queue(replies, rule), 1)}
    return {each.member_id: _standing(each, room, numbers) for each in replies}


def seat_of(reply: Reply, room: Room) -> Seat:
    """Return what one answer means now."""
    if reply.want is not Want.COMING:
        return {Want.MAYBE: Seat.MAYBE, Want.NO: Seat.AWAY}[reply.want]
    if reply.seats:
        return Seat.SEATED
    free = room.free(newcomer=reply.newcomer)
    open_to_all = free is None or free >= (1 if reply.fewer else reply.party)
    return Seat.OFFERED if reply.offered and (reply.held or open_to_all) else Seat.WAITING


def _standing(reply: Reply, room: Room, numbers: Mapping[int, int]) -> Standing:
    seat = seat_of(reply, room)
    return Standing(seat, numbers.get(reply.member_id) if seat is Seat.WAITING else None)
