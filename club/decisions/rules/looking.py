"""When the club looks again at what it agreed."""

from datetime import datetime

from dateutil.relativedelta import relativedelta


def due(in_force_at: datetime, months: int) -> datetime:
    """Find the moment so many months after something came into force.

    >>> from datetime import UTC
    >>> str(due(datetime(2027, 8, 31, 20, tzinfo=UTC), 6))
    '2028-02-29 20:00:00+00:00'
    """
    return in_force_at + relativedelta(months=months)
