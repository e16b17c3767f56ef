"""What a member usually says to a series, as the page of one of its nights shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import Q

from club.events.rules import rrule, usual
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


def of_stem(stem_id: int) -> Q:
    """Say of a night that its series is this one, or was split from it."""
    return Q(series_id=stem_id) | Q(series__stem_id=stem_id)


def usual_view(
    row: Mapping[str, Any], want: str | None, until: datetime | None, *, now: datetime
) -> UsualView | None:
    """Return what a member usually says; None where no series goes on.

    Args:
        row: a night with its series.
        want: what the member usually says to it.
        until: until when that holds.
        now: this moment.
    """
    if row["series__ref"] is None or row["series__ended_at"] is not None:
        return None
    last = rrule.parse(row["series__rule"]).until
    if last is not None and last <= wall(now, row["zone"]):
        return None
    href = f"/series/{row['series__ref']}/usual"
    if until is None or until <= now:
        return UsualView(href)
    return UsualView(href, want, until, usual.may_renew(until, now))
