"""Which numbers a member reads from whom somebody is hidden."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from club.events.rules.blocks import SMALL, Mine, Numbers, hushed, seen, told
from club.events.rules.room import Room

people = st.integers(0, 12)
few = st.tuples(*[st.integers(0, SMALL)] * 3)
many = st.tuples(*[st.integers(SMALL + 1, 12)] * 3)
places = st.none() | st.integers(0, 20)
nobody_waits = Mine()


@st.composite
def nights(draw: st.DrawFn) -> Numbers:
    """A night as it is without whoever is hidden."""
    coming, maybe, waiting = draw(few) if draw(st.booleans()) else draw(many)
    return Numbers(Room(draw(places), coming + draw(few)[0]), coming, maybe, waiting)


def joined(night: Numbers, seats: int, maybe: int, waiting: int) -> Numbers:
    """The same night with the answer of somebody more."""
    room = replace(night.room, taken=night.room.taken + seats)
    return Numbers(
        room, night.coming + seats, night.maybe + maybe, night.waiting + waiting, night.kept
    )


mine = st.builds(Mine, st.integers(0, 6), st.integers(0, 4), st.booleans())
answers = st.sampled_from([(0, 0, 0), (1, 0, 0), (4, 0, 0), (0, 2, 0), (0, 0, 1)])


@given(nights(), answers)
def test_a_few_people_are_told_as_if_the_hidden_one_had_not_answered(
    night: Numbers, answer: tuple[int, int, int]
) -> None:
    assume(max(night.coming, night.maybe, night.waiting) <= SMALL)
    assert seen(joined(night, *answer), night, nobody_waits) == night


@given(nights(), answers)
def test_many_people_are_told_as_they_are(night: Numbers, answer: tuple[int, int, int]) -> None:
    assume(min(night.coming, night.maybe, night.waiting) > SMALL)
    true = joined(night, *answer)
    assert seen(true, night, nobody_waits) == true


@given(nights(), answers, mine)
def test_whoever_waits_reads_of_no_place_that_is_taken(
    night: Numbers, answer: tuple[int, int, int], reader: Mine
) -> None:
    true = joined(night, *answer)
    read = seen(true, night, reader)
    assert read.waiting >= reader.number
    if reader.needed and not true.room.fits(reader.needed, newcomer=reader.newcomer):
        assert not read.room.fits(reader.needed, newcomer=reader.newcomer)


@given(nights(), nights())
def test_where_the_count_is_kept_back_only_room_tells_two_nights_apart(
    one: Numbers, other: Numbers
) -> None:
    other = replace(other, room=replace(other.room, places=one.room.places))
    free = bool(one.room.free()) is bool(other.room.free())
    assert (hushed(one) == hushed(other)) is free
    assert bool(hushed(one).room.free()) is bool(one.room.free())
    assert hushed(one).room.over == 0


@given(nights(), mine)
def test_without_anybody_hidden_every_number_is_true(night: Numbers, reader: Mine) -> None:
    read = seen(night, night, reader)
    assert read == replace(night, waiting=max(night.waiting, reader.number))


@given(people, people)
def test_no_number_is_told_that_is_neither_true_nor_small(without: int, theirs: int) -> None:
    number = told(without + theirs, without)
    assert number == (without if without <= SMALL else without + theirs)
