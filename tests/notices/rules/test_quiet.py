"""When a phone may be woken."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.notices.rules import Category, Notice
from club.notices.rules.notice import Urgency, expiry, urgency
from club.notices.rules.quiet import (
    PUSHES_A_DAY,
    SWITCHES,
    Wishes,
    midnight,
    not_before,
    quiet_end,
    wakes,
)

DUBLIN = ZoneInfo("Europe/Dublin")
NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)
NIGHT = datetime(2026, 12, 3, 23, tzinfo=UTC)
TOLD = Notice("k", Category.PERSONAL, "t", "b", "/", "tag")


def test_by_day_nothing_waits() -> None:
    assert not_before(TOLD, Wishes(), zone=DUBLIN, now=NOON) == NOON


@pytest.mark.parametrize(
    ("now", "end"),
    [
        (datetime(2026, 12, 3, 21, tzinfo=UTC), datetime(2026, 12, 4, 9, tzinfo=UTC)),
        (datetime(2026, 12, 4, 0, tzinfo=UTC), datetime(2026, 12, 4, 9, tzinfo=UTC)),
        (datetime(2026, 12, 4, 8, 59, tzinfo=UTC), datetime(2026, 12, 4, 9, tzinfo=UTC)),
        (datetime(2026, 12, 4, 9, tzinfo=UTC), datetime(2026, 12, 4, 9, tzinfo=UTC)),
        # The clocks go forward on 29 March and back on 25 October 2026: nine is nine on both.
        (datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 3, 29, 8, tzinfo=UTC)),
        (datetime(2026, 10, 24, 21, tzinfo=UTC), datetime(2026, 10, 25, 9, tzinfo=UTC)),
    ],
)
def test_at_night_it_waits_for_the_members_morning(now: datetime, end: datetime) -> None:
    assert not_before(TOLD, Wishes(), zone=DUBLIN, now=now) == end


MORNINGS = [
    # From ten in the evening to nine, on the night the clocks change: worked out by hand.
    ("Europe/Dublin", Wishes(), "2027-03-27T22:00", "2027-03-28T08:00"),
    ("Europe/Dublin", Wishes(), "2026-10-24T21:00", "2026-10-25T09:00"),
    ("America/New_York", Wishes(), "2027-03-14T03:00", "2027-03-14T13:00"),
    ("America/New_York", Wishes(), "2026-11-01T02:00", "2026-11-01T14:00"),
    ("Asia/Kolkata", Wishes(), "2027-03-27T16:30", "2027-03-28T03:30"),
    ("Asia/Kolkata", Wishes(), "2026-10-24T16:30", "2026-10-25T03:30"),
    ("Australia/Lord_Howe", Wishes(), "2026-10-03T11:30", "2026-10-03T22:00"),
    ("Australia/Lord_Howe", Wishes(), "2027-04-03T11:00", "2027-04-03T22:30"),
    ("Africa/Casablanca", Wishes(), "2026-02-14T21:00", "2026-02-15T09:00"),
    ("Africa/Casablanca", Wishes(), "2026-03-21T22:00", "2026-03-22T08:00"),
    ("Africa/Casablanca", Wishes(), "2026-09-19T21:00", "2026-09-20T09:00"),
    # In both of two hours that have one name.
    ("Europe/Dublin", Wishes(), "2026-10-25T00:30", "2026-10-25T09:00"),
    ("Europe/Dublin", Wishes(), "2026-10-25T01:30", "2026-10-25T09:00"),
    # Quiet until two, where two never comes: until the clocks have moved.
    ("America/New_York", Wishes(22, 2), "2027-03-14T06:30", "2027-03-14T07:00"),
    ("Australia/Lord_Howe", Wishes(22, 2), "2026-10-03T15:00", "2026-10-03T15:30"),
    ("Australia/Lord_Howe", Wishes(22, 2), "2027-04-03T14:40", "2027-04-03T15:30"),
    # A minute before nine, and at nine.
    ("America/New_York", Wishes(), "2027-03-14T12:59", "2027-03-14T13:00"),
    ("America/New_York", Wishes(), "2027-03-14T13:00", "2027-03-14T13:00"),
]


@pytest.mark.parametrize(("zone", "wishes", "now", "end"), MORNINGS)
def test_nine_is_nine_wherever_a_member_lives(
    zone: str, wishes: Wishes, now: str, end: str
) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    ends = not_before(TOLD, wishes, zone=ZoneInfo(zone), now=at)
    assert ends.strftime("%Y-%m-%dT%H:%M") == end


def test_quiet_hours_may_lie_within_a_day_or_not_be_at_all() -> None:
    siesta = Wishes(quiet_from=11, quiet_to=15)
    assert quiet_end(siesta, zone=DUBLIN, now=NOON) == NOON + timedelta(hours=3)
    assert quiet_end(siesta, zone=DUBLIN, now=NIGHT) == NIGHT
    assert quiet_end(Wishes(0, 0), zone=DUBLIN, now=NIGHT) == NIGHT


@given(
    at=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    start=st.integers(0, 23),
    end=st.integers(0, 23),
)
def test_waiting_ends_within_a_day_and_never_in_quiet_hours(
    at: datetime, start: int, end: int
) -> None:
    wishes = Wishes(start, end)
    ends = quiet_end(wishes, zone=DUBLIN, now=at)
    assert at <= ends <= at + timedelta(hours=25)
    assert quiet_end(wishes, zone=DUBLIN, now=ends) == ends


def test_what_cannot_wait_passes() -> None:
    for notice in (
        replace(TOLD, category=Category.CHANGES, urgent=True),
        replace(TOLD, category=Category.ACCOUNT),
    ):
        assert not_before(notice, Wishes(), zone=DUBLIN, now=NIGHT) == NIGHT


def test_a_pause_and_a_switch_keep_phones_still() -> None:
    assert wakes(TOLD, Wishes(), pushed_today=0, now=NOON)
    assert not wakes(TOLD, Wishes(off=frozenset({TOLD.category})), pushed_today=0, now=NOON)
    paused = Wishes(paused_until=NOON + timedelta(seconds=1))
    assert not wakes(TOLD, paused, pushed_today=0, now=NOON)
    assert wakes(TOLD, paused, pushed_today=0, now=NOON + timedelta(seconds=1))


def test_a_reminder_wakes_whoever_asked_for_it_and_nobody_else() -> None:
    reminder = replace(TOLD, category=Category.REMINDERS)
    assert not wakes(reminder, Wishes(), pushed_today=0, now=NOON)
    assert wakes(reminder, Wishes(off=frozenset()), pushed_today=0, now=NOON)


def test_three_pushes_a_day_are_enough_except_for_what_matters() -> None:
    assert not wakes(TOLD, Wishes(), pushed_today=PUSHES_A_DAY, now=NOON)
    for notice in (replace(TOLD, category=Category.SEAT), replace(TOLD, urgent=True)):
        assert wakes(notice, Wishes(), pushed_today=99, now=NOON)


def test_news_about_the_account_has_no_switch() -> None:
    assert Category.ACCOUNT not in SWITCHES
    assert len(SWITCHES) == 6


def test_a_day_begins_at_midnight_here() -> None:
    summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert midnight(DUBLIN, summer) == datetime(2026, 7, 1, 23, tzinfo=UTC)


def test_a_push_lives_as_long_as_it_is_of_use() -> None:
    reminder = replace(TOLD, category=Category.REMINDERS)
    assert expiry(reminder, now=NOON) == NOON + timedelta(hours=3)
    soon = replace(reminder, expires_at=NOON + timedelta(minutes=5))
    assert expiry(soon, now=NOON) == NOON + timedelta(minutes=5)
    assert expiry(replace(soon, category=Category.VOTES), now=NOON) == soon.expires_at


def test_seats_and_urgent_changes_wake_a_phone_at_once() -> None:
    assert urgency(Category.SEAT, urgent=False) is Urgency.HIGH
    assert urgency(Category.CHANGES, urgent=True) is Urgency.HIGH
    assert urgency(Category.NEWS, urgent=False) is Urgency.LOW
    assert urgency(Category.VOTES, urgent=False) is Urgency.NORMAL
