"""Which nights a file of others comes to."""

import time
from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from club.events.rules.bringing import Here, brought, lost
from club.events.rules.series import AHEAD
from club.events.rules.times import wall
from club.kit.ics.entry import Doubt, Found

NOW = datetime(2027, 3, 4, 12)  # noqa: DTZ001  # by the clock on the wall
THURSDAY = datetime(2027, 3, 11, 19)  # noqa: DTZ001
HERE = Here("Europe/Dublin", NOW)
HOURS = timedelta(hours=2)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
QUICK = 0.5
"""Seconds of work; a walk through the weeks of a century takes ten times as long."""


def an_entry(starts: datetime = THURSDAY, **about: object) -> Found:
    return Found(
        **{"uid": "a", "title": "Songs", "starts": starts, "ends": starts + HOURS, **about}
    )  # type: ignore[arg-type]


def starts(*found: Found) -> list[datetime]:
    return [each.starts for each in brought(found, HERE)]


def test_only_what_is_to_come_and_not_too_far_is_brought() -> None:
    days = [-1, 0, 1, 730, 732]
    found = [an_entry(NOW + each * DAY, uid=str(each)) for each in days]
    assert starts(*found) == [NOW + DAY, NOW + 730 * DAY]


def test_what_was_called_off_is_left_out() -> None:
    assert starts(an_entry(off=True)) == []


def test_each_night_lasts_as_long_as_the_first() -> None:
    nights = brought([an_entry(rule="FREQ=WEEKLY")], HERE)
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
        "FREQ=WEEKLY;WKST=XX",
        "FREQ=WEEKLY;UNTIL=20270411T19Z",
    ],
)
def test_what_repeats_in_another_way_is_there_once_with_a_doubt(rule: str) -> None:
    (night,) = brought([an_entry(rule=rule)], HERE)
    assert (night.starts, night.doubt) == (THURSDAY, Doubt.RULE)


ZONES = st.sampled_from(
    [
        "Europe/Dublin",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
    ]
)


@given(
    st.sampled_from(
        ["WEEKLY;BYDAY=MO,TH", "WEEKLY;INTERVAL=2;BYDAY=SU,TU", "WEEKLY;BYDAY=FR,SA,SU"]
    )
    | st.sampled_from(["MONTHLY;BYDAY=-1TH", "MONTHLY;BYDAY=2SU", "WEEKLY;INTERVAL=4", "WEEKLY"]),
    st.sampled_from(["", ";COUNT=9", ";COUNT=40", ";UNTIL=20270401T120000Z"]),
    st.sampled_from(["", ";WKST=MO", ";WKST=SU", ";WKST=WE"]),
    st.integers(-500 * 48, 60 * 48).map(lambda halves: THURSDAY + timedelta(minutes=30) * halves),
    ZONES,
    ZONES,
)
def test_what_repeats_in_any_zone_comes_to_what_a_library_says(
    rule: str, end: str, week: str, first: datetime, theirs: str, ours: str
) -> None:
    text = f"FREQ={rule}{end}{week}"
    begins = first.replace(tzinfo=ZoneInfo(theirs))
    walls = {wall(each, ours) for each in islice(rrulestr(text, dtstart=begins), 300)}
    entry = an_entry(wall(begins, ours), rule=text, zone=theirs, begins=first)
    found = brought([entry], Here(ours, NOW))
    beside = next(iter(rrulestr(f"FREQ={rule}{week}", dtstart=begins))) != begins
    assert {each.doubt for each in found} <= {Doubt.FIRST if beside else Doubt.NONE}
    if not (beside and "COUNT" in end):
        expected = walls | {entry.starts}
        until = max(NOW + AHEAD, entry.starts)
        assert [each.starts for each in found] == sorted(w for w in expected if NOW < w <= until)


def test_thursdays_in_new_york_are_fridays_here_and_an_hour_early_in_march() -> None:
    first = datetime(2027, 3, 4, 20)  # noqa: DTZ001
    entry = an_entry(
        first + 5 * HOUR, rule="FREQ=WEEKLY;BYDAY=TH", zone="America/New_York", begins=first
    )
    assert [each.strftime("%a %m-%d %H:%M") for each in starts(entry)][:5] == [
        "Fri 03-05 01:00",
        "Fri 03-12 01:00",
        "Fri 03-19 00:00",
        "Fri 03-26 00:00",
        "Fri 04-02 01:00",
    ]


