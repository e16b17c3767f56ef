"""What becomes of a question after its count, and where that stands at a given moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Fate(StrEnum):
    """Where a closed question stands; the clock alone moves it."""

    NOTHING = "nothing"
    COOLING = "cooling"
    UNDER_REVIEW = "under_review"
    ANNULLED = "annulled"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Since:
    """The moments that decide it; None means it has not come to that.

    Args:
        in_force_at: when it comes into force; None if it was not carried, or is held.
        held_at: since when it is under review.
        annulled_at: when it was annulled.
        superseded: a later decision took its place.
    """

    in_force_at: datetime | None = None
    held_at: datetime | None = None
    annulled_at: datetime | None = None
    superseded: bool = False


def fate(since: Since, now: datetime) -> Fate:
    """Say where a closed question stands now; no worker needs to have run for this to be true.

    >>> fate(Since(), datetime(2027, 3, 4)).value
    'nothing'
    """
    if since.annulled_at is not None:
        return Fate.ANNULLED
    if since.held_at is not None:
        return Fate.UNDER_REVIEW
    if since.in_force_at is None:
        return Fate.NOTHING
    if now < since.in_force_at:
        return Fate.COOLING
    return Fate.SUPERSEDED if since.superseded else Fate.IN_FORCE
