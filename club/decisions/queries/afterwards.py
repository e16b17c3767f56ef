"""What follows a result: the views under it, and whether the reader may add one."""

from collections.abc import Sequence
from datetime import datetime

from club.decisions.models import Decision, RollEntry, View
from club.decisions.queries.shown import Afterwards, Viewed
from club.decisions.rules.afterwards import may_still_speak
from club.members.rules import Person


def afterwards(
    row: Decision,
    views: Sequence[View],
    mine: RollEntry | None,
    known: dict[int, Person],
    now: datetime,
    *,
    followed: bool,
) -> Afterwards | None:
    """Return what follows the result of a decision; None before there is one.

    Args:
        row: the decision.
        views: what was left under it.
        mine: the reader's place on its roll.
        known: people by id.
        now: the moment it is read.
        followed: a later question follows from it already.
    """
    if row.closed_at is None:
        return None
    cooling = row.frozen().cooling
    return Afterwards(
        views=tuple(
            Viewed(known.get(view.author_id or 0), view.author_id is not None, view.words)
            for view in views
        ),
        may_speak=mine is not None
        and not mine.spoke
        and may_still_speak(row.closed_at, cooling, now),
        until=row.closed_at + cooling,
        review_at=row.review_at,
        look_again=row.review_at is not None and row.review_at <= now and not followed,
    )
