"""What follows a result: the views under it, and whether the reader may add one."""

from datetime import datetime

from club.decisions.models import Decision, RollEntry
from club.decisions.queries.gathered import Gathered
from club.decisions.queries.results import Afterwards, Viewed
from club.decisions.rules.afterwards import may_still_speak
from club.members.rules import Person


def afterwards(
    row: Decision,
    rows: Gathered,
    mine: RollEntry | None,
    known: dict[int, Person],
    now: datetime,
) -> Afterwards | None:
    """Return what follows the result of a decision; None before there is one."""
    if row.closed_at is None:
        return None
    cooling = row.frozen().cooling
    return Afterwards(
        views=tuple(
            Viewed(known.get(view.author_id or 0), view.author_id is not None, view.words)
            for view in rows.views
        ),
        may_speak=mine is not None
        and not mine.spoke
        and may_still_speak(row.closed_at, cooling, now),
        until=row.closed_at + cooling,
        look=rows.look,
        superseded=row.superseded_by_id is not None,
    )
