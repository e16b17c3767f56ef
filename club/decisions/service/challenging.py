"""Members challenge a result: with enough of them it is held, and a panel is drawn."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import F

from club.decisions import queries
from club.decisions.messages import appeals
from club.decisions.models import (
    Challenger,
    Decision,
    PanelLot,
    PanelSeat,
    ResultChallenge,
    RollEntry,
)
from club.decisions.rules import panel
from club.decisions.rules.challenges import Ground, No, said, why_not
from club.decisions.service import lots
from club.journal import service as journal
from club.journal.rules import Value
from club.kit.db import claim, transaction
from club.kit.errors import NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices
from club.verify.files import digest


@dataclass(frozen=True, slots=True)
class Said:
    """What a member says went wrong."""

    ground: Ground
    words: str


async def challenge(ref: str, member_id: int, what: Said, *, now: datetime) -> bool:
    """Say that something went wrong in a vote; true once enough members have, and it is held.

    Raises:
        NotFound: no such result for this member's eyes.
        NotAllowed: neither on its roll nor a member with a vote.
        TooLate: it cannot be challenged now, or this member has done so; the sentence says why.
    """
    async with transaction():
        closed = queries.visible(member_id).filter(ref=ref).exclude(closed_at=None)
        if not await claim(closed, revision=F("revision") + 1):
            raise NotFound
        decision = await Decision.get(ref=ref)
        if not await queries.may_challenge(decision, member_id, now=now):
            raise NotAllowed(_("You can do this as soon as you have a vote."))
        begun = await _begun(decision, now)
        challenged = await queries.challenged_now(decision, begun, member_id, now=now)
        if no := why_not(challenged):
            raise TooLate(said(no))
        if await queries.was_carried_out(decision):
            raise TooLate(said(No.OVER))
        await _join(begun, member_id, what, now)
        joined = await Challenger.filter(challenge_id=begun.id, member__left_at=None).count()
        if joined < await queries.challengers_needed(decision):
            return False
        await _admit(decision, begun, now)
        return True


async def _begun(decision: Decision, now: datetime) -> ResultChallenge:
    """Return the one challenge of a decision, which is claimed, so nobody begins a second one."""
    found = await ResultChallenge.get_or_none(decision_id=decision.id)
    return found or await ResultChallenge.create(decision_id=decision.id, began_at=now)


async def _join(begun: ResultChallenge, member_id: int, what: Said, now: datetime) -> None:
    if await Challenger.filter(challenge_id=begun.id, member_id=member_id).exists():
        raise TooLate(_("You have said this already."))
    await Challenger.create(
        challenge_id=begun.id, member_id=member_id, ground=what.ground, words=what.words, at=now
    )


async def _admit(decision: Decision, begun: ResultChallenge, now: datetime) -> None:
    """Hold the result, draw the panel, and call its first three."""
    await ResultChallenge.filter(id=begun.id).update(admitted_at=now)
    await Decision.filter(id=decision.id).update(held_at=now, in_force_at=None)
    drawn, about = await _drawn(decision)
    await PanelSeat.bulk_create(
        [
            PanelSeat(
                challenge_id=begun.id,
                n=n,
                token=token,
                member_id=member_id,
                called_at=now if n <= panel.SEATS else None,
            )
            for n, (token, member_id) in enumerate(drawn.items(), 1)
        ]
    )
    rows = await Challenger.filter(challenge_id=begun.id)
    about |= {
        "challengers": len(rows),
        "needed": await queries.challengers_needed(decision),
        "grounds": sorted({row.ground.value for row in rows}),
    }
    await journal.record("challenge", decision.thing, by=None, now=now, **about)
    await _tell(decision, list(drawn.values())[: panel.SEATS], now)


async def _drawn(decision: Decision) -> tuple[dict[str, int], dict[str, Value]]:
    """Draw the panel; return whose each token is, in order, and what the record says of it."""
    lot = await PanelLot.get_or_none(decision_id=decision.id)
    if lot is None:  # it was put on notice before panels were fixed there
        return {}, {"seats": []}
    roll = await RollEntry.filter(decision_id=decision.id).only("member_id")
    whose = lots.tokens_of(lot, [entry.member_id for entry in roll])
    may = await queries.may_judge(await queries.line_of(decision))
    among = sorted(token for token, member_id in whose.items() if member_id in may)
    secret, ballots = bytes.fromhex(lot.secret), digest(await queries.ballots(decision))
    seats = panel.drawn(panel.seed(decision.ref, secret, ballots), among)
    about: dict[str, Value] = {
        "among": among,
        "others": sorted(set(whose) - set(among)),
        "panel_secret": lot.secret,
        "seats": list(seats),
    }
    return {token: whose[token] for token in seats}, about


async def _tell(decision: Decision, called: list[int], now: datetime) -> None:
    roll = await RollEntry.filter(decision_id=decision.id).only("member_id")
    others = sorted({entry.member_id for entry in roll} - set(called))
    await notices.post(appeals.held(decision.path, decision.ref), others, now=now)
    await notices.post(appeals.judge(decision.path, decision.ref, 0), called, now=now)
