"""Casting, changing, stepping aside, and the place of those who leave."""

from datetime import datetime

from tortoise.expressions import F

from club.decisions import queries
from club.decisions.models import BallotChange, Decision, OpenBallot, RollEntry
from club.decisions.rules.consent import Voice, needs_reason
from club.decisions.rules.electorate import entitled
from club.decisions.rules.paper import Channel
from club.decisions.rules.states import Method, OnRoll
from club.decisions.service import reasons
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _


async def cast(ref: str, member_id: int, choice: str, *, reason: str = "", now: datetime) -> None:
    """Cast a ballot in an open vote, or change it; the last one before the close counts.

    Args:
        ref: the decision.
        member_id: who votes.
        choice: what they say, as it is written down.
        reason: why, in a round of consent.
        now: when.

    Raises:
        Invalid: this cannot be said on this ballot, or a reason is missing.
        NotFound: no such question for this member's eyes.
        NotAllowed: not on the roll, stepped aside, or the vote is held in secret.
        TooLate: the vote has not begun, it is over, or this member voted on paper.
    """
    async with transaction():
        decision = await taking_ballots(ref, member_id, now)
        if decision.secret:
            raise NotAllowed(_("This vote is held in secret. Please open it again."))
        entry = await entitled_entry(decision, member_id)
        not_on_paper(entry)
        said = fitting(decision, choice, reason)
        mine = await OpenBallot.get_or_none(decision_id=decision.id, member_id=member_id)
        if mine is None:
            await OpenBallot.create(
                decision_id=decision.id, member_id=member_id, choice=said, cast_at=now
            )
            await mark_voted(decision, entry)
        elif mine.choice != said:
            await _change(mine, said, now)
        await reasons.keep(decision, said, reason, member_id=member_id)


async def step_aside(ref: str, member_id: int, *, now: datetime) -> None:
    """Take oneself off a question in which one has a stake of one's own, before voting on it.

    Raises:
        NotFound: no such question, or not on its roll.
        TooLate: already voted, or it is over.
    """
    async with transaction():
        going = queries.undecided().filter(ref=ref, closes_at__gt=now)
        if not await claim(going, revision=F("revision") + 1):
            raise await missed(ref, member_id)
        decision = await Decision.get(ref=ref)
        papers = RollEntry.filter(channel=Channel.PAPER)
        if await OpenBallot.filter(decision_id=decision.id, member_id=member_id).exists() or (
            await papers.filter(decision_id=decision.id, member_id=member_id).exists()
        ):
            raise TooLate(_("You have voted on this already."))
        if not await _take_off(decision, member_id, OnRoll.RECUSED):
            raise NotFound
        await journal.record("recusal", decision.thing, by=member_id, now=now)


async def strike(member_id: int, *, now: datetime) -> int:
    """Take a member who leaves off every roll they have not voted on; a cast ballot stays.

    Their drafts are taken back. Belongs inside the transaction of the leaving.
    """
    async with transaction():
        drafts = Decision.filter(proposer_id=member_id, noticed_at=None, withdrawn_at=None)
        await drafts.update(withdrawn_at=now)
        struck = 0
        for row in await queries.undecided().order_by("id").only("id"):
            await claim(Decision.filter(id=row.id), revision=F("revision") + 1)
            struck += await _take_off(row, member_id, OnRoll.STRUCK)
        return struck


async def taking_ballots(ref: str, member_id: int, now: datetime) -> Decision:
    """Lock a decision that takes ballots now; the close waits until this transaction is over.

    Raises:
        NotFound: no such question for this member's eyes.
        TooLate: the vote has not begun, or it is over.
    """
    going = queries.undecided().filter(ref=ref, opens_at__lte=now, closes_at__gt=now)
    if not await claim(going, revision=F("revision") + 1):
        raise await missed(ref, member_id)
    return await Decision.get(ref=ref)


async def entitled_entry(decision: Decision, member_id: int) -> RollEntry:
    """Return the member's place on the roll, if they may vote on this question.

    Raises:
        NotAllowed: not on the roll, or stepped aside.
    """
    entry = await RollEntry.get_or_none(decision_id=decision.id, member_id=member_id)
    if entry is None:
        raise NotAllowed(_("You had no vote yet when this question was put to the club."))
    if not entitled(entry.standing):
        raise NotAllowed(_("You have stepped aside from this question."))
    return entry


def not_on_paper(entry: RollEntry) -> None:
    """Let nobody vote by phone whose paper is counted, or lies with those who count it.

    Raises:
        TooLate: it is so.
    """
    if entry.channel is Channel.PAPER:
        raise TooLate(_("You have voted on paper. That is the vote that counts."))


def fitting(decision: Decision, choice: str, reason: str) -> str:
    """Return what somebody says as it is written down, if it fits this question's ballot.

    Raises:
        Invalid: it does not, or a reason is missing.
    """
    said = str(choice)
    if not decision.ballot().holds(said):
        raise Invalid(_("Please choose one of these."), "choice")
    if decision.method is Method.CONSENT and needs_reason(Voice(said)) and not reason:
        raise Invalid(_("Please say why, so that the others can meet it."), "reason")
    return said


async def mark_voted(decision: Decision, entry: RollEntry) -> None:
    """Write on the roll that this member has taken part."""
    await RollEntry.filter(id=entry.id).update(voted=True, channel=Channel.APP)
    await Decision.filter(id=decision.id).update(silent=F("silent") - 1)


async def missed(ref: str, member_id: int) -> NotFound | TooLate:
    """Say why a vote takes nothing now: not there for these eyes, not begun, or over."""
    decision = await queries.visible(member_id).get_or_none(ref=ref)
    if decision is None:
        return NotFound()
    if decision.withdrawn_at is not None:
        return TooLate(_("This idea was taken back. There is no vote."))
    if decision.opened_at is None and decision.closed_at is None:
        return TooLate(_("The vote has not begun yet."))
    return TooLate(_("The vote is over. Nothing more is counted."))


async def _change(mine: OpenBallot, choice: str, now: datetime) -> None:
    await BallotChange.create(
        ballot_id=mine.id, n=mine.revised_n, choice=mine.choice, cast_at=mine.cast_at
    )
    mine.revised_n += 1
    mine.choice, mine.cast_at = choice, now
    await mine.save()


async def _take_off(decision: Decision, member_id: int, standing: OnRoll) -> bool:
    waiting = RollEntry.filter(
        decision_id=decision.id,
        member_id=member_id,
        voted=False,
        channel=None,  # a paper that was handed in is a vote that was cast
        standing__in=[OnRoll.AWAKE, OnRoll.DORMANT],
    )
    if not await claim(waiting, standing=standing):
        return False
    await Decision.filter(id=decision.id).update(silent=F("silent") - 1)
    return True
