"""Nights and reminders across every change of the clocks, written out by hand as instants.

Each table holds what a person worked out with a calendar and the zone's own law: none of these
instants was computed by the program. The zones were chosen because each is odd in its own way:
Dublin and New York change on other days, Kolkata never does and stands at half an hour, Lord Howe
moves by half an hour, and Casablanca went back for a month of fasting and then for good.
"""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.events.rules import series
from club.events.rules.rrule import parse
from club.events.rules.times import closing, from_key, instant, reminder, wall, writing

DUBLIN, NEW_YORK, KOLKATA = "Europe/Dublin", "America/New_York", "Asia/Kolkata"
LORD_HOWE, CASABLANCA = "Australia/Lord_Howe", "Africa/Casablanca"
YEAR = timedelta(days=366)

NIGHTS = [
    # Evenings: the clock on the wall stays, the instant moves.
    (DUBLIN, "FREQ=WEEKLY;BYDAY=TH", "2026-10-15T18:30",
     "2026-10-15T17:30 2026-10-22T17:30 2026-10-29T18:30 2026-11-05T18:30"),
    (DUBLIN, "FREQ=WEEKLY;BYDAY=TH", "2027-03-18T18:30",
     "2027-03-18T18:30 2027-03-25T18:30 2027-04-01T17:30 2027-04-08T17:30"),
    (DUBLIN, "FREQ=MONTHLY;BYDAY=1TU", "2027-01-05T19:00",
     "2027-01-05T19:00 2027-02-02T19:00 2027-03-02T19:00 2027-04-06T18:00"),
    (DUBLIN, "FREQ=MONTHLY;BYDAY=-1TH", "2027-01-28T19:00",
     "2027-01-28T19:00 2027-02-25T19:00 2027-03-25T19:00 2027-04-29T18:00"),
    (NEW_YORK, "FREQ=WEEKLY;BYDAY=WE", "2026-10-21T19:00",
     "2026-10-21T23:00 2026-10-28T23:00 2026-11-05T00:00 2026-11-12T00:00"),
    (NEW_YORK, "FREQ=WEEKLY;BYDAY=WE", "2027-03-03T19:00",
     "2027-03-04T00:00 2027-03-11T00:00 2027-03-17T23:00 2027-03-24T23:00"),
    (KOLKATA, "FREQ=WEEKLY;BYDAY=TH", "2026-10-22T19:00",
     "2026-10-22T13:30 2026-10-29T13:30 2026-11-05T13:30 2026-11-12T13:30"),
    (KOLKATA, "FREQ=WEEKLY;BYDAY=SU", "2027-03-21T01:30",
     "2027-03-20T20:00 2027-03-27T20:00 2027-04-03T20:00 2027-04-10T20:00"),
    (LORD_HOWE, "FREQ=WEEKLY;BYDAY=FR", "2026-09-25T19:00",
     "2026-09-25T08:30 2026-10-02T08:30 2026-10-09T08:00 2026-10-16T08:00"),
    (LORD_HOWE, "FREQ=WEEKLY;BYDAY=FR", "2027-03-26T19:00",
     "2027-03-26T08:00 2027-04-02T08:00 2027-04-09T08:30 2027-04-16T08:30"),
    (CASABLANCA, "FREQ=WEEKLY;BYDAY=TH", "2026-02-05T19:00",
     "2026-02-05T18:00 2026-02-12T18:00 2026-02-19T19:00 2026-02-26T19:00"),
    (CASABLANCA, "FREQ=WEEKLY;BYDAY=TH", "2026-03-12T19:00",
     "2026-03-12T19:00 2026-03-19T19:00 2026-03-26T18:00 2026-04-02T18:00"),
    (CASABLANCA, "FREQ=WEEKLY;BYDAY=TH", "2026-09-10T19:00",
     "2026-09-10T18:00 2026-09-17T18:00 2026-09-24T19:00 2026-10-01T19:00"),
    # In the third week the clocks jump over this time: it moves forward by the gap, once.
    (DUBLIN, "FREQ=WEEKLY;BYDAY=SU", "2027-03-14T01:30",
     "2027-03-14T01:30 2027-03-21T01:30 2027-03-28T01:30 2027-04-04T00:30"),
    (NEW_YORK, "FREQ=WEEKLY;BYDAY=SU", "2027-02-28T02:30",
     "2027-02-28T07:30 2027-03-07T07:30 2027-03-14T07:30 2027-03-21T06:30"),
    (LORD_HOWE, "FREQ=WEEKLY;BYDAY=SU", "2026-09-20T02:15",
     "2026-09-19T15:45 2026-09-26T15:45 2026-10-03T15:45 2026-10-10T15:15"),
    (CASABLANCA, "FREQ=WEEKLY;BYDAY=SU", "2026-03-08T02:30",
     "2026-03-08T02:30 2026-03-15T02:30 2026-03-22T02:30 2026-03-29T01:30"),
    # In the third week this time comes twice: the first is meant.
    (DUBLIN, "FREQ=WEEKLY;BYDAY=SU", "2026-10-11T01:30",
     "2026-10-11T00:30 2026-10-18T00:30 2026-10-25T00:30 2026-11-01T01:30"),
    (NEW_YORK, "FREQ=WEEKLY;BYDAY=SU", "2026-10-18T01:30",
     "2026-10-18T05:30 2026-10-25T05:30 2026-11-01T05:30 2026-11-08T06:30"),
    (LORD_HOWE, "FREQ=WEEKLY;BYDAY=SU", "2027-03-21T01:45",
     "2027-03-20T14:45 2027-03-27T14:45 2027-04-03T14:45 2027-04-10T15:15"),
    (CASABLANCA, "FREQ=WEEKLY;BYDAY=SU", "2026-02-01T02:30",
     "2026-02-01T01:30 2026-02-08T01:30 2026-02-15T01:30 2026-02-22T02:30"),
    (CASABLANCA, "FREQ=WEEKLY;BYDAY=SU", "2026-09-06T01:30",
     "2026-09-06T00:30 2026-09-13T00:30 2026-09-20T00:30 2026-09-27T01:30"),
]  # fmt: skip

