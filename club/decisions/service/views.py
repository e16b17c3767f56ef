"""What those who saw it otherwise leave under a result."""

from datetime import datetime

from tortoise.expressions import F

from club.decisions import queries
from club.decisions.models import Decision, RollEntry, View
from club.decisions.rules.afterwards import may_still_speak
from club.kit.db import claim, transaction
from club.kit.errors import NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _


async def add_view(ref: str, member_id: int, words: str, *, sign: bool, now: datetime) -> None:
    """Put one's view under a result, once for each member of the roll, while it cools down.

    Args:
        ref: the decision.
        member_id: who speaks.
        words: what they say.
        sign: with their name; after an open vote always so.
        now: when.

    Raises:
        NotFound: no such result for this member's eyes.
        NotAllowed: not on its roll.
        TooLate: the time for it is over, or this member has spoken.
    """
    async with transaction():
        closed = queries.visible(member_id).filter(ref=ref).exclude(closed_at=None)
        if not await claim(closed, revision=F("revision") + 1):
            raise NotFound
        decision = await Decision.get(ref=ref)
        if not may_still_speak(decision.closed_at, decision.frozen().cooling, now):
            raise TooLate(_("The time for adding a view is over."))
        mine = RollEntry.filter(decision_id=decision.id, member_id=member_id)
        if not await mine.exists():
            raise NotAllowed(_("Only who was on the roll of this vote can add a view."))
        if not await claim(mine.filter(spoke=None), spoke=True):
            raise TooLate(_("You have added your view already."))
        author = member_id if sign or not decision.secret else None
        await View.create(decision_id=decision.id, author_id=author, words=words)
