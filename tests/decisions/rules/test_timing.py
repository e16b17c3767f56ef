"""Deadlines: eight in the evening where the club is, in whole local days."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.states import Hours
from club.decisions.rules.timing import PROMPT, accepts, deadline, extended, put_off

DUBLIN = ZoneInfo("Europe/Dublin")
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
lengths = st.integers(1, 28 * 24).map(lambda hours: timedelta(hours=hours))


@given(moments, lengths)
def test_a_deadline_is_in_the_evening_and_takes_no_hour_away(
    start: datetime, length: timedelta
) -> None:
    end = deadline(start, length, DUBLIN)
    local_start, local_end = start.astimezone(DUBLIN), end.astimezone(DUBLIN)

    assert local_end.time() == time(20)
    assert local_end.replace(tzinfo=None) - local_start.replace(tzinfo=None) >= length


@given(moments, lengths)
def test_a_deadline_is_the_first_evening_that_gives_the_whole_days(
    start: datetime, length: timedelta
) -> None:
    end = deadline(start, length, DUBLIN).astimezone(DUBLIN).replace(tzinfo=None)
    days = timedelta(days=-(-length // timedelta(days=1)))

    assert end - start.astimezone(DUBLIN).replace(tzinfo=None) < days + timedelta(days=1)


def test_clocks_going_forward_take_no_evening() -> None:
    before = datetime(2027, 3, 26, 20, tzinfo=UTC)

    assert deadline(before, timedelta(days=3), DUBLIN) == datetime(2027, 3, 29, 19, tzinfo=UTC)


def test_no_notice_means_at_once() -> None:
    now = datetime(2027, 3, 26, 9, 13, tzinfo=UTC)

    assert deadline(now, timedelta(0), DUBLIN) == now


def test_the_one_extension_is_two_evenings() -> None:
    closes = datetime(2026, 10, 24, 19, tzinfo=UTC)
    a_little_late = closes + timedelta(minutes=3)

    assert extended(closes, a_little_late, DUBLIN) == datetime(2026, 10, 26, 20, tzinfo=UTC)


def test_an_extension_found_late_still_gives_two_evenings() -> None:
    closes = datetime(2026, 10, 24, 19, tzinfo=UTC)
    found = datetime(2026, 10, 29, 9, tzinfo=UTC)

    assert extended(closes, found, DUBLIN) == datetime(2026, 10, 31, 20, tzinfo=UTC)


@given(
    moments,
    lengths,
    st.timedeltas(timedelta(0), timedelta(days=28)),
    st.timedeltas(timedelta(0), timedelta(days=60)),
)
def test_a_vote_is_put_off_by_what_was_lost_and_never_into_the_past(
    opens: datetime, length: timedelta, lost: timedelta, late: timedelta
) -> None:
    closes, down = opens + length, min(lost, length)
    now = closes + late

    until = put_off(Hours(opens_at=opens, closes_at=closes), down, now)

    if until is None:
        assert down <= length / 20
    else:
        assert down > length / 20
        start = closes if late <= PROMPT else now
        assert timedelta(0) <= until - (start + down) < timedelta(minutes=1)
        assert (until.second, until.microsecond) == (0, 0)


def test_what_has_no_hours_is_not_put_off() -> None:
    now = datetime(2026, 12, 1, 20, tzinfo=UTC)

    assert put_off(Hours(), timedelta(days=3), now) is None


def test_a_ballot_at_the_very_instant_of_closing_does_not_count() -> None:
    opens = datetime(2026, 12, 1, 20, tzinfo=UTC)
    closes = opens + timedelta(days=5)

    assert accepts(opens, closes, opens)
    assert accepts(opens, closes, closes - timedelta(microseconds=1))
    assert not accepts(opens, closes, closes)
    assert not accepts(opens, closes, opens - timedelta(microseconds=1))