SHOWN = [
    (DUBLIN, "2027-03-28T01:30", "2027-03-28T02:30"),
    (NEW_YORK, "2027-03-14T02:30", "2027-03-14T03:30"),
    (LORD_HOWE, "2026-10-04T02:15", "2026-10-04T02:45"),
    (CASABLANCA, "2026-03-22T02:30", "2026-03-22T03:30"),
]

REMINDERS = [
    (DUBLIN, "2026-10-25T19:00", "2026-10-24T17:00"),
    (DUBLIN, "2026-10-26T19:00", "2026-10-25T18:00"),
    (DUBLIN, "2027-03-28T19:00", "2027-03-27T18:00"),
    (DUBLIN, "2027-03-29T19:00", "2027-03-28T17:00"),
    (NEW_YORK, "2026-11-01T19:00", "2026-10-31T22:00"),
    (NEW_YORK, "2026-11-02T19:00", "2026-11-01T23:00"),
    (NEW_YORK, "2027-03-14T19:00", "2027-03-13T23:00"),
    (NEW_YORK, "2027-03-15T19:00", "2027-03-14T22:00"),
    (KOLKATA, "2026-10-25T19:00", "2026-10-24T12:30"),
    (KOLKATA, "2027-03-28T00:30", "2027-03-27T12:30"),
    (LORD_HOWE, "2026-10-04T19:00", "2026-10-03T07:30"),
    (LORD_HOWE, "2026-10-05T19:00", "2026-10-04T07:00"),
    (LORD_HOWE, "2027-04-04T19:00", "2027-04-03T07:00"),
    (LORD_HOWE, "2027-04-05T19:00", "2027-04-04T07:30"),
    (CASABLANCA, "2026-02-15T19:00", "2026-02-14T17:00"),
    (CASABLANCA, "2026-02-16T19:00", "2026-02-15T18:00"),
    (CASABLANCA, "2026-03-22T19:00", "2026-03-21T18:00"),
    (CASABLANCA, "2026-03-23T19:00", "2026-03-22T17:00"),
    (CASABLANCA, "2026-09-20T19:00", "2026-09-19T17:00"),
    (CASABLANCA, "2026-09-21T19:00", "2026-09-20T18:00"),
]


ENDS = [
    # From evening to morning: an hour shorter, an hour longer, half an hour, as ever.
    (DUBLIN, "2027-03-27T23:30", "2027-03-28T03:30", "2027-03-28T02:30"),
    (DUBLIN, "2026-10-24T23:30", "2026-10-25T03:30", "2026-10-25T03:30"),
    (NEW_YORK, "2027-03-13T23:30", "2027-03-14T03:30", "2027-03-14T07:30"),
    (NEW_YORK, "2026-10-31T23:30", "2026-11-01T03:30", "2026-11-01T08:30"),
    (KOLKATA, "2027-03-27T23:30", "2027-03-28T03:30", "2027-03-27T22:00"),
    (LORD_HOWE, "2026-10-03T23:30", "2026-10-04T03:30", "2026-10-03T16:30"),
    (LORD_HOWE, "2027-04-03T23:30", "2027-04-04T03:30", "2027-04-03T17:00"),
    (CASABLANCA, "2026-02-14T23:30", "2026-02-15T03:30", "2026-02-15T03:30"),
    (CASABLANCA, "2026-03-21T23:30", "2026-03-22T03:30", "2026-03-22T02:30"),
    # The end comes twice: the first is meant. It never comes: later by the gap.
    (DUBLIN, "2026-10-24T23:30", "2026-10-25T01:30", "2026-10-25T00:30"),
    (DUBLIN, "2027-03-27T23:30", "2027-03-28T01:30", "2027-03-28T01:30"),
    # The start never comes, and nothing would be left before the end.
    (DUBLIN, "2027-03-28T01:30", "2027-03-28T02:15", "2027-03-28T02:15"),
]


