"""Who may challenge a result, who may look at it, and what the clock does next about it."""

from collections.abc import Sequence
from datetime import datetime

from tortoise.expressions import Subquery

from club.decisions.models import (
    Challenger,
    Decision,
    DecisionEffect,
    PanelSeat,
    Result,
    ResultChallenge,
    RollEntry,
    Support,
)
from club.decisions.queries.line import line_of
from club.decisions.queries.rulebook import electors
from club.decisions.queries.tellers import interested
from club.decisions.rules.challenges import Challenged, needed
from club.decisions.rules.fates import fate
from club.decisions.rules.panel import SEATS, Step, next_step
from club.decisions.rules.states import OnRoll, Origin
from club.members import queries as members


async def may_challenge(row: Decision, member_id: int, *, now: datetime) -> bool:
    """Tell whether a member may challenge a result: on its roll, or with a vote now.

    Whoever was left off the roll must be able to say so, and whom it is about as well.
    """
    if await RollEntry.exists(decision_id=row.id, member_id=member_id):
        return True
    return any(each.member_id == member_id for each in await electors(now))


async def challenged_now(
    row: Decision, begun: ResultChallenge | None, member_id: int, *, now: datetime
) -> Challenged:
    """Return what the rules ask about a result that this member wants to challenge.

    Args:
        row: the decision.
        begun: what has become of a challenge to it; None if there was none.
        member_id: who wants to.
        now: when.
    """
    line = await line_of(row)
    again = any(each.origin is Origin.RERUN for each in line)
    left = await may_judge(line) - {member_id} if again else set()
    return Challenged(
        fate(row.since(), now),
        settled=begun is not None and begun.found is not None,
        again=again,
        panel=len(left) >= SEATS or not again,
    )


async def was_carried_out(row: Decision) -> bool:
    """Tell whether something has followed from a decision: another machine's clock may be ahead."""
    return await DecisionEffect.exists(decision_id=row.id)


async def challengers_needed(row: Decision) -> int:
    """Return how many must challenge a result."""
    return needed((await Result.get(decision_id=row.id)).base)


async def may_judge(line: Sequence[Decision]) -> set[int]:
    """Return who may look at a challenged result.

    The awake of its roll who are members still, and who have no part in it: they did not bring it
    or stand behind it, it is not about them, and they do not challenge it.

    Args:
        line: the decision, and those it is put once more for.
    """
    held = line[0].id
    against = Challenger.filter(challenge__decision_id=held)
    awake = RollEntry.filter(decision_id=held, standing=OnRoll.AWAKE, member__left_at=None)
    judges = awake.exclude(member_id__in=Subquery(against.values("member_id")))
    may = {entry.member_id for entry in await judges.only("member_id")}
    texts = {each.id: each.text_n for each in line}
    behind = await Support.filter(decision_id__in=list(texts))
    may -= {each.member_id for each in behind if each.text_n == texts[each.decision_id]}
    return may.difference(*(interested(each) for each in line))


async def panel_step(begun: ResultChallenge, now: datetime) -> Step | None:
    """Return what the clock does next about a challenged result; None if it waits."""
    rows = await PanelSeat.filter(challenge_id=begun.id).order_by("n")
    here = set(await members.present_ids())
    seats = [row.seat(here=row.member_id in here) for row in rows]
    return next_step(seats, begun.admitted_at or now, now)


async def to_look_after(now: datetime) -> list[int]:
    """Return the ids of decisions under review for which the clock has something to do."""
    going = await ResultChallenge.filter(found=None).exclude(admitted_at=None).order_by("id")
    return [each.decision_id for each in going if await panel_step(each, now)]
