"""The panel looks at a challenged result; the clock fills its places and does what it found."""

from datetime import datetime

from tortoise.expressions import F

from club.decisions import queries
from club.decisions.messages import appeals
from club.decisions.models import Decision, PanelSeat, ResultChallenge, RollEntry
from club.decisions.rules.challenges import in_force_after
from club.decisions.rules.panel import AGREE, WITHIN, Finding, Step, Verdict
from club.decisions.rules.states import Origin
from club.decisions.service.once_more import OnceMore, put_once_more
from club.decisions.service.second_call import easier
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices


async def judge(ref: str, member_id: int, verdict: Verdict, reason: str, *, now: datetime) -> None:
    """Say what one found, and why, as one of the panel; once.

    Raises:
        NotFound: no such result, or never called to its panel.
        TooLate: it is settled, time is up, or this member has no word in it any more.
    """
    async with transaction():
        seat = await _sitting(ref, member_id, now)
        await PanelSeat.filter(id=seat.id).update(verdict=verdict, reason=reason, said_at=now)


async def decline(ref: str, member_id: int, *, now: datetime) -> None:
    """Leave the panel without a reason; a reserve steps in.

    Raises:
        NotFound: no such result, or never called to its panel.
        TooLate: it is settled, time is up, or this member has no word in it any more.
    """
    async with transaction():
        seat = await _sitting(ref, member_id, now)
        await PanelSeat.filter(id=seat.id).update(gone_at=now)


async def look_after(decision_id: int, *, now: datetime) -> bool:
    """Do what is next for one result under review; false if there is nothing to do."""
    async with transaction():
        held = Decision.filter(id=decision_id).exclude(held_at=None)
        if not await claim(held, revision=F("revision") + 1):
            return False
        decision = await Decision.get(id=decision_id)
        begun = await ResultChallenge.get(decision_id=decision_id)
        step = await queries.panel_step(begun, now)
        if step is None:
            return False
        if step.finding is None:
            await _call(decision, begun, step, now)
        else:
            await _settle(decision, begun, step.finding, now)
        return True


async def _sitting(ref: str, member_id: int, now: datetime) -> PanelSeat:
    """Return the seat of a member whose word is waited for; the decision is claimed with it."""
    held = await claim(Decision.filter(ref=ref).exclude(held_at=None), revision=F("revision") + 1)
    mine = PanelSeat.filter(challenge__decision__ref=ref, member_id=member_id)
    seat = await mine.exclude(called_at=None).select_related("challenge").get_or_none()
    if seat is None:
        raise NotFound
    in_time = seat.challenge.admitted_at and now < seat.challenge.admitted_at + WITHIN
    if not (held and in_time):
        raise TooLate(_("The time for this is over."))
    if seat.gone_at is not None or seat.verdict is not None:
        raise TooLate(_("You are not on this panel any more, or have said what you found."))
    return seat


async def _call(decision: Decision, begun: ResultChallenge, step: Step, now: datetime) -> None:
    """Let a reserve step in; who was silent for too long makes room."""
    seats = await PanelSeat.filter(challenge_id=begun.id).order_by("n")
    if step.release is not None:
        await PanelSeat.filter(id=seats[step.release].id).update(gone_at=now)
    if step.call is not None:
        called = seats[step.call]
        await PanelSeat.filter(id=called.id).update(called_at=now)
        notice = appeals.judge(decision.path, decision.ref, called.n)
        await notices.post(notice, [called.member_id], now=now)


async def _settle(
    decision: Decision, begun: ResultChallenge, finding: Finding, now: datetime
) -> None:
    """Let the result stand, or hold the vote anew, as the panel found; write it down, tell it."""
    seats = await PanelSeat.filter(challenge_id=begun.id).order_by("n")
    await ResultChallenge.filter(id=begun.id).update(found=finding, found_at=now)
    again = None
    if finding is Finding.STANDS:
        await _let_stand(decision, seats)
    else:
        again = await _annul(decision, now)
    said = [seat.verdict for seat in seats if seat.verdict is not None]
    await journal.record(
        "verdict",
        decision.thing,
        by=None,
        now=now,
        found=finding.value,
        stands=said.count(Verdict.STANDS),
        annulled=said.count(Verdict.ANNULLED),
        heard=[seat.token for seat in seats if seat.verdict is not None],
        again=(again.number or 0) if again else 0,
    )
    roll = await RollEntry.filter(decision_id=decision.id).only("member_id")
    if again is None:  # else those who may vote are told of the new vote
        everybody = [entry.member_id for entry in roll]
        await notices.post(appeals.found(decision.path, decision.ref), everybody, now=now)


async def _let_stand(decision: Decision, seats: list[PanelSeat]) -> None:
    """Let it come into force: when two agreed, however late the clock is, and once it is cool."""
    agreed = sorted(
        seat.said_at for seat in seats if seat.said_at and seat.verdict is Verdict.STANDS
    )
    closed_at = decision.closed_at or agreed[AGREE - 1]
    at = in_force_after(closed_at, decision.frozen().cooling, agreed[AGREE - 1])
    await Decision.filter(id=decision.id).update(held_at=None, in_force_at=at)


async def _annul(decision: Decision, now: datetime) -> Decision | None:
    """Hold the vote anew: the same words and effect, a new roll; None if that is not possible."""
    await Decision.filter(id=decision.id).update(held_at=None, annulled_at=now)
    how = OnceMore(Origin.RERUN, appeals.run_again)
    if await queries.was_second_call(decision):
        how = OnceMore(Origin.RERUN, appeals.run_again, await easier(now))
    return await put_once_more(decision, how, now=now)