@pytest.mark.parametrize(("zone", "starts", "ends", "utc"), ENDS)
def test_a_night_ends_when_the_clock_says_so(zone: str, starts: str, ends: str, utc: str) -> None:
    at = closing(from_key(starts), from_key(ends), zone)
    assert at.strftime("%Y-%m-%dT%H:%M") == utc


def test_a_night_in_the_second_of_two_hours_ends_in_it() -> None:
    starts, ends = from_key("2026-10-25T01:10"), from_key("2026-10-25T01:40")
    second = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert closing(starts, ends, DUBLIN, second) == datetime(2026, 10, 25, 1, 40, tzinfo=UTC)


@given(
    st.sampled_from([DUBLIN, NEW_YORK, KOLKATA, LORD_HOWE, CASABLANCA]),
    st.sampled_from(["2026-10-24", "2027-03-27", "2026-10-31", "2027-03-13", "2026-10-03"])
    | st.sampled_from(["2027-04-03", "2026-02-14", "2026-03-21", "2026-09-19", "2027-07-01"]),
    st.integers(18 * 60, 28 * 60),
    st.integers(1, 24 * 60),
)
def test_what_is_typed_is_what_is_shown(zone: str, day: str, start: int, lasts: int) -> None:
    starts = from_key(f"{day}T00:00") + timedelta(minutes=start)
    ends = starts + timedelta(minutes=lasts)
    at, begins = closing(starts, ends, zone), instant(starts, zone)
    assert begins < at <= begins + timedelta(hours=25)
    there = wall(instant(ends, zone), zone) == ends
    if there and instant(ends, zone) > begins:
        assert wall(at, zone) == ends


@pytest.mark.parametrize(("zone", "rule", "first", "utc"), NIGHTS)
def test_nights_across_a_change_of_the_clocks(zone: str, rule: str, first: str, utc: str) -> None:
    begins = from_key(first)
    found = islice(series.starts(parse(rule), begins, begins + YEAR), 4)
    instants = [instant(start, zone).strftime("%Y-%m-%dT%H:%M") for start in found]
    assert " ".join(instants) == utc


@pytest.mark.parametrize(("zone", "local", "shown"), SHOWN)
def test_a_time_that_is_jumped_over_is_shown_later_by_the_gap(
    zone: str, local: str, shown: str
) -> None:
    assert wall(instant(from_key(local), zone), zone) == from_key(shown)


@pytest.mark.parametrize(("zone", "starts", "utc"), REMINDERS)
def test_six_in_the_evening_stays_six_for_reminders(zone: str, starts: str, utc: str) -> None:
    assert reminder(from_key(starts), zone).strftime("%Y-%m-%dT%H:%M") == utc


@pytest.mark.parametrize(
    ("zone", "now", "utc"),
    [
        (DUBLIN, "2027-01-07T03:09", "2027-01-06T03:10"),
        (DUBLIN, "2027-01-07T03:10", "2027-01-07T03:10"),
        (DUBLIN, "2027-03-28T02:09", "2027-03-27T03:10"),
        (DUBLIN, "2027-03-28T02:10", "2027-03-28T02:10"),
        (NEW_YORK, "2027-03-14T07:09", "2027-03-13T08:10"),
        (NEW_YORK, "2027-03-14T07:10", "2027-03-14T07:10"),
        (KOLKATA, "2027-03-14T21:40", "2027-03-14T21:40"),
        (LORD_HOWE, "2026-10-03T16:10", "2026-10-03T16:10"),
        (CASABLANCA, "2026-03-22T02:09", "2026-03-21T03:10"),
        (CASABLANCA, "2026-03-22T02:10", "2026-03-22T02:10"),
    ],
)
def test_nights_are_written_ahead_once_a_day(zone: str, now: str, utc: str) -> None:
    found = writing(datetime.fromisoformat(f"{now}+00:00"), zone)
    assert found.strftime("%Y-%m-%dT%H:%M") == utc
