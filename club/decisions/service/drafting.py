"""From an idea to a text that enough members stand behind; and taking it back."""

from dataclasses import replace
from datetime import datetime

from tortoise.expressions import F

from club.decisions import messages, queries
from club.decisions.models import Comment, Decision
from club.decisions.rules.effects import asked, class_of, written
from club.decisions.rules.proposals import Proposal
from club.decisions.rules.states import Method, Origin
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
        proposal: the words, the effect, and when the members look again.
        after: the decided question that this one looks at again; empty for a new one.
        now: when.

    Raises:
        NotFound: nothing of that name was decided.
        Invalid: the role or the member cannot be what the effect says.
    """
    proposal = await _checked(proposal, now)
    earlier = await _decided(after, member_id) if after else None
    person = asked(proposal.effect)
    async with transaction():
        decision = await Decision.create(
            kind=class_of(proposal.effect),
            method=Method.YES_NO,
            question=proposal.question,
            body=proposal.body,
            effect=written(proposal.effect),
            proposer_id=member_id,
            review_months=proposal.review_months,
            predecessor_id=earlier,
            origin=Origin.REVIEW if earlier else None,
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
    proposal = await _checked(proposal, now)
    async with transaction():
        if not await claim(draft_of(ref).filter(proposer_id=member_id), text_n=F("text_n") + 1):
            raise await missed(Decision.filter(ref=ref, proposer_id=member_id))
        decision = await Decision.get(ref=ref)
        person, same = asked(proposal.effect), decision.effect == written(proposal.effect)
        kept = decision.agreed_at if same else None
        decision.agreed_at = now if person in {None, member_id} else kept
        decision.asked_id = person
        decision.question, decision.body = proposal.question, proposal.body
        decision.review_months = proposal.review_months
        decision.effect, decision.kind = written(proposal.effect), class_of(proposal.effect)
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
        NotAllowed: the member has no vote yet.
    """
    async with transaction():
        seen = draft_of(ref).filter(text_n=text_n).exclude(agreed_at=None)
        if not await claim(seen, revision=F("revision") + 1):
            raise await missed(queries.visible(member_id).filter(ref=ref))
        decision = await Decision.get(ref=ref)
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


async def _checked(proposal: Proposal, now: datetime) -> Proposal:
    """Return the proposal with the charter's months until a second look, if it names none."""
    reason, field = await queries.effect_refusal(proposal.effect, now)
    if reason:
        raise Invalid(reason, field)
    usual, most = await queries.second_look(now)
    months = proposal.review_months or usual
    if months > most:
        sentence = _("Please look at it again after {n} months at most.").format(n=most)
        raise Invalid(sentence, "review")
    return replace(proposal, review_months=months)


async def _decided(ref: str, member_id: int) -> int:
    closed = queries.visible(member_id).exclude(closed_at=None)
    row = await closed.get_or_none(ref=ref)
    if row is None:
        raise NotFound
    return row.id


async def _ask(decision: Decision, now: datetime) -> None:
    if decision.asked_id is not None and decision.agreed_at is None:
        notice = messages.asked(decision.path, decision.ref)
        await notices.post(notice, [decision.asked_id], now=now)
