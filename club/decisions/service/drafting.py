"""From an idea to a text that enough members stand behind; and taking it back."""

from datetime import datetime

from tortoise.expressions import F
from tortoise.queryset import QuerySet

from club.decisions import messages, queries
from club.decisions.models import Comment, Decision, Support, TextVersion
from club.decisions.rules.effects import asked, class_of, written
from club.decisions.rules.proposals import Proposal, fingerprint
from club.decisions.rules.states import Method
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices


async def propose(member_id: int, proposal: Proposal, *, now: datetime) -> Decision:
    """Put an idea before the club as a draft; its author stands behind it.

    Whoever would get a role is asked first: until they say yes, nobody else sees the draft.

    Raises:
        Invalid: the role or the member cannot be what the effect says.
    """
    await _check(proposal, member_id, now)
    person = asked(proposal.effect)
    async with transaction():
        decision = await Decision.create(
            kind=class_of(proposal.effect),
            method=Method.YES_NO,
            question=proposal.question,
            body=proposal.body,
            effect=written(proposal.effect),
            proposer_id=member_id,
            asked_id=person,
            agreed_at=now if person in {None, member_id} else None,
            created_at=now,
        )
        await _write_down(decision, proposal, member_id, now)
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
        if not await claim(_draft(ref).filter(proposer_id=member_id), text_n=F("text_n") + 1):
            raise await _missed(Decision.filter(ref=ref, proposer_id=member_id))
        decision = await Decision.get(ref=ref)
        person, same = asked(proposal.effect), decision.effect == written(proposal.effect)
        kept = decision.agreed_at if same else None
        decision.agreed_at = now if person in {None, member_id} else kept
        decision.asked_id = person
        decision.question, decision.body = proposal.question, proposal.body
        decision.effect, decision.kind = written(proposal.effect), class_of(proposal.effect)
        await decision.save()
        await _write_down(decision, proposal, member_id, now)
        if not same:
            await _ask(decision, now)


async def agree(ref: str, member_id: int, *, now: datetime) -> None:
    """Say yes to being given the role; only now may others see the draft.

    Raises:
        NotFound: nobody asked this member.
    """
    async with transaction():
        waiting = _draft(ref).filter(asked_id=member_id, agreed_at=None)
        if not await claim(waiting, agreed_at=now):
            raise NotFound
        decision = await Decision.get(ref=ref)
        await _stand_behind(decision, member_id, now)


async def support(ref: str, member_id: int, text_n: int, *, now: datetime) -> None:
    """Stand behind one version of a draft, so that it may be put to the club.

    Raises:
        NotFound: no such draft for this member's eyes.
        TooLate: the words have changed since the member read them, or it is on notice.
        NotAllowed: the member has no vote yet.
    """
    async with transaction():
        seen = _draft(ref).filter(text_n=text_n).exclude(agreed_at=None)
        if not await claim(seen, revision=F("revision") + 1):
            raise await _missed(queries.visible(member_id).filter(ref=ref))
        decision = await Decision.get(ref=ref)
        if not await _stand_behind(decision, member_id, now):
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
            raise await _missed(Decision.filter(ref=ref, proposer_id=member_id))
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
            raise await _missed(seen)
        decision = await Decision.get(ref=ref)
        await Comment.create(decision_id=decision.id, member_id=member_id, words=words, said_at=now)


def _draft(ref: str) -> QuerySet[Decision]:
    return Decision.filter(ref=ref, noticed_at=None, withdrawn_at=None)


async def _missed(known: QuerySet[Decision]) -> NotFound | TooLate:
    """Say why there was nothing to change: not there for these eyes, or too late."""
    if not await known.exists():
        return NotFound()
    return TooLate(_("This has changed meanwhile. Please look at how it stands now."))


async def _check(proposal: Proposal, member_id: int, now: datetime) -> None:
    reason, field = await queries.refusal(proposal.effect, queries.Asking(now, member_id))
    if reason:
        raise Invalid(reason, field)


async def _write_down(
    decision: Decision, proposal: Proposal, author_id: int, now: datetime
) -> None:
    await TextVersion.create(
        decision_id=decision.id,
        n=decision.text_n,
        question=proposal.question,
        body=proposal.body,
        effect=written(proposal.effect),
        author_id=author_id,
        written_at=now,
        sha256=fingerprint(proposal),
    )
    await _stand_behind(decision, author_id, now)


async def _stand_behind(decision: Decision, member_id: int, now: datetime) -> bool:
    """Count a member as a supporter of the present words; false if they have no vote yet."""
    if member_id not in {voter.member_id for voter in await queries.electors(now)}:
        return False
    row = Support(
        decision_id=decision.id, text_n=decision.text_n, member_id=member_id, given_at=now
    )
    await Support.bulk_create([row], ignore_conflicts=True)
    return True


async def _ask(decision: Decision, now: datetime) -> None:
    if decision.asked_id is not None and decision.agreed_at is None:
        notice = messages.asked(decision.path, decision.ref)
        await notices.post(notice, [decision.asked_id], now=now)
