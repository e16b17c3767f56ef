"""How a club begins: by at least three people, with powers that end by themselves."""

from datetime import timedelta

FOUNDERS_MIN = 3
FOUNDERS_MAX = 12
FOUNDING_MANDATE_FOR = timedelta(days=183)
PLACE_FOR = timedelta(days=2)


def missing(signed: int) -> int:
    """Say how many more people must sign before there can be a club."""
    return max(0, FOUNDERS_MIN - signed)
