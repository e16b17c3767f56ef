"""A month as a calendar on the wall shows it."""

from datetime import date, timedelta

_DAYS_A_WEEK = 7
_MONTHS_A_YEAR = 12
FURTHEST = 24
"""How many months away a page is still shown; further there is nothing to see."""

Week = tuple[date | None, ...]


def weeks(first: date) -> tuple[Week, ...]:
    """Return the weeks of a month, Monday first; None stands for days of other months.

    >>> [len(week) for week in weeks(date(2027, 2, 1))]
    [7, 7, 7, 7]
    >>> weeks(date(2027, 3, 1))[-1]
    (datetime.date(2027, 3, 29), datetime.date(2027, 3, 30), datetime.date(2027, 3, 31), \
None, None, None, None)
    """
    after = months_on(first, 1)
    monday = first - timedelta(days=first.weekday())
    found = []
    while monday < after:
        days = (monday + timedelta(days=each) for each in range(_DAYS_A_WEEK))
        found.append(tuple(day if first <= day < after else None for day in days))
        monday += timedelta(days=_DAYS_A_WEEK)
    return tuple(found)


def months_on(first: date, months: int) -> date:
    """Return the first day of the month so many months later.

    >>> months_on(date(2027, 1, 1), -1), months_on(date(2027, 11, 1), 14)
    (datetime.date(2026, 12, 1), datetime.date(2029, 1, 1))
    """
    year, month = divmod(first.year * _MONTHS_A_YEAR + first.month - 1 + months, _MONTHS_A_YEAR)
    return date(year, month + 1, 1)


def is_near(first: date, today: date) -> bool:
    """Tell whether a month is near enough to today to have a page.

    >>> is_near(date(2029, 3, 1), date(2027, 3, 4)), is_near(date(2029, 4, 1), date(2027, 3, 4))
    (True, False)
    """
    this = today.replace(day=1)
    return months_on(this, -FURTHEST) <= first <= months_on(this, FURTHEST)