def test_the_week_of_two_begins_on_the_day_the_file_says() -> None:
    tuesday = THURSDAY - 2 * DAY
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU"
    days = [
        [each.strftime("%a %m-%d") for each in starts(an_entry(tuesday, rule=rule + week))][:3]
        for week in ("", ";WKST=MO", ";WKST=SU")
    ]
    assert days[0] == days[1] == ["Tue 03-09", "Sun 03-14", "Tue 03-23"]
    assert days[2] == ["Tue 03-09", "Sun 03-21", "Tue 03-23"]


def test_a_first_night_beside_its_rule_is_kept_and_doubted() -> None:
    nights = brought([an_entry(rule="FREQ=WEEKLY;BYDAY=FR;COUNT=3")], HERE)
    assert [each.starts for each in nights] == [THURSDAY, THURSDAY + DAY, THURSDAY + 8 * DAY]
    assert {each.doubt for each in nights} == {Doubt.FIRST}
    assert starts(an_entry(rule="FREQ=WEEKLY;BYDAY=FR;COUNT=1")) == [THURSDAY]


def test_further_dates_are_nights_as_well() -> None:
    entry = an_entry(also=(THURSDAY + 9 * DAY, THURSDAY - 300 * DAY, THURSDAY + 200 * DAY))
    assert starts(entry) == [THURSDAY, THURSDAY + 9 * DAY, THURSDAY + 200 * DAY]
    with_rule = an_entry(rule="FREQ=WEEKLY;COUNT=2", also=(THURSDAY + DAY,), without=(THURSDAY,))
    assert starts(with_rule) == [THURSDAY + DAY, THURSDAY + 7 * DAY]


def test_a_night_changed_with_all_that_follow_takes_them_along() -> None:
    series = an_entry(rule="FREQ=WEEKLY;COUNT=5")
    second, fourth = THURSDAY + 7 * DAY, THURSDAY + 21 * DAY
    later = an_entry(second + HOUR, title="Soup", instead_of=second, later=True)
    assert starts(series, later) == [
        THURSDAY,
        *(THURSDAY + n * 7 * DAY + HOUR for n in (1, 2, 3, 4)),
    ]
    titles = [each.title for each in brought([series, later], HERE)]
    assert titles == ["Songs", "Soup", "Soup", "Soup", "Soup"]
    off = an_entry(fourth, instead_of=fourth, later=True, off=True)
    assert len(starts(series, later, off)) == 3
    one = an_entry(fourth + DAY, instead_of=fourth)
    assert starts(series, one)[3:] == [fourth + DAY, fourth + 7 * DAY]


def test_what_moves_all_that_follow_by_months_is_doubted() -> None:
    far = an_entry(THURSDAY + 70 * DAY, instead_of=THURSDAY, later=True)
    found = brought([an_entry(rule="FREQ=WEEKLY;COUNT=2"), far], HERE)
    assert [(each.starts, each.doubt) for each in found] == [
        (THURSDAY + 7 * DAY, Doubt.NONE),
        (THURSDAY + 70 * DAY, Doubt.RULE),
    ]


def test_what_is_lost_is_counted() -> None:
    daily = an_entry(THURSDAY - 70 * DAY, rule="FREQ=DAILY")
    assert brought([daily], HERE) == []
    assert lost([daily, an_entry(rule="FREQ=DAILY"), an_entry(NOW - DAY)], HERE) == 1


def test_a_night_lasts_as_long_on_the_day_the_clocks_change() -> None:
    evening = datetime(2027, 3, 27, 19)  # noqa: DTZ001
    entry = Found(
        "a",
        "x",
        evening + 4 * HOUR,
        evening + 7 * HOUR,
        rule="FREQ=WEEKLY",
        zone="America/New_York",
        begins=evening,
    )
    nights = brought([entry], HERE)
    assert [str(each.ends - each.starts) for each in nights][:2] == ["3:00:00", "2:00:00"]


def test_nothing_beyond_the_end_of_time_breaks_it() -> None:
    last = datetime(9999, 12, 31, 20)  # noqa: DTZ001
    ends = "FREQ=WEEKLY;UNTIL=99991231T235959Z"
    for zone in ("", "America/New_York", "Asia/Kolkata"):
        assert starts(an_entry(last, rule="FREQ=WEEKLY", zone=zone)) == []
        assert len(starts(an_entry(rule=ends, zone=zone))) in {7, 8}
        assert brought([an_entry(last)], Here("Australia/Lord_Howe", NOW)) == []


@pytest.mark.parametrize(
    ("until", "nights"),
    [
        ("20270325T190000Z", 3),
        ("20270325", 3),
        ("20270311", 1),
        ("20270324T235959", 2),
        ("20270325T180000Z", 2),
    ],
)
def test_the_last_time_is_the_one_the_file_says(until: str, nights: int) -> None:
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
