"""How many have voted, out of how many."""

from collections.abc import Collection

from tortoise.functions import Count

from club.decisions.models import RollEntry
from club.decisions.rules.states import OnRoll


async def turnouts(ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return ballots and base by decision, counted by the database."""
    if not ids:
        return {}
    rows = (
        await RollEntry.filter(decision_id__in=list(ids))
        .annotate(people=Count("id"))
        .group_by("decision_id", "standing", "voted")
        .values("decision_id", "standing", "voted", "people")
    )
    found: dict[int, tuple[int, int]] = dict.fromkeys(ids, (0, 0))
    for row in rows:
        ballots, size = found[row["decision_id"]]
        counts = row["standing"] == OnRoll.AWAKE or (
            row["standing"] == OnRoll.DORMANT and row["voted"]
        )
        found[row["decision_id"]] = (
            ballots + row["people"] * bool(row["voted"]),
            size + row["people"] * counts,
        )
    return found
