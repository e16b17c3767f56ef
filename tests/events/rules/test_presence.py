"""When one may say "I am here", and how people without names are counted."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from club.events.rules import presence

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
