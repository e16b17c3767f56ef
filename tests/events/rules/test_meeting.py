"""What has come of a request to be met; there is always something to say."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from club.events.rules.meeting import HONEST_FROM, Stands, stands

SEVEN = datetime(2027, 3, 11, 19, tzinfo=UTC)
NINE = SEVEN + timedelta(hours=2)


@given(minutes=st.integers(-43_200, 14_400), taken=st.booleans(), off=st.booleans())
def test_nobody_is_told_that_all_is_well_when_it_is_not(
    *, minutes: int, taken: bool, off: bool
) -> None:
    now = SEVEN + timedelta(minutes=minutes)
    came = stands(SEVEN, NINE, taken=taken, off=off, now=now)
    assert (came is Stands.OFF) == off
    if came is Stands.TAKEN:
        assert taken
    if came is Stands.ASKED:
        assert SEVEN - now > HONEST_FROM
    if came is Stands.OVER:
        assert now >= NINE


def test_it_is_said_plainly_from_a_day_before() -> None:
    told = [
        stands(SEVEN, NINE, taken=False, off=False, now=SEVEN - HONEST_FROM + seconds)
        for seconds in (timedelta(seconds=-1), timedelta(0))
    ]
    assert told == [Stands.ASKED, Stands.NOBODY]
