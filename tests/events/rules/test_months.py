"""Months on the wall, held against the standard library's own calendar."""

from calendar import Calendar
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from club.events.rules.months import is_near, months_on, weeks

MONTHS = st.dates(date(2000, 1, 1), date(2098, 1, 1)).map(lambda day: day.replace(day=1))


@given(MONTHS)
def test_every_day_of_a_month_stands_under_its_weekday(first: date) -> None:
    theirs = Calendar().monthdatescalendar(first.year, first.month)
    assert weeks(first) == tuple(
        tuple(day if day.month == first.month else None for day in week) for week in theirs
    )


@given(MONTHS, st.integers(-400, 400))
def test_going_on_and_back_leads_home(first: date, months: int) -> None:
    assert months_on(months_on(first, months), -months) == first
    assert months_on(first, 1) - first <= timedelta(days=31)


@given(MONTHS)
def test_the_month_of_today_is_always_near(first: date) -> None:
    assert is_near(first, first + timedelta(days=27))
    assert not is_near(months_on(first, 25), first)
    assert not is_near(months_on(first, -25), first)
