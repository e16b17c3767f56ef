"""Whether a vote is held on paper: where a secret is due and too few may vote to keep it by phone.

Members may agree to vote openly after all: one suggests it, and if nobody minds until the vote
begins, it is so. Who suggested and who minds is written nowhere.
"""

from datetime import datetime

from tortoise.expressions import F

from club.decisions import queries
from club.decisions.messages import papers
from club.decisions.models import Decision, PaperVote, RollEntry
from club.decisions.rules.electorate import STILL_MAY_VOTE, on_paper, secret
from club.decisions.service.voting import entitled_entry
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices


async def hold(decision: Decision, *, asked: bool, voters: int) -> bool:
    """Settle whether a vote is secret, and on paper; belongs inside the act that asks.

    Args:
        decision: its ``secret`` is set; saving it is left to the caller.
        asked: the kind of question, or members, ask for a secret vote.
        voters: how many may vote.

    Returns:
        Whether it is held on paper alone.
    """
    rule = decision.frozen()
    decision.secret = secret(asked, voters, rule.secret_min_electorate)
    least, fewest = rule.secret_min_electorate, rule.secret_min_ballots
    if not on_paper(asked, voters, at_least=least, readable_from=fewest):
        return False
    decision.secret = True
    await PaperVote.get_or_create(decision_id=decision.id)
    await PaperVote.filter(decision_id=decision.id).update(alone=True)
    return True


async def suggest_openly(ref: str, member_id: int, *, now: datetime) -> None:
    """Suggest that a vote that would be on paper is held openly, by phone. Twice counts once.

    Raises:
        NotFound: no such question for this member's eyes.
        NotAllowed: not on the roll, stepped aside, or it is not held on paper by the rules.
        TooLate: somebody minds, the vote has begun, or it was taken back.
    """
    async with transaction():
        decision, vote = await _before_it_begins(ref, member_id, now)
        if vote.minded:
            raise TooLate(_("A member would rather not. The vote is on paper."))
        if vote.openly_asked_at is not None:
            return
        await PaperVote.filter(id=vote.id).update(openly_asked_at=now)
        roll = RollEntry.filter(decision_id=decision.id, standing__in=STILL_MAY_VOTE)
        others = [row.member_id for row in await roll if row.member_id != member_id]
        notice = papers.openly(decision.path, decision.ref, until=decision.opens_at)
        await notices.post(notice, others, now=now)


async def mind(ref: str, member_id: int, *, now: datetime) -> None:
    """Say that one would rather vote on paper; from then on it is settled.

    Raises:
        NotFound: no such question for this member's eyes.
        NotAllowed: not on the roll, stepped aside, or it is not held on paper by the rules.
        TooLate: the vote has begun, or it was taken back.
    """
    async with transaction():
        _decision, vote = await _before_it_begins(ref, member_id, now)
        await PaperVote.filter(id=vote.id).update(minded=True)


async def settle_how(decision: Decision, *, now: datetime) -> None:
    """Make a vote open that members agreed to hold so; belongs where the clock begins it."""
    agreed = PaperVote.filter(decision_id=decision.id, alone=True, minded=False)
    if not await claim(agreed.exclude(openly_asked_at=None), alone=False):
        return
    decision.secret = False
    await decision.save(update_fields=["secret"])
    await journal.record("openly", decision.thing, by=None, now=now)


async def _before_it_begins(ref: str, member_id: int, now: datetime) -> tuple[Decision, PaperVote]:
    talked_about = queries.undecided().filter(ref=ref, opens_at__gt=now)
    if not await claim(talked_about, revision=F("revision") + 1):
        if not await queries.visible(member_id).filter(ref=ref).exists():
            raise NotFound
        raise TooLate(_("How a vote is held is settled before it begins."))
    decision = await Decision.get(ref=ref)
    await entitled_entry(decision, member_id)
    vote = await PaperVote.get_or_none(decision_id=decision.id, alone=True)
    if vote is None or not decision.frozen().secret:
        raise NotAllowed(_("There is nothing to settle here about how the vote is held."))
    return decision, vote
