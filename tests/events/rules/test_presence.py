"""When one may say "I am here", and how people without names are counted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from club.events.rules import presence
from club.events.rules.presence import How, Word

SEVEN = datetime(2027, 3, 11, 19, tzinfo=UTC)
NINE = SEVEN + timedelta(hours=2)
MINUTE = timedelta(minutes=1)


def test_one_may_be_here_from_half_an_hour_before_until_twelve_hours_after() -> None:
    assert not presence.is_open(SEVEN, NINE, SEVEN - 31 * MINUTE)
    assert presence.is_open(SEVEN, NINE, SEVEN - 30 * MINUTE)
    assert presence.is_open(SEVEN, NINE, NINE + timedelta(hours=12) - MINUTE)
    assert not presence.is_open(SEVEN, NINE, NINE + timedelta(hours=12))


def test_the_door_reads_its_list_from_two_hours_before() -> None:
    assert not presence.list_is_open(SEVEN, NINE, SEVEN - timedelta(hours=2) - MINUTE)
    assert presence.list_is_open(SEVEN, NINE, SEVEN - timedelta(hours=2))
    assert not presence.list_is_open(SEVEN, NINE, NINE + timedelta(hours=12))


@given(st.integers(-2000, 2000), st.integers(1, 300))
def test_whoever_may_say_so_finds_the_door_with_its_list(minutes: int, lasts: int) -> None:
    ends, now = SEVEN + lasts * MINUTE, SEVEN + minutes * MINUTE
    if presence.is_open(SEVEN, ends, now):
        assert presence.list_is_open(SEVEN, ends, now)


@given(
    st.integers(0, 400), st.lists(st.sampled_from([1, -1]), max_size=40).flatmap(st.permutations)
)
def test_in_whatever_order_taps_arrive_the_count_is_the_same(named: int, taps: list[int]) -> None:
    unnamed = 0
    for tap in taps:
        unnamed += tap
        assert presence.head_count(named, unnamed) >= named
    assert presence.head_count(named, unnamed) == named + max(0, sum(taps))


def test_a_night_belongs_to_the_month_on_the_clubs_wall() -> None:
    assert presence.month_of(datetime(2027, 3, 31, 23, 59, tzinfo=UTC)) == date(2027, 3, 1)


def test_old_nights_are_counted_after_three_at_night() -> None:
    hours = [hour for hour in range(24) if presence.is_counted_now(SEVEN.replace(hour=hour))]
    assert hours == [3]


@dataclass(frozen=True)
class Tap:
    """One tap on one of two phones, the member's own and the door's."""

    by: How
    here: bool
    minute: int


def as_it_was(taps: list[Tap]) -> How | None:
    """Who has the member counted in the end, for somebody who stood there and heard it all.

    Whoever says "here" of themselves is here until they say otherwise; the door ticks who is not
    counted yet, and takes back only its own tick.
    """
    counted: How | None = None
    for tap in sorted(taps, key=lambda each: each.minute):
        if tap.by is How.SELF:
            counted = How.SELF if tap.here else None
        elif tap.here:
            counted = counted or How.GREETER
        elif counted is How.GREETER:
            counted = None
    return counted


def as_it_arrived(taps: tuple[Tap, ...]) -> How | None:
    last: dict[How, Word] = {}
    for tap in taps:
        said = Word(tap.here, SEVEN + tap.minute * MINUTE)
        last[tap.by] = presence.last_of(last.get(tap.by), said)
    return presence.comes_to(last.get(How.SELF), last.get(How.GREETER))


taps = st.lists(
    st.builds(Tap, st.sampled_from([How.SELF, How.GREETER]), st.booleans(), st.integers(0, 90)),
    max_size=5,
    unique_by=lambda tap: tap.minute,
)


@given(taps)
def test_in_whatever_order_two_phones_are_heard_it_is_as_it_was(said: list[Tap]) -> None:
    was = as_it_was(said)
    assert {as_it_arrived(order) for order in permutations(said)} <= {was}


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40)), min_size=1, max_size=5))
def test_a_hand_that_shakes_shakes_alike_in_every_order(touches: list[tuple[bool, int]]) -> None:
    tenth = timedelta(milliseconds=100)
    came = set()
    for order in permutations(touches):
        stands: Word | None = None
        for here, tenths in order:
            stands = presence.last_of(stands, Word(here, SEVEN + tenths * tenth))
        assert stands
        came.add(stands.here)
    assert len(came) == 1


def test_a_members_own_word_beats_a_tick_of_the_same_moment() -> None:
    assert presence.comes_to(Word(here=False, at=SEVEN), Word(here=True, at=SEVEN)) is None
    assert (
        presence.comes_to(Word(here=False, at=SEVEN), Word(here=True, at=SEVEN + MINUTE))
        is How.GREETER
    )
