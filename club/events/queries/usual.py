"""What a member usually says to a series, as the page of one of its nights shows it."""

from dataclasses import dataclass
from datetime import datetime

from club.events.models import Series, SeriesAnswer
from club.events.rules import usual
from club.events.rules.times import wall


@dataclass(frozen=True, slots=True)
class UsualView:
    """What a member usually says to the series of a night.

    Args:
        href: where it is said.
        want: "coming", "maybe", or None while they have not said so.
        until: until when it holds.
        renew: it ends soon, and may be said anew.
    """

    href: str
    want: str | None = None
    until: datetime | None = None
    renew: bool = False


async def usual_view(series_id: int | None, member_id: int, *, now: datetime) -> UsualView | None:
    """Return what a member usually says; None where no series goes on."""
    series = await Series.get_or_none(id=series_id, ended_at=None) if series_id else None
    if series is None:
        return None
    until = series.rounds().until
    if until is not None and until <= wall(now, series.zone):
        return None
    href = f"/series/{series.ref}/usual"
    said = await SeriesAnswer.get_or_none(series_id=series.id, member_id=member_id, until__gt=now)
    if said is None:
        return UsualView(href)
    return UsualView(href, said.want.value, said.until, usual.may_renew(said.until, now))
