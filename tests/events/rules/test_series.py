"""Series keep wall-clock time; the little rules we read mean what dateutil says they mean."""

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from club.events.rules import series
from club.events.rules.rrule import parse
from club.events.rules.series import BadRule, Every, Rule
from club.events.rules.times import from_key, instant, key, reminder, said_at, wall

DUBLIN = "Europe/Dublin"
CASABLANCA = "Africa/Casablanca"
"""An hour back for Ramadan, forward after it; and back for good in September 2026."""


def _starts(rule: str, first: datetime, n: int) -> list[datetime]:
    found = series.starts(parse(rule), first, first + timedelta(days=3650))
    return list(islice(found, n))


def _days(rule: str, first: datetime, n: int) -> list[str]:
    return [start.strftime("%m-%d") for start in _starts(rule, first, n)]


def test_thursday_at_half_past_six_stays_so_when_the_clocks_change() -> None:
    first = datetime(2027, 3, 18, 18, 30)  # noqa: DTZ001
    instants = [instant(s, DUBLIN) for s in _starts("FREQ=WEEKLY;BYDAY=TH", first, 4)]
    assert [at.strftime("%H:%MZ") for at in instants] == ["18:30Z", "18:30Z", "17:30Z", "17:30Z"]


def test_thursday_at_seven_stays_so_through_ramadan() -> None:
    first = datetime(2026, 2, 5, 19, 0)  # noqa: DTZ001
    instants = [instant(s, CASABLANCA) for s in _starts("FREQ=WEEKLY;BYDAY=TH", first, 8)]
    assert [at.strftime("%m-%d %H:%MZ") for at in instants] == [
        "02-05 18:00Z",
        "02-12 18:00Z",
        "02-19 19:00Z",
        "02-26 19:00Z",
        "03-05 19:00Z",
        "03-12 19:00Z",
        "03-19 19:00Z",
        "03-26 18:00Z",
    ]
    assert {wall(at, CASABLANCA).strftime("%a %H:%M") for at in instants} == {"Thu 19:00"}


@pytest.mark.parametrize(
    ("zone", "local", "utc"),
    [
        # The time does not exist: it moves forward by the gap.
        (DUBLIN, "2027-03-28T01:30", "2027-03-28T01:30"),
        ("America/New_York", "2027-03-14T02:30", "2027-03-14T07:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"),
        # The time comes twice: the first is meant.
        (DUBLIN, "2026-10-25T01:30", "2026-10-25T00:30"),
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),
        ("Australia/Lord_Howe", "2027-04-04T01:45", "2027-04-03T14:45"),
        # A plain evening, in summer and in winter.
        (DUBLIN, "2027-07-01T19:00", "2027-07-01T18:00"),
        (DUBLIN, "2027-01-07T19:00", "2027-01-07T19:00"),
        ("Asia/Kolkata", "2027-03-28T19:00", "2027-03-28T13:30"),
        # Clocks that go back in February, forward in March, and back for good in September.
        (CASABLANCA, "2026-02-15T02:30", "2026-02-15T01:30"),
        (CASABLANCA, "2026-02-15T03:00", "2026-02-15T03:00"),
        (CASABLANCA, "2026-03-22T02:30", "2026-03-22T02:30"),
        (CASABLANCA, "2026-03-22T03:00", "2026-03-22T02:00"),
        (CASABLANCA, "2026-07-02T19:00", "2026-07-02T18:00"),
        (CASABLANCA, "2026-09-20T01:30", "2026-09-20T00:30"),
        (CASABLANCA, "2026-12-03T19:00", "2026-12-03T19:00"),
    ],
)
def test_a_time_on_the_wall_is_one_instant(zone: str, local: str, utc: str) -> None:
    assert instant(from_key(local), zone).strftime("%Y-%m-%dT%H:%M") == utc


def test_a_time_the_clocks_jump_over_is_shown_an_hour_later() -> None:
    shown = wall(instant(datetime(2027, 3, 28, 1, 30), DUBLIN), DUBLIN)  # noqa: DTZ001
    assert shown == datetime(2027, 3, 28, 2, 30)  # noqa: DTZ001


def test_the_first_tuesday_and_the_last_thursday_of_each_month() -> None:
    first = datetime(2027, 1, 5, 19, 0)  # noqa: DTZ001
    assert _days("FREQ=MONTHLY;BYDAY=1TU", first, 3) == ["01-05", "02-02", "03-02"]
    assert _days("FREQ=MONTHLY;BYDAY=-1TH", first, 3) == ["01-28", "02-25", "03-25"]


