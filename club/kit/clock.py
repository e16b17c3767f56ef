"""The only reader of the wall clock."""

from datetime import UTC, datetime


def now() -> datetime:
    """Read the wall clock as an aware UTC instant.

    Called by views, ``clockwork`` and ``cli`` alone; everything below takes ``now`` as an
    argument, so that a test can live through a year in a second.
    """
    return datetime.now(UTC)  # noqa: TID251  # the one place that may
