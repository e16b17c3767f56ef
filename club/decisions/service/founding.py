"""Decision number 1: the founding itself, carried because everybody signed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from club.decisions.models import (
    Decision,
    DecisionEffect,
    OpenBallot,
    Result,
    RollEntry,
    TextVersion,
)
from club.decisions.rules.counting import Threshold
from club.decisions.rules.effects import RecordOnly, written
from club.decisions.rules.frozen import Frozen, freeze
from club.decisions.rules.proposals import Proposal, fingerprint
from club.decisions.rules.states import Carried, Choice, Class, Method, OnRoll, Outcome
from club.decisions.service.notice import next_number
from club.journal import service as journal
from club.kit.db import transaction

_ALL = Threshold(Fraction(1), strict=False, yes_floor=Fraction(1), min_yes=3)


async def record_founding(
    question: str, body: str, founder_ids: Sequence[int], zone: str, *, now: datetime
) -> Decision:
    """Record that the founders founded the club: decision number 1, carried by all of them.

    Belongs inside the founding's own transaction, after the members exist and before the
    interim mandates that name its ``ref``.

    Args:
        question: what was decided, in one line.
        body: the text they signed.
        founder_ids: all who signed; each is on the roll and said yes.
        zone: the club's time zone.
        now: when the last of them signed.
    """
    proposal = Proposal(question, body, RecordOnly())
    async with transaction():
        decision = await Decision.create(
            kind=Class.FOUNDING,
            method=Method.SIGNED,
            number=await next_number(),
            question=question,
            body=body,
            effect=written(proposal.effect),
            rule=freeze(Frozen(_ALL, timedelta(0), False, 0, 0, zone)),  # noqa: FBT003
            created_at=now,
            agreed_at=now,
            noticed_at=now,
            opens_at=now,
            opened_at=now,
            closes_at=now,
            closed_at=now,
            in_force_at=now,
        )
        await TextVersion.create(
            decision_id=decision.id,
            n=1,
            question=question,
            body=body,
            effect=decision.effect,
            written_at=now,
            sha256=fingerprint(proposal),
        )
        await _signatures(decision, founder_ids, now)
        await journal.record(
            "founding",
            decision.thing,
            by=None,
            now=now,
            number=decision.number,
            text=fingerprint(proposal),
            signed=len(founder_ids),
        )
        return decision


async def _signatures(decision: Decision, founder_ids: Sequence[int], now: datetime) -> None:
    everybody = sorted(founder_ids)
    await RollEntry.bulk_create(
        [
            RollEntry(decision_id=decision.id, member_id=each, standing=OnRoll.AWAKE, voted=True)
            for each in everybody
        ]
    )
    await OpenBallot.bulk_create(
        [
            OpenBallot(decision_id=decision.id, member_id=each, choice=Choice.YES, cast_at=now)
            for each in everybody
        ]
    )
    size = len(everybody)
    await Result.create(
        decision_id=decision.id,
        outcome=Outcome.CARRIED,
        ballots=size,
        yes=size,
        no=0,
        no_opinion=0,
        roll=size,
        base=size,
        yes_needed=size,
    )
    await DecisionEffect.create(decision_id=decision.id, became=Carried.DONE, at=now)
