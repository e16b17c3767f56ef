"""The second look: on its day the clock tells the members what they decided."""

from datetime import datetime

from club.decisions import messages
from club.decisions.models import Decision
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.members import queries as members
from club.notices import service as notices


async def look_again(decision_id: int, *, now: datetime) -> bool:
    """Tell the members, once, that it is time to look at a decision again.

    False where they have begun to by themselves.
    """
    async with transaction():
        due = Decision.filter(id=decision_id, reviewed_at=None, review_at__lte=now)
        if not await claim(due, reviewed_at=now):
            return False
        if await Decision.filter(predecessor_id=decision_id, withdrawn_at=None).exists():
            return False
        decision = await Decision.get(id=decision_id)
        await journal.record("review", decision.thing, by=None, now=now)
        notice = messages.look_again(decision.path, decision.ref)
        await notices.post(notice, await members.present_ids(), now=now)
        return True
