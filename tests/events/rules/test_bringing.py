"""Which nights a file of others comes to."""

import time
from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from club.events.rules.bringing import brought
from club.events.rules.series import AHEAD, DAYS
from club.kit.ics.entry import Doubt, Found

NOW = datetime(2027, 3, 4, 12)  # noqa: DTZ001  # by the clock on the wall
THURSDAY = datetime(2027, 3, 11, 19)  # noqa: DTZ001
HOURS = timedelta(hours=2)
DAY = timedelta(days=1)
QUICK = 0.5
"""Seconds of work; a walk through the weeks of a century takes ten times as long."""


def an_entry(starts: datetime = THURSDAY, **about: object) -> Found:
    return Found(
        **{"uid": "a", "title": "Songs", "starts": starts, "ends": starts + HOURS, **about}
    )  # type: ignore[arg-type]


def starts(*found: Found) -> list[datetime]:
    return [each.starts for each in brought(found, NOW)]


def test_only_what_is_to_come_and_not_too_far_is_brought() -> None:
    days = [-1, 0, 1, 730, 732]
    found = [an_entry(NOW + each * DAY, uid=str(each)) for each in days]
    assert starts(*found) == [NOW + DAY, NOW + 730 * DAY]


def test_what_was_called_off_is_left_out() -> None:
    assert starts(an_entry(off=True)) == []


def test_each_night_lasts_as_long_as_the_first() -> None:
    nights = brought([an_entry(rule="FREQ=WEEKLY")], NOW)
    assert len(nights) == 7
    assert {each.ends - each.starts for each in nights} == {HOURS}


def test_what_began_long_ago_goes_on_from_today() -> None:
    begun = an_entry(THURSDAY - 700 * DAY, rule="FREQ=WEEKLY;BYDAY=TH")
    assert starts(begun)[0] == THURSDAY - 7 * DAY, "tonight"


def test_exceptions_and_moved_nights_take_the_place_of_the_first_plan() -> None:
    series = an_entry(rule="FREQ=WEEKLY;COUNT=3", without=(THURSDAY + 7 * DAY,))
    moved = an_entry(THURSDAY + DAY, instead_of=THURSDAY)
    assert starts(series, moved) == [THURSDAY + DAY, THURSDAY + 14 * DAY]
    off = an_entry(instead_of=THURSDAY, off=True)
    assert starts(series, off) == [THURSDAY + 14 * DAY]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=SECONDLY",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=WEEKLY;INTERVAL=99999999999999999999",
        "several",
        "x",
        "FREQ=WEEKLY;UNTIL=never",
        "FREQ=WEEKLY;COUNT=0",
    ],
)
def test_what_repeats_in_another_way_is_there_once_with_a_doubt(rule: str) -> None:
    (night,) = brought([an_entry(rule=rule)], NOW)
    assert (night.starts, night.doubt) == (THURSDAY, Doubt.RULE)


@given(
    st.integers(1, 4),
    st.sets(st.integers(0, 6), min_size=1, max_size=3),
    st.none() | st.integers(1, 40),
    st.integers(-60, 60),
)
def test_rules_we_know_come_to_what_a_library_says(
    weeks: int, days: set[int], times: int | None, shift: int
) -> None:
    first = THURSDAY + shift * DAY
    names = ",".join(DAYS[day] for day in sorted(days))
    rule = f"FREQ=WEEKLY;INTERVAL={weeks};BYDAY={names}" + (f";COUNT={times}" if times else "")
    theirs = rrulestr(rule, dtstart=first).between(NOW, NOW + AHEAD, inc=True)
    assert starts(an_entry(first, rule=rule)) == [each for each in theirs if each > NOW]


@pytest.mark.parametrize(
    ("until", "nights"),
    [("20270325T190000Z", 3), ("20270325", 3), ("20270324T235959", 2), ("20270311T000000Z", 1)],
)
def test_the_last_day_counts_whole(until: str, nights: int) -> None:
    assert len(starts(an_entry(rule=f"FREQ=WEEKLY;UNTIL={until}"))) == nights


def test_what_began_a_century_ago_takes_no_longer_than_what_begins_now() -> None:
    long_ago = THURSDAY.replace(year=1900)
    rules = (
        "FREQ=WEEKLY;BYDAY=MO,TU,WE",
        "FREQ=WEEKLY;BYDAY=FR;COUNT=520",
        "FREQ=MONTHLY;BYDAY=1MO",
    )
    many = [an_entry(long_ago, uid=f"{n}", rule=rules[n % 3]) for n in range(50)]
    began = time.process_time()
    nights = starts(*many)
    assert time.process_time() - began < QUICK
    assert {each.strftime("%a") for each in nights} == {"Mon", "Tue", "Wed"}
    assert NOW < min(nights) <= max(nights) <= NOW + AHEAD


def test_ten_thousand_exceptions_take_no_time() -> None:
    many = tuple(THURSDAY + timedelta(minutes=n) for n in range(1, 10_000))
    began = time.process_time()
    assert len(starts(an_entry(rule="FREQ=WEEKLY", without=many))) == 7
    assert time.process_time() - began < QUICK
