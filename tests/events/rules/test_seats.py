"""The room is never overfull, no seat is wasted, nobody overtakes."""

from hypothesis import given
from hypothesis import strategies as st

from club.events.rules.seats import (
    EVERYBODY,
    Reply,
    Room,
    Seat,
    Standing,
    Want,
    cut,
    promoted,
    seats_taken,
    standing_at,
    standings,
)


def _replies(wants: list[Want]) -> list[Reply]:
    return [Reply(number, want, turn=number * 3) for number, want in enumerate(wants, 1)]


said = st.lists(st.sampled_from(list(Want)), max_size=30).map(_replies)
places = st.integers(0, 20)
rooms = st.builds(Room, places=st.none() | places, kept=st.integers(0, 90))


def _seated(found: dict[int, Standing]) -> set[int]:
    return {member for member, standing in found.items() if standing.seat is Seat.SEATED}


def test_the_first_who_say_yes_are_seated_and_the_next_wait_in_order() -> None:
    found = standings(_replies([Want.COMING] * 4), Room(places=2))
    assert [found[member] for member in (1, 2, 3, 4)] == [
        Standing(Seat.SEATED),
        Standing(Seat.SEATED),
        Standing(Seat.WAITING, 1),
        Standing(Seat.WAITING, 2),
    ]


def test_maybe_holds_no_seat() -> None:
    found = standings(_replies([Want.MAYBE, Want.NO, Want.COMING]), Room(places=1))
    assert [found[member].seat for member in (1, 2, 3)] == [Seat.MAYBE, Seat.AWAY, Seat.SEATED]


def test_a_smaller_room_takes_no_seat_from_anyone_who_has_one() -> None:
    found = standings(_replies([Want.COMING] * 5), Room(places=2, kept=9))
    assert _seated(dict(found)) == {1, 2, 3}
    assert found[4] == Standing(Seat.WAITING, 1)


def test_a_room_without_places_seats_nobody() -> None:
    assert standings(_replies([Want.COMING]), Room(places=0))[1] == Standing(Seat.WAITING, 1)


@given(said, places)
def test_the_room_is_never_overfull_and_no_seat_is_wasted(replies: list[Reply], n: int) -> None:
    seated = _seated(dict(standings(replies, Room(places=n))))
    coming = sum(reply.want is Want.COMING for reply in replies)
    assert len(seated) == min(n, coming)


@given(said, rooms)
def test_nobody_overtakes(replies: list[Reply], room: Room) -> None:
    found = standings(replies, room)
    coming = [reply for reply in replies if reply.want is Want.COMING]
    in_order = [found[reply.member_id] for reply in sorted(coming, key=lambda r: r.turn)]
    numbers = [standing.number for standing in in_order]
    queue = [number for number in numbers if number is not None]
    assert numbers == [None] * (len(numbers) - len(queue)) + queue
    assert queue == list(range(1, len(queue) + 1))


@given(said, rooms)
def test_the_cut_tells_seats_from_the_queue(replies: list[Reply], room: Room) -> None:
    turns = sorted(reply.turn for reply in replies if reply.want is Want.COMING)
    last = cut(turns, room)
    found = standings(replies, room)
    for reply in replies:
        if reply.want is Want.COMING:
            assert (found[reply.member_id].seat is Seat.SEATED) == (reply.turn <= last)


@given(said, places, places)
def test_a_room_made_smaller_keeps_every_seat(replies: list[Reply], more: int, less: int) -> None:
    turns = sorted(reply.turn for reply in replies if reply.want is Want.COMING)
    before = standings(replies, Room(places=more))
    last = cut(turns, Room(places=more))
    kept = turns[-1] if turns and last == EVERYBODY else min(last, 90)
    after = standings(replies, Room(places=less, kept=kept if turns else 0))
    assert _seated(dict(before)) <= _seated(dict(after))


@given(said, rooms, st.data())
def test_who_leaves_frees_at_most_one_seat_for_the_first_who_waits(
    replies: list[Reply], room: Room, data: st.DataObject
) -> None:
    before = standings(replies, room)
    leaver = data.draw(st.sampled_from([reply.member_id for reply in replies] or [0]))
    after = standings([reply for reply in replies if reply.member_id != leaver], room)
    moved = promoted(before, after)
    first = [member for member, was in before.items() if was.number == 1]
    assert list(moved) in ([], first)
    assert leaver not in moved


@given(said, rooms)
def test_counts_alone_tell_a_standing(replies: list[Reply], room: Room) -> None:
    turns = sorted(reply.turn for reply in replies if reply.want is Want.COMING)
    keeping = sum(turn <= room.kept for turn in turns)
    found = standings(replies, room)
    seated = seats_taken(len(turns), room, keeping)
    assert seated == len(_seated(dict(found)))
    for reply in replies:
        if reply.want is Want.COMING:
            position = turns.index(reply.turn) + 1
            assert standing_at(position, reply.turn, room, seated) == found[reply.member_id]
