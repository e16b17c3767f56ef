"""The count at the close: by the way the question was put, kept with every step of it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from club.decisions import queries
from club.decisions.models import (
    CountText,
    Decision,
    Lot,
    OpenBallot,
    PaperVote,
    Result,
    RollEntry,
)
from club.decisions.rules.approval import ApprovalCount
from club.decisions.rules.ballot import ELECTS
from club.decisions.rules.effects import Elect
from club.decisions.rules.electorate import base
from club.decisions.rules.frozen import asked
from club.decisions.rules.ranked.stages import RankedCount
from club.decisions.rules.settling import Question, Settled, settle
from club.decisions.rules.tallies import fingerprint, written
from club.decisions.service import urn
from club.journal import service as journal
from club.journal.rules import Value
from club.verify.files import digest


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a vote.

    Args:
        question: what was settled.
        settled: what it came to.
        read: the ballots could be read at all.
    """

    question: Question
    settled: Settled
    read: bool


async def count(decision: Decision, roll: list[RollEntry]) -> Found:
    """Count what was cast; the ballots are read without their voters."""
    lot = await Lot.get_or_none(decision_id=decision.id)
    drawn = lot.secret if lot else ""
    said = await _ballots(decision)
    does = decision.does()
    question = Question(
        decision.ref,
        decision.ballot(),
        decision.frozen().threshold,
        bytes.fromhex(drawn),
        seats=does.seats if isinstance(does, Elect) else 1,
        withdrawn=await queries.withdrawn(does),
    )
    size = base(entry.voter() for entry in roll)
    return Found(question, settle(question, said or [], size), said is not None)


async def write_down(
    decision: Decision, found: Found, roll: list[RollEntry], *, now: datetime
) -> None:
    """Keep the numbers, every step of the count, and the line that binds them in the record."""
    counted = found.settled.counted
    row = Result(
        decision_id=decision.id,
        outcome=counted.outcome,
        counted=found.read,
        ballots=sum(entry.voted for entry in roll) - await _unreadable(decision),
        yes=counted.tally.yes,
        no=counted.tally.no,
        no_opinion=counted.tally.no_opinion,
        roll=len(roll),
        base=counted.base,
        yes_needed=counted.yes_needed,
    )
    await row.save()
    numbers: dict[str, Value] = {**row.figures().recorded()}
    numbers |= {"method": decision.method.value, **asked(decision.rule or {})}
    numbers |= await _steps(decision, found)
    if row.counted:
        numbers["ballots_sha256"] = digest(await queries.ballots(decision))
    await journal.record("tally", decision.thing, by=None, now=now, **numbers)
    whole = hashlib.sha256(json.dumps(numbers, sort_keys=True).encode()).hexdigest()
    await journal.record(
        "closed", decision.thing, by=None, now=now, outcome=row.outcome.value, tally=whole
    )


async def _ballots(decision: Decision) -> list[str] | None:
    if decision.secret:
        return await urn.opened(decision.id, at_least=decision.frozen().secret_min_ballots)
    rows = await OpenBallot.filter(decision_id=decision.id).only("choice")
    return [row.choice for row in rows]


async def _unreadable(decision: Decision) -> int:
    """Return how many papers have a voter and no ballot, because nobody could read them."""
    papers = await PaperVote.get_or_none(decision_id=decision.id)
    return papers.unreadable if papers else 0


async def _steps(decision: Decision, found: Found) -> dict[str, Value]:
    """Keep the steps of a count, and return what the record says of them."""
    steps = found.settled.count
    if steps is None:
        return {}
    words, winner = written(steps), found.settled.winner
    await CountText.create(decision_id=decision.id, winner=winner, words=words)
    said: dict[str, Value] = {"count_sha256": fingerprint(words)}
    if offered := decision.does().offers():
        said |= {"options": len(offered), "winner": winner}
    if isinstance(steps, RankedCount | ApprovalCount):
        said |= {"lot_secret": found.question.drawn.hex(), "order": list(steps.order)}
    if decision.method in ELECTS:
        said |= {"seats": found.question.seats, "withdrawn": sorted(found.question.withdrawn)}
    return said
