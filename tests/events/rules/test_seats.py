"""The room is never overfull, no seat is wasted, nobody overtakes, nobody loses a seat."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from club.events.rules.giving import Given, give
from club.events.rules.room import Room, fitting, takes
from club.events.rules.seats import (
    Counts,
    QueueRule,
    Reply,
    Seat,
    Standing,
    Want,
    counts,
    queue,
    seat_of,
    standings,
)

FIRST, LEAST_RECENT = QueueRule.FIRST, QueueRule.LEAST_RECENT


def _who(given: list[Given]) -> list[int]:
    return [each.member_id for each in given]


def _wait(*parties: int) -> list[Reply]:
    return [Reply(n, Want.COMING, turn=n * 3, party=party) for n, party in enumerate(parties, 1)]


flags = st.booleans()
waiting = st.lists(
    st.builds(
        Reply,
        member_id=st.just(0),
        want=st.just(Want.COMING),
        turn=st.just(0),
        party=st.integers(1, 4),
        fewer=flags,
        asks=flags,
        passed=flags,
        recent=flags,
        newcomer=flags,
    ),
    max_size=25,
).map(lambda each: [replace(reply, member_id=n, turn=n) for n, reply in enumerate(each, 1)])
rooms = st.builds(
    Room, places=st.none() | st.integers(1, 20), taken=st.integers(0, 25), reserve=st.integers(0, 3)
)


def test_those_who_asked_first_are_next() -> None:
    assert _who(give(_wait(1, 1, 1), Room(places=2))) == [1, 2]


def test_a_party_that_does_not_fit_is_passed_over_and_not_dropped() -> None:
    assert _who(give(_wait(3, 1), Room(places=1))) == [2]
    assert _who(give(_wait(3, 1), Room(places=4))) == [1, 2]


def test_who_would_come_with_fewer_gets_what_there_is() -> None:
    waiting = [replace(each, fewer=True) for each in _wait(3)]
    assert give(waiting, Room(places=2)) == [Given(1, 2, offered=False)]


def test_who_wants_to_be_asked_gets_an_offer() -> None:
    waiting = [replace(each, asks=True) for each in _wait(1)]
    assert give(waiting, Room(places=1)) == [Given(1, 1, offered=True)]


def test_after_an_offer_that_ran_out_another_is_asked_first() -> None:
    late, next_one = _wait(1, 1)
    assert _who(give([replace(late, passed=True), next_one], Room(places=1))) == [2]
    assert _who(give([replace(late, passed=True)], Room(places=1))) == [1]


def test_places_kept_for_newcomers_are_given_to_newcomers_alone() -> None:
    old, new = _wait(1, 1)
    room = Room(places=5, taken=4, reserve=1)
    assert _who(give([old, replace(new, newcomer=True)], room)) == [2]


def test_under_the_other_rule_who_had_none_lately_is_next() -> None:
    early, late = _wait(1, 1)
    said = [replace(early, recent=True), late]
    assert [each.member_id for each in queue(said, FIRST)] == [1, 2]
    assert [each.member_id for each in queue(said, LEAST_RECENT)] == [2, 1]


def test_whoever_hosts_takes_no_place_of_the_room() -> None:
    assert (takes(1, hosts=True), takes(3, hosts=True), takes(3, hosts=False)) == (0, 2, 3)


def test_a_smaller_room_takes_no_seat_from_anyone_who_has_one() -> None:
    has_one = Reply(1, Want.COMING, 1, seats=1, held=1)
    room = Room(places=1, taken=3)
    assert standings([has_one, Reply(2, Want.COMING, 2)], FIRST, room) == {
        1: Standing(Seat.SEATED),
        2: Standing(Seat.WAITING, 1),
    }
    assert room.over == 2


def test_an_offer_is_no_number_in_the_queue() -> None:
    offered = Reply(1, Want.COMING, 1, held=1, offered=True)
    found = standings([offered, Reply(2, Want.COMING, 2)], FIRST, Room(1, 1))
    assert found[1] == Standing(Seat.OFFERED)
    assert found[2] == Standing(Seat.WAITING, 1)


def test_an_offer_to_all_lasts_while_a_place_is_free() -> None:
    offered = Reply(1, Want.COMING, 1, offered=True)
    assert seat_of(offered, Room(places=2, taken=1)) is Seat.OFFERED
    assert seat_of(offered, Room(places=2, taken=2)) is Seat.WAITING


def test_maybe_and_no_hold_no_seat() -> None:
    found = standings([Reply(1, Want.MAYBE, 1), Reply(2, Want.NO, 2)], FIRST, Room(places=1))
    assert [each.seat for each in found.values()] == [Seat.MAYBE, Seat.AWAY]
    assert counts(Reply(1, Want.MAYBE, 1, party=2)) == Counts(maybe=2)
    assert counts(Reply(2, Want.NO, 2)) == Counts(away=1)


@given(waiting, rooms)
def test_the_room_is_never_overfull(replies: list[Reply], room: Room) -> None:
    given = give(replies, room)
    if room.places is not None and given:
        assert room.taken + sum(each.places for each in given) <= room.places


@given(waiting, rooms)
def test_nobody_who_fits_is_left_waiting(replies: list[Reply], room: Room) -> None:
    given = {each.member_id: each for each in give(replies, room)}
    for each in given.values():
        reply = next(r for r in replies if r.member_id == each.member_id)
        room = room.less(each.places, newcomer=reply.newcomer)
    for reply in replies:
        if reply.member_id not in given:
            free = room.free(newcomer=reply.newcomer)
            assert free is not None
            assert not fitting(reply.party, free, fewer=reply.fewer)


@given(waiting, rooms)
def test_nobody_overtakes_someone_who_fits_as_well(replies: list[Reply], room: Room) -> None:
    alike = [replace(r, party=1, passed=False, newcomer=False) for r in replies]
    got = _who(give(alike, room))
    assert got == [each.member_id for each in alike][: len(got)]


@given(waiting, rooms)
def test_places_for_newcomers_go_to_nobody_else(replies: list[Reply], room: Room) -> None:
    newcomers = {r.member_id for r in replies if r.newcomer}
    others = sum(g.places for g in give(replies, room) if g.member_id not in newcomers)
    free = room.free()
    assert free is None or others <= free


@given(waiting, st.sampled_from(QueueRule))
def test_numbers_run_from_one_in_the_order_of_the_queue(
    replies: list[Reply], rule: QueueRule
) -> None:
    found = standings(replies, rule, Room(places=0))
    in_order = [found[each.member_id].number for each in queue(replies, rule)]
    assert in_order == list(range(1, len(in_order) + 1))
