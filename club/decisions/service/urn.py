"""The secret ballots of one decision: opened once at the close, and left without a trace of order.

While a vote is open the database could still tell, to whoever watches it, which place on the roll
was ticked together with which ballot. At the close these tables are written anew in an order that
has nothing to do with the casting, so the finished database cannot.
"""

from datetime import datetime

from club.decisions import queries
from club.decisions.models import Decision, PaperEntry, Reason, RollEntry, SecretBallot
from club.decisions.rules.electorate import readable
from club.kit.db import give_up_old_rows, transaction


async def opened(decision_id: int, *, at_least: int) -> list[str] | None:
    """Return the choices in the urn; None, and an empty urn, if they are too few to be read.

    Args:
        decision_id: whose urn.
        at_least: fewer ballots are destroyed unread.
    """
    urn = SecretBallot.filter(decision_id=decision_id)
    if not readable(await urn.count(), at_least):
        await urn.delete()
        await Reason.filter(decision_id=decision_id).delete()
        return None
    return [row.choice for row in await urn.only("choice")]


async def shuffled(decision_id: int) -> None:
    """Write ballots, reasons and roll anew, by their own keys: no order of casting stays."""
    ballots = await SecretBallot.filter(decision_id=decision_id).order_by("mark")
    await SecretBallot.filter(decision_id=decision_id).delete()
    await SecretBallot.bulk_create(ballots)
    reasons = await Reason.filter(decision_id=decision_id).order_by("mark")
    await Reason.filter(decision_id=decision_id).delete()
    await Reason.bulk_create(reasons)
    entries = await RollEntry.filter(decision_id=decision_id).order_by("member_id")
    await RollEntry.filter(decision_id=decision_id).delete()
    await RollEntry.bulk_create(
        [
            RollEntry(
                decision_id=decision_id,
                member_id=entry.member_id,
                standing=entry.standing,
                voted=entry.voted,
                channel=entry.channel,
            )
            for entry in entries
        ]
    )


async def sweep(now: datetime) -> int:
    """Make the disk forget how closed secret votes were cast; return how many there were.

    Belongs to no transaction: the database is asked to write its files anew.
    """
    closed = await queries.to_sweep()
    if not closed:
        return 0
    await give_up_old_rows(SecretBallot, RollEntry, Reason, PaperEntry)
    async with transaction():
        return await Decision.filter(id__in=closed, swept_at=None).update(swept_at=now)
