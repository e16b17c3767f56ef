"""What follows a result: the views under it, and whether the reader may add one."""

from datetime import datetime

from club.decisions.models import Decision, RollEntry
from club.decisions.queries.gathered import Gathered
from club.decisions.queries.results import Afterwards, Viewed
from club.decisions.rules.afterwards import may_still_speak
from club.decisions.rules.fates import fate
from club.decisions.rules.reopening import Settled, why_not
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
        fate=fate(row.since(), now),
        challenged=row.challenged > 0,
        begins=None if rows.effect else row.in_force_at,
        look=rows.look,
        reopens=_reopens(row, rows, now),
    )


def _reopens(row: Decision, rows: Gathered, now: datetime) -> bool:
    """Tell whether the page leads to where members ask for it back; that one knows more."""
    settled = Settled(
        kind=row.kind,
        outcome=rows.result.outcome if rows.result else None,
        effect=row.does(),
        in_force_at=row.in_force_at,
        superseded=row.superseded_by_id is not None,
        looked_at=rows.look.at if rows.look else None,
    )
    return why_not(settled, now) is None
