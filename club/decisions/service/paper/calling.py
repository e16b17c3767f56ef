"""Who enters the papers: members offer, the lot draws two, the next in turn takes a free place."""

from datetime import datetime

from tortoise.expressions import F

from club.decisions import queries
from club.decisions.messages import papers
from club.decisions.models import Decision, PaperEntry, PaperVote, Teller, TellerLot
from club.decisions.rules import paper
from club.decisions.rules.lot import SECRET_BYTES, commitment
from club.decisions.service.voting import entitled_entry, missed
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import NotAllowed, NotFound, TooLate
from club.kit.tokens import new_secret
from club.kit.words import gettext as _
from club.notices import service as notices


async def offer(ref: str, member_id: int, *, now: datetime) -> None:
    """Offer to enter the papers of a vote; the lot draws two of all who do. Twice counts once.

    Raises:
        NotFound: no such question for this member's eyes.
        NotAllowed: not on the roll, stepped aside, or with a stake in it.
        TooLate: two enter already, this member stepped back, or the vote is over.
    """
    async with transaction():
        going = queries.undecided().filter(ref=ref, closes_at__gt=now)
        if not await claim(going, revision=F("revision") + 1):
            raise await missed(ref, member_id)
        decision = await Decision.get(ref=ref)
        await entitled_entry(decision, member_id)
        if member_id in queries.interested(decision):
            raise NotAllowed(_("You have a stake in this, so others enter the papers."))
        found = await queries.tellers(decision.id)
        if member_id in {*found.entering, *found.standing_by, *found.offered}:
            return
        if member_id in found.gone:
            raise TooLate(_("You stepped back from this. Others enter the papers."))
        if not paper.wanted(len(found.entering)):
            raise TooLate(_("Two members enter the papers of this vote already."))
        await PaperVote.get_or_create(decision_id=decision.id)
        await Teller.create(decision_id=decision.id, member_id=member_id)
        await _fix_the_lot(decision, now)


async def step_back(ref: str, member_id: int, *, now: datetime) -> None:
    """Take one's offer back; whoever is next in turn enters instead, from the start.

    Raises:
        NotFound: this member has not offered, or no such question.
        TooLate: the papers are counted, or the vote is over.
    """
    async with transaction():
        going = queries.undecided().filter(ref=ref, closes_at__gt=now)
        if not await claim(going, revision=F("revision") + 1):
            raise await missed(ref, member_id)
        decision = await Decision.get(ref=ref)
        if await PaperVote.exclude(counted_at=None).filter(decision_id=decision.id).exists():
            raise TooLate(_("The papers are counted already."))
        before = await queries.tellers(decision.id)
        mine = Teller.filter(decision_id=decision.id, member_id=member_id, stepped_back_at=None)
        if not await claim(mine, stepped_back_at=now):
            raise NotFound
        entries = PaperEntry.filter(decision_id=decision.id)
        await entries.filter(member_id=member_id).delete()
        await entries.update(confirmed=False)
        await _tell_whoever_enters(decision, before, now)


async def draw(decision_id: int, *, now: datetime) -> bool:
    """Draw who enters the papers, once the vote is open and enough have offered."""
    async with transaction():
        going = queries.undecided().filter(id=decision_id, opens_at__lte=now, closes_at__gt=now)
        if not await claim(going, revision=F("revision") + 1):
            return False
        lot = await TellerLot.get_or_none(decision_id=decision_id, drawn_at=None)
        before = await queries.tellers(decision_id)
        needed = paper.wanted(len(before.entering))
        if lot is None or not needed or len(before.offered) < needed:
            return False
        decision = await Decision.get(id=decision_id)
        lot.drawn_at = now
        await lot.save()
        order = paper.drawn(decision.ref, lot.n, bytes.fromhex(lot.secret), before.offered)
        await _place(decision_id, order)
        await journal.record(
            "tellers",
            decision.thing,
            by=None,
            now=now,
            n=lot.n,
            lot_secret=lot.secret,
            order=list(order),
        )
        await _tell_whoever_enters(decision, before, now)
        return True


async def remind_tellers(decision_id: int, *, now: datetime) -> bool:
    """Remind those who enter, once, that a vote ends within a day and papers wait."""
    async with transaction():
        waiting = PaperVote.filter(decision_id=decision_id, counted_at=None, reminded_at=None)
        if not await claim(waiting, reminded_at=now):
            return False
        decision = await Decision.get(id=decision_id)
        entering = (await queries.tellers(decision_id)).entering
        notice = papers.wait(decision.path, decision.ref, until=decision.closes_at)
        await notices.post(notice, entering, now=now)
        return bool(entering)


async def _fix_the_lot(decision: Decision, now: datetime) -> None:
    """Fix the secret of the next drawing before it is known who offers; the record shows that."""
    if await TellerLot.filter(decision_id=decision.id, drawn_at=None).exists():
        return
    n = await TellerLot.filter(decision_id=decision.id).count() + 1
    secret = new_secret(SECRET_BYTES)
    await TellerLot.create(decision_id=decision.id, n=n, secret=secret.hex())
    lot = commitment(secret)
    await journal.record("tellers_asked", decision.thing, by=None, now=now, n=n, lot=lot)


async def _place(decision_id: int, order: tuple[int, ...]) -> None:
    last = await Teller.filter(decision_id=decision_id).exclude(place=None).order_by("-place")
    start = (last[0].place or 0) + 1 if last else 1
    for place, member_id in enumerate(order, start):
        mine = Teller.filter(decision_id=decision_id, member_id=member_id)
        await mine.update(place=place)


async def _tell_whoever_enters(decision: Decision, before: queries.Tellers, now: datetime) -> None:
    now_entering = (await queries.tellers(decision.id)).entering
    new = [each for each in now_entering if each not in before.entering]
    await notices.post(papers.drawn(decision.path, decision.ref), new, now=now)
