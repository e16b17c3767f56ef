"""From an idea to a text that enough members stand behind; and taking it back."""

from datetime import datetime

from tortoise.expressions import F

from club.decisions import messages, queries
from club.decisions.models import Comment, Decision
from club.decisions.rules.effects import asked, class_of, written
from club.decisions.rules.proposals import Proposal
from club.decisions.rules.states import Origin
from club.decisions.service.wording import (
    draft_of,
    missed,
    stand_behind,
    tell_of_new_words,
    write_down,
)
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotAllowed, NotFound
from club.kit.words import gettext as _
from club.notices import service as notices


async def propose(
    member_id: int, proposal: Proposal, *, after: str = "", now: datetime
) -> Decision:
    """Put an idea before the club as a draft; its author stands behind it.

    Whoever would get a role is asked first: until they say yes, nobody else sees the draft.

    Args:
        member_id: its author.
        proposal: the words, and what they would do.
        after: the decision that the club looks at again with this; empty for a new idea.
        now: when.

    Raises:
        NotFound: no such decision, or its day has not come.
        Invalid: the role or the member cannot be what the effect says.
    """
    await _check(proposal, member_id, now)
    earlier = await queries.looked_at_now(after, now=now) if after else None
    person = asked(proposal.effect)
    async with transaction():
        decision = await Decision.create(
            kind=class_of(proposal.effect),
            method=proposal.effect.method(),
            question=proposal.question,
            body=proposal.body,
            effect=written(proposal.effect),
            review_months=proposal.review_months or None,
            predecessor_id=earlier.id if earlier else None,
            origin=Origin.REVIEW if earlier else None,
            proposer_id=member_id,
            asked_id=person,
            agreed_at=now if person in {None, member_id} else None,
            created_at=now,
        )
        await write_down(decision, proposal, member_id, now)
        await stand_behind(decision, member_id, now)
        await _ask(decision, now)
        return decision


async def reword(ref: str, member_id: int, proposal: Proposal, *, now: datetime) -> None:
    """Change one's own draft; support given to the earlier words does not carry over.

    Raises:
        NotFound: no such draft of this member.
        TooLate: it is on notice; its words are fixed.
        Invalid: the effect cannot be.
    """
    await _check(proposal, member_id, now)
    async with transaction():
        if not await claim(draft_of(ref).filter(proposer_id=member_id), text_n=F("text_n") + 1):
            raise await missed(Decision.filter(ref=ref, proposer_id=member_id))
        decision = await Decision.get(ref=ref)
        person, same = asked(proposal.effect), decision.effect == written(proposal.effect)
        kept = decision.agreed_at if same else None
        decision.agreed_at = now if person in {None, member_id} else kept
        decision.asked_id = person
        decision.question, decision.body = proposal.question, proposal.body
        decision.effect, decision.kind = written(proposal.effect), class_of(proposal.effect)
        decision.method = proposal.effect.method()
        decision.review_months = proposal.review_months or None
        await decision.save()
        await write_down(decision, proposal, member_id, now)
        await stand_behind(decision, member_id, now)
        await tell_of_new_words(decision, member_id, now)
        if not same:
            await _ask(decision, now)


async def agree(ref: str, member_id: int, *, now: datetime) -> None:
    """Say yes to being given the role; only now may others see the draft.

    Raises:
        NotFound: nobody asked this member.
    """
    async with transaction():
        waiting = draft_of(ref).filter(asked_id=member_id, agreed_at=None)
        if not await claim(waiting, agreed_at=now):
            raise NotFound
        decision = await Decision.get(ref=ref)
        await stand_behind(decision, member_id, now)


async def support(ref: str, member_id: int, text_n: int, *, now: datetime) -> None:
    """Stand behind one version of a draft, so that it may be put to the club.

    Raises:
        NotFound: no such draft for this member's eyes.
        TooLate: the words have changed since the member read them, or it is on notice.
        NotAllowed: the member has no vote yet, or it is about them.
    """
    async with transaction():
        seen = draft_of(ref).filter(text_n=text_n).exclude(agreed_at=None)
        if not await claim(seen, revision=F("revision") + 1):
            raise await missed(queries.visible(member_id).filter(ref=ref))
        decision = await Decision.get(ref=ref)
        if member_id in decision.does().subjects():
            raise NotAllowed(_("This is about you, so you have no vote here, and no support."))
        if not await stand_behind(decision, member_id, now):
            raise NotAllowed(_("You can support ideas as soon as you have a vote."))


async def withdraw(ref: str, member_id: int, *, now: datetime) -> None:
    """Take one's own idea back, as long as the vote has not begun.

    Raises:
        NotFound: no such idea of this member.
        TooLate: the vote has begun.
    """
    async with transaction():
        mine = Decision.filter(ref=ref, proposer_id=member_id, closed_at=None, withdrawn_at=None)
        before = mine.filter(noticed_at=None)
        if await claim(before, withdrawn_at=now):
            return
        if not await claim(mine.filter(opens_at__gt=now), withdrawn_at=now):
            raise await missed(Decision.filter(ref=ref, proposer_id=member_id))
        decision = await Decision.get(ref=ref)
        await journal.record("withdrawn", decision.thing, by=member_id, now=now)


async def say(ref: str, member_id: int, words: str, *, now: datetime) -> None:
    """Add to the talk about a question.

    Raises:
        NotFound: no such question for this member's eyes.
        TooLate: it is decided or taken back.
    """
    async with transaction():
        seen = queries.visible(member_id).filter(ref=ref)
        if not await claim(
            seen.filter(closed_at=None, withdrawn_at=None), revision=F("revision") + 1
        ):
            raise await missed(seen)
        decision = await Decision.get(ref=ref)
        await Comment.create(decision_id=decision.id, member_id=member_id, words=words, said_at=now)


async def _check(proposal: Proposal, member_id: int, now: datetime) -> None:
    reason, field = await queries.refusal(proposal.effect, queries.Asking(now, member_id))
    if reason:
        raise Invalid(reason, field)
    most = await queries.longest_look(now)
    if proposal.review_months > most:
        words = _("The club looks again after {n} months at most.")
        raise Invalid(words.format(n=most), "review")


async def _ask(decision: Decision, now: datetime) -> None:
    if decision.asked_id is not None and decision.agreed_at is None:
        notice = messages.asked(decision.path, decision.ref)
        await notices.post(notice, [decision.asked_id], now=now)
