"""What may follow a result: a view beside it, a second look, the question brought back."""

from datetime import datetime, timedelta


def may_still_speak(closed_at: datetime | None, cooling: timedelta, now: datetime) -> bool:
    """Tell whether views may be added to a result: after the close, while it cools down.

    >>> from datetime import UTC
    >>> noon = datetime(2027, 3, 4, 12, tzinfo=UTC)
    >>> hour = timedelta(hours=1)
    >>> may_still_speak(noon, hour, noon), may_still_speak(noon, hour, noon + hour)
    (True, False)
    >>> may_still_speak(None, hour, noon)
    False
    """
    return closed_at is not None and closed_at <= now < closed_at + cooling
