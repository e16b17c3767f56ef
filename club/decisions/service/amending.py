"""Other words for a draft: filed by any member, taken up by whoever brought it, or taken back."""

from datetime import datetime

from tortoise.expressions import F

from club.decisions import messages, queries
from club.decisions.models import Alternative, Decision
from club.decisions.rules.proposals import Proposal, Words
from club.decisions.service.wording import (
    draft_of,
    missed,
    stand_behind,
    tell_of_new_words,
    write_down,
)
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices


async def suggest(ref: str, member_id: int, words: Words, *, now: datetime) -> None:
    """File other words for a draft; they stand open beside its own.

    Raises:
        NotFound: no such draft for this member's eyes.
        TooLate: it is on notice or was taken back.
        Invalid: these are the words it has already.
    """
    async with transaction():
        seen = draft_of(ref).exclude(agreed_at=None)
        if not await claim(seen, revision=F("revision") + 1):
            raise await missed(queries.visible(member_id).filter(ref=ref))
        decision = await Decision.get(ref=ref)
        if (words.question, words.body) == (decision.question, decision.body):
            raise Invalid(_("These are the words it has now. Change something."), "question")
        row = await Alternative.create(
            decision_id=decision.id,
            author_id=member_id,
            question=words.question,
            body=words.body,
            filed_at=now,
        )
        if decision.proposer_id not in {None, member_id}:
            notice = messages.suggested(decision.path, row.ref)
            await notices.post(notice, [decision.proposer_id], now=now)


async def adopt(ref: str, other: str, member_id: int, *, now: datetime) -> None:
    """Take other words up as the draft's next version; support for the old ones is over.

    Raises:
        NotFound: no such draft of this member, or no such words for it.
        TooLate: it is on notice, or the words were taken back or taken up already.
    """
    async with transaction():
        if not await claim(draft_of(ref).filter(proposer_id=member_id), text_n=F("text_n") + 1):
            raise await missed(Decision.filter(ref=ref, proposer_id=member_id))
        decision = await Decision.get(ref=ref)
        words = await _take(decision, other, adopted_n=decision.text_n)
        decision.question, decision.body = words.question, words.body
        await decision.save()
        months = decision.review_months or 0
        proposal = Proposal(words.question, words.body, decision.does(), months)
        await write_down(decision, proposal, words.author_id, now)
        await stand_behind(decision, member_id, now)
        await tell_of_new_words(decision, member_id, now)
        if words.author_id != member_id:
            notice = messages.adopted(decision.path, words.ref)
            await notices.post(notice, [words.author_id], now=now)


async def take_back(ref: str, other: str, member_id: int, *, now: datetime) -> None:
    """Take one's own other words back.

    Raises:
        NotFound: no such words by this member.
        TooLate: it is on notice, or the words were taken up or back already.
    """
    async with transaction():
        if not await claim(draft_of(ref), revision=F("revision") + 1):
            raise await missed(queries.visible(member_id).filter(ref=ref))
        decision = await Decision.get(ref=ref)
        await _take(decision, other, author_id=member_id, withdrawn_at=now)


async def _take(
    decision: Decision, other: str, *, author_id: int | None = None, **change: object
) -> Alternative:
    """Settle what becomes of open words, once; with an author, theirs alone."""
    known = Alternative.filter(decision_id=decision.id, ref=other)
    if author_id is not None:
        known = known.filter(author_id=author_id)
    if not await claim(known.filter(adopted_n=None, withdrawn_at=None), **change):
        if not await known.exists():
            raise NotFound
        raise TooLate(_("These words were taken up or taken back already."))
    return await known.get()
