"""Those a question is about: they have no vote on it, are told first, and may answer."""

from datetime import datetime

from tortoise.expressions import F

from club.decisions import messages, queries
from club.decisions.models import Decision, Subject
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices


async def name(decision: Decision, *, now: datetime) -> tuple[int, ...]:
    """Write down whom a question is about, and tell them; return who they are.

    Belongs inside the act that puts it on notice.
    """
    about = decision.does().subjects()
    for member_id in about:
        await Subject.create(decision_id=decision.id, member_id=member_id)
        await journal.record("recusal", decision.thing, by=None, now=now, member=member_id)
    await notices.post(messages.concerns(decision.path, decision.ref), about, now=now)
    return about


async def reply(ref: str, member_id: int, words: str, *, now: datetime) -> None:
    """Answer a question about oneself, above its ballot; until the vote begins it can be changed.

    Raises:
        NotFound: no such question, or not about this member.
        TooLate: the vote has begun, or it was taken back.
    """
    async with transaction():
        going = queries.undecided().filter(ref=ref, opens_at__gt=now)
        mine = Subject.filter(decision__ref=ref, member_id=member_id)
        if not await claim(going, revision=F("revision") + 1):
            if await mine.exists():
                raise TooLate(_("The vote has begun. What you wrote stands as it is."))
            raise NotFound
        decision = await Decision.get(ref=ref)
        answer = Subject.filter(decision_id=decision.id, member_id=member_id)
        if not await claim(answer, words=words, replied_at=now):
            raise NotFound
