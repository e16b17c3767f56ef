"""The ballots of a closed vote as lines: bound by their hash in the record, shown in a file."""

from collections.abc import Sequence

from club.decisions.models import Decision, OpenBallot, RollEntry, SecretBallot
from club.decisions.rules.ballot import DRAWN
from club.decisions.rules.electorate import listable


async def ballots(decision: Decision) -> list[str]:
    """Return each ballot of a vote: the choice, and in a secret vote its mark; never a voter."""
    if not decision.secret:
        rows = await OpenBallot.filter(decision_id=decision.id).only("choice")
        return sorted(row.choice for row in rows)
    urn = await SecretBallot.filter(decision_id=decision.id).only("mark", "choice")
    return sorted(f"{row.choice} {row.mark}" for row in urn)


async def sheets(member_id: int) -> dict[str, list[str]]:
    """Return the lists of ballots this member may have, by the name of the vote in the record.

    They are shown to those on the roll, after the close; secret ones only if there are enough
    ballots, and none so rare, that a list does not tell who said what.
    """
    mine = await RollEntry.filter(member_id=member_id).only("decision_id")
    closed = Decision.filter(id__in=[row.decision_id for row in mine]).exclude(closed_at=None)
    found = {row.thing: (row, await ballots(row)) for row in await closed.order_by("id")}
    return {thing: lines for thing, (row, lines) in found.items() if shown(row, said_on(lines))}


def shown(decision: Decision, said: Sequence[str]) -> bool:
    """Tell whether the list of these ballots is shown to those on the roll.

    Args:
        decision: the closed vote.
        said: what stands on each of its ballots.
    """
    least = decision.frozen().publish_ballots_min
    return not decision.secret or listable(said, least, telling=decision.method in DRAWN)


def said_on(lines: Sequence[str]) -> list[str]:
    """Return what stands on each of these ballots, without their marks."""
    return [line.partition(" ")[0] for line in lines]
