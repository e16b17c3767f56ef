"""The clocks of a full room."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.events.rules import offers
from club.notices.rules.quiet import Wishes, quiet_end, waking

START = datetime(2027, 3, 11, 19, tzinfo=UTC)
HOUR = timedelta(hours=1)
DUBLIN = ZoneInfo("Europe/Dublin")


def test_places_for_newcomers_are_open_to_all_on_the_last_day() -> None:
    assert offers.kept_for_newcomers(3, 1, START, START - 25 * HOUR) == 2
    assert offers.kept_for_newcomers(3, 5, START, START - 25 * HOUR) == 0
    assert offers.kept_for_newcomers(3, 1, START, START - 24 * HOUR) == 0


def test_in_the_last_three_hours_the_first_tap_wins() -> None:
    assert not offers.first_tap_wins(START, START - 3 * HOUR - timedelta(seconds=1))
    assert offers.first_tap_wins(START, START - 3 * HOUR)


def test_no_offer_runs_into_the_last_two_hours() -> None:
    assert offers.offer_ends(START + HOUR, START) == START - 2 * HOUR
    assert offers.offer_ends(START - 9 * HOUR, START) == START - 9 * HOUR


def test_a_recent_place_ends_on_a_monday_that_says_nothing_of_the_night() -> None:
    ends = {offers.seated_until(START + timedelta(days=n)).date() for n in range(7)}
    assert {each.weekday() for each in ends} == {0}
    assert len(ends) == 2


def test_an_offer_at_eight_in_the_evening_waits_for_the_morning() -> None:
    evening = datetime(2027, 3, 10, 20, tzinfo=UTC)
    ends = waking(Wishes(), timedelta(hours=12), zone=DUBLIN, now=evening)
    assert ends == datetime(2027, 3, 11, 20, tzinfo=UTC)


def test_the_night_the_clocks_change_takes_nothing_from_an_offer() -> None:
    evening = datetime(2027, 3, 27, 20, tzinfo=UTC)
    ends = waking(Wishes(), timedelta(hours=12), zone=DUBLIN, now=evening)
    assert ends == datetime(2027, 3, 28, 19, tzinfo=UTC), "eight in the evening, summer time"


BY_DAY = Wishes()
BY_NIGHT = Wishes(quiet_from=9, quiet_to=21)
"""Of somebody who works at night, and sleeps by day."""
OFFERS = [
    # Given at eight in the evening: an hour of it then, and eleven from nine in the morning.
    ("Europe/Dublin", BY_DAY, "2027-03-27T20:00", "2027-03-28T19:00"),
    ("Europe/Dublin", BY_DAY, "2026-10-24T19:00", "2026-10-25T20:00"),
    ("America/New_York", BY_DAY, "2027-03-14T01:00", "2027-03-15T00:00"),
    ("America/New_York", BY_DAY, "2026-11-01T00:00", "2026-11-02T01:00"),
    ("Asia/Kolkata", BY_DAY, "2027-03-27T14:30", "2027-03-28T14:30"),
    ("Australia/Lord_Howe", BY_DAY, "2026-10-03T09:30", "2026-10-04T09:00"),
    ("Australia/Lord_Howe", BY_DAY, "2027-04-03T09:00", "2027-04-04T09:30"),
    ("Africa/Casablanca", BY_DAY, "2026-02-14T19:00", "2026-02-15T20:00"),
    ("Africa/Casablanca", BY_DAY, "2026-03-21T20:00", "2026-03-22T19:00"),
    ("Africa/Casablanca", BY_DAY, "2026-09-19T19:00", "2026-09-20T20:00"),
    # Given at eleven to somebody who is awake until nine, on a night that is shorter or longer
    # than ten hours: what is left of the twelve runs from nine in the evening.
    ("Europe/Dublin", BY_NIGHT, "2027-03-27T23:00", "2027-03-28T23:00"),
    ("Europe/Dublin", BY_NIGHT, "2026-10-24T22:00", "2026-10-25T22:00"),
    ("America/New_York", BY_NIGHT, "2027-03-14T04:00", "2027-03-15T04:00"),
    ("America/New_York", BY_NIGHT, "2026-11-01T03:00", "2026-11-02T03:00"),
    ("Asia/Kolkata", BY_NIGHT, "2027-03-27T17:30", "2027-03-28T17:30"),
    ("Australia/Lord_Howe", BY_NIGHT, "2026-10-03T12:30", "2026-10-04T12:30"),
    ("Australia/Lord_Howe", BY_NIGHT, "2027-04-03T12:00", "2027-04-04T12:00"),
    ("Africa/Casablanca", BY_NIGHT, "2026-02-14T22:00", "2026-02-15T22:00"),
    ("Africa/Casablanca", BY_NIGHT, "2026-03-21T23:00", "2026-03-22T23:00"),
]


@pytest.mark.parametrize(("zone", "wishes", "now", "end"), OFFERS)
def test_an_offer_lasts_twelve_waking_hours_wherever_a_member_lives(
    zone: str, wishes: Wishes, now: str, end: str
) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    ends = waking(wishes, offers.OFFER_LASTS, zone=ZoneInfo(zone), now=at)
    assert ends.strftime("%Y-%m-%dT%H:%M") == end


@pytest.mark.parametrize("zone", sorted({zone for zone, *_ in OFFERS}))
def test_no_zone_lets_an_offer_run_into_the_last_two_hours(zone: str) -> None:
    starts, given = datetime(2027, 3, 28, 12, tzinfo=UTC), datetime(2027, 3, 27, 20, tzinfo=UTC)
    ends = waking(BY_DAY, offers.OFFER_LASTS, zone=ZoneInfo(zone), now=given)
    assert offers.offer_ends(ends, starts) == min(ends, starts - 2 * HOUR)
    assert ends >= starts - 2 * HOUR


def test_without_quiet_hours_twelve_hours_are_twelve_hours() -> None:
    wishes = Wishes(quiet_from=5, quiet_to=5)
    assert waking(wishes, 12 * HOUR, zone=DUBLIN, now=START) == START + 12 * HOUR


@given(
    st.integers(0, 23),
    st.integers(0, 23),
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001
    st.integers(1, 48),
)
def test_an_offer_never_ends_inside_quiet_hours_nor_too_soon(
    start: int, end: int, at: datetime, hours: int
) -> None:
    wishes, now = Wishes(quiet_from=start, quiet_to=end), at.replace(tzinfo=UTC)
    ends = waking(wishes, hours * HOUR, zone=DUBLIN, now=now)
    assert ends - now >= hours * HOUR
    just_before = ends - timedelta(seconds=1)
    assert quiet_end(wishes, zone=DUBLIN, now=just_before) == just_before