@pytest.mark.parametrize(
    ("zone", "starts", "at"),
    [
        (DUBLIN, "2027-03-28T19:00", "2027-03-27T18:00"),
        (DUBLIN, "2027-03-29T19:00", "2027-03-28T17:00"),
        (DUBLIN, "2026-10-26T00:30", "2026-10-25T18:00"),
        ("Australia/Lord_Howe", "2026-10-05T10:00", "2026-10-04T07:00"),
        (CASABLANCA, "2026-02-15T19:00", "2026-02-14T17:00"),
        (CASABLANCA, "2026-02-16T19:00", "2026-02-15T18:00"),
        (CASABLANCA, "2026-03-22T19:00", "2026-03-21T18:00"),
        (CASABLANCA, "2026-03-23T19:00", "2026-03-22T17:00"),
        (CASABLANCA, "2026-12-03T19:00", "2026-12-02T18:00"),
    ],
)
def test_the_reminder_comes_at_six_the_evening_before(zone: str, starts: str, at: str) -> None:
    assert reminder(from_key(starts), zone).strftime("%Y-%m-%dT%H:%M") == at


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=DAILY;BYDAY=MO",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=MO,MO",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=5;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=-1;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=x;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=MO;BYHOUR=7",
        "FREQ=WEEKLY;BYDAY=MO;UNTIL=tomorrow",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=0",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=100000",
        "FREQ=MONTHLY;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=5TU",
        "FREQ=MONTHLY;BYDAY=-2TU",
        "FREQ=MONTHLY;BYDAY=1TU,1WE",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=oneTU",
    ],
)
def test_any_other_rule_is_refused(text: str) -> None:
    with pytest.raises(BadRule):
        parse(text)


def test_a_day_that_is_not_in_the_week_is_refused() -> None:
    with pytest.raises(BadRule):
        Rule(Every.WEEK, (7,))


whens = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(second=0, microsecond=0)
)
weeklies = st.builds(
    Rule,
    every=st.just(Every.WEEK),
    days=st.sets(st.integers(0, 6), min_size=1, max_size=3).map(lambda days: tuple(sorted(days))),
    weeks=st.integers(1, 4),
    times=st.none() | st.integers(1, 60),
    until=st.none() | whens,
)
monthlies = st.builds(
    Rule,
    every=st.just(Every.MONTH),
    days=st.tuples(st.integers(0, 6)),
    nth=st.sampled_from([-1, 1, 2, 3, 4]),
    times=st.none() | st.integers(1, 30),
    until=st.none() | whens,
)


@given(weeklies | monthlies, whens, st.integers(0, 800))
def test_a_series_meets_when_dateutil_says_so(rule: Rule, first: datetime, days: int) -> None:
    until = first + timedelta(days=days)
    text = str(rule)
    if rule.until and rule.times:  # iCalendar allows one of the two; dateutil warns
        text = str(Rule(rule.every, rule.days, rule.weeks, rule.nth, rule.until))
        rule = parse(text)
    expected = rrulestr(text, dtstart=first).between(first, until, inc=True)
    assert list(series.starts(rule, first, until)) == expected


@given(weeklies | monthlies)
def test_a_rule_is_read_as_it_was_written(rule: Rule) -> None:
    assert parse(str(rule)) == rule


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_a_monthly_series_begins_on_the_day_it_was_made_for(day: date) -> None:
    first = datetime(day.year, day.month, day.day, 19)  # noqa: DTZ001
    later = series.starts(series.monthly(day), first, first + timedelta(days=40))
    nth = series.monthly(day).nth
    begins = next(later)
    assert begins == first or (nth == -1 and begins.date() - day == timedelta(days=7))


@given(whens)
def test_the_name_of_a_night_is_its_local_start(local: datetime) -> None:
    assert from_key(key(local)) == local


def test_a_weekly_series_begins_on_the_day_it_was_made_for() -> None:
    first = datetime(2027, 3, 18, 18, 30)  # noqa: DTZ001
    assert str(series.weekly(first, 2)) == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"


def test_a_phone_whose_clock_runs_ahead_cannot_speak_from_the_future() -> None:
    now = instant(datetime(2027, 1, 1, 12), DUBLIN)  # noqa: DTZ001
    hour = timedelta(hours=1)
    assert said_at(now + hour, now) == now
    assert said_at(now - hour, now) == now - hour
    assert said_at(None, now) == now


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001
    st.integers(0, 60_000),
    st.sampled_from(["WEEKLY;BYDAY=MO,TH", "WEEKLY;INTERVAL=3;BYDAY=SU,MO", "MONTHLY;BYDAY=-1FR"]),
    st.none() | st.integers(1, 520),
    st.integers(0, 6),
)
def test_what_lies_behind_is_counted_as_if_it_had_been_walked(
    first: datetime, days: int, text: str, times: int | None, week_from: int
) -> None:
    rule = parse(f"FREQ={text}" + (f";COUNT={times}" if times else ""))
    since = first + timedelta(days=days)
    until = since + timedelta(days=70)
    walked = series.starts(rule, first, until, week_from=week_from)
    found = series.starts(rule, first, until, since=since, week_from=week_from)
    assert list(found) == [each for each in walked if each >= since]


@given(
    st.integers(0, 3650).map(lambda days: datetime(2020, 1, 1, 19) + timedelta(days=days)),  # noqa: DTZ001
    st.integers(1, 4),
    st.sets(st.integers(0, 6), min_size=1, max_size=3),
    st.integers(0, 6),
    st.none() | st.integers(1, 40),
)
def test_the_day_weeks_begin_with_tells_which_are_left_out(
    first: datetime, weeks: int, days: set[int], week_from: int, times: int | None
) -> None:
    rule = Rule(Every.WEEK, tuple(sorted(days)), weeks=weeks, times=times)
    until = first + timedelta(days=200)
    begins = f"{rule};WKST={series.DAYS[week_from]}"
    theirs = rrulestr(begins, dtstart=first).between(first, until, inc=True)
    assert list(series.starts(rule, first, until, week_from=week_from)) == theirs
