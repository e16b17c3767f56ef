"""Members ask for something decided to be taken up again; the clock brings it back."""

from datetime import datetime

from tortoise.expressions import F

from club.charter import queries as charter
from club.decisions import messages, queries
from club.decisions.models import Decision, Reopening, ReopeningAsk, Review, Support
from club.decisions.rules.effects import Effect, KeepAsIs
from club.decisions.rules.reopening import LASTS, look_of, said, why_not
from club.decisions.rules.states import Origin, Outcome
from club.decisions.service.looking import Drafted, draft
from club.decisions.service.once_more import OnceMore, put_once_more
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _


async def ask_back(ref: str, member_id: int, *, now: datetime) -> bool:
    """Ask for something decided to be taken up again; true once enough do. Twice counts once.

    Raises:
        NotFound: no such question for this member's eyes, or it is not decided.
        NotAllowed: the member has no vote yet.
        TooLate: it cannot be brought back now; the sentence says why.
    """
    async with transaction():
        closed = queries.visible(member_id).filter(ref=ref).exclude(closed_at=None)
        if not await claim(closed, revision=F("revision") + 1):
            raise NotFound
        decision = await Decision.get(ref=ref)
        voters = {each.member_id for each in await queries.electors(now)}
        if member_id not in voters:
            raise NotAllowed(_("You can ask for it as soon as you have a vote."))
        await _can_be(decision, now)
        asking = await _begun(decision, now)
        if asking.enough_at is None:
            await _note(asking, member_id, voters, now)
        return asking.enough_at is not None


async def bring_back(reopening_id: int, *, now: datetime) -> bool:
    """Bring back, once, what enough members asked for; false if that is not possible any more.

    What was not carried is put to the club in the same words. What was carried holds, and the
    members are asked whether it shall stay, as on the day of its look.
    """
    async with transaction():
        waiting = Reopening.filter(id=reopening_id, brought_at=None).exclude(enough_at=None)
        if not await claim(waiting, brought_at=now):
            return False
        asking = await Reopening.get(id=reopening_id).select_related("decision")
        decision, asks = asking.decision, await ReopeningAsk.filter(reopening_id=asking.id)
        settled = await queries.settled_now(decision, await charter.in_force(now))
        if why_not(settled, now):
            return False
        if settled.outcome is Outcome.CARRIED:
            again = await _ask_to_keep(decision, now)
        else:
            how = OnceMore(Origin.REOPENED, messages.brought_back)
            again = await put_once_more(decision, how, now=now)
        if again is None:
            return False
        await _stand_behind(again, asks)
        number = again.number or 0
        await journal.record(
            "reopened", decision.thing, by=None, now=now, asked=len(asks), again=number
        )
        return True


async def _can_be(decision: Decision, now: datetime) -> None:
    settled = await queries.settled_now(decision, await charter.in_force(now))
    if no := why_not(settled, now):
        raise TooLate(said(no))
    effect: Effect = decision.does()
    if settled.outcome is Outcome.CARRIED:
        effect = _kept(decision, settled.months)
    reason, _field = await queries.refusal(effect, queries.Asking(now))
    if reason:
        raise TooLate(reason)


async def _begun(decision: Decision, now: datetime) -> Reopening:
    """Return the asking that goes on; the decision is claimed, so nobody begins a second one."""
    going = Reopening.filter(decision_id=decision.id, brought_at=None)
    coming = await going.exclude(enough_at=None).first()
    fresh = coming or await going.filter(began_at__gt=now - LASTS).first()
    return fresh or await Reopening.create(decision_id=decision.id, began_at=now)


async def _note(asking: Reopening, member_id: int, voters: set[int], now: datetime) -> None:
    ask = ReopeningAsk(reopening_id=asking.id, member_id=member_id, asked_at=now)
    await ReopeningAsk.bulk_create([ask], ignore_conflicts=True)
    asks = await ReopeningAsk.filter(reopening_id=asking.id).only("member_id")
    asked = {each.member_id for each in asks} & voters
    if len(asked) >= queries.asks_needed(await charter.in_force(now), len(voters)):
        asking.enough_at = now
        await asking.save(update_fields=["enough_at"])


async def _ask_to_keep(decision: Decision, now: datetime) -> Decision | None:
    """Let the day of the look come today, and draft its question."""
    settled = await queries.settled_now(decision, await charter.in_force(now))
    effect = _kept(decision, settled.months)
    if any(await queries.refusal(effect, queries.Asking(now))):
        return None
    newest = await Review.filter(thing=effect.thing).order_by("-due_at").first()
    if newest is None:
        newest = Review(decision_id=decision.id, thing=effect.thing, version=effect.version)
    newest.due_at = newest.drafted_at = now
    await newest.save()
    says = _("Enough members asked for this. You can also bring a change, or its end.")
    how = Drafted(decision.id, Origin.REOPENED, says, messages.brought_back)
    return await draft(effect, how, now)


def _kept(decision: Decision, months: int) -> KeepAsIs:
    look = look_of(decision.does(), decision.thing, months)
    return KeepAsIs(look.thing, look.version, look.months)


async def _stand_behind(again: Decision, asks: list[ReopeningAsk]) -> None:
    """Whoever asked for the question stands behind it."""
    rows = [
        Support(
            decision_id=again.id,
            text_n=again.text_n,
            member_id=each.member_id,
            given_at=each.asked_at,
        )
        for each in asks
    ]
    await Support.bulk_create(rows, ignore_conflicts=True)
