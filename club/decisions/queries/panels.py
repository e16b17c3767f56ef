"""Who may challenge a result, who may look at it, and what the clock does next about it."""

from datetime import datetime

from club.decisions.models import (
    Challenge,
    Challenger,
    Decision,
    DecisionEffect,
    PanelSeat,
    Result,
    RollEntry,
    Support,
)
from club.decisions.queries.line import line_of
from club.decisions.queries.rulebook import electors
from club.decisions.queries.tellers import interested
from club.decisions.rules.challenges import Challenged, needed
from club.decisions.rules.fates import Fate, fate
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


async def challenged_now(row: Decision, member_id: int, *, now: datetime) -> Challenged:
    """Return what the rules ask about a result that this member wants to challenge."""
    stands = fate(row.since(), now)
    if stands is Fate.COOLING and await DecisionEffect.exists(decision_id=row.id):
        stands = Fate.IN_FORCE  # another machine's clock was ahead
    again = any(each.origin is Origin.RERUN for each in await line_of(row))
    left = await may_judge(row) - {member_id} if again else set()
    return Challenged(stands, again, panel=len(left) >= SEATS or not again)


async def challengers_needed(row: Decision) -> int:
    """Return how many must challenge a result."""
    return needed((await Result.get(decision_id=row.id)).base)


async def may_judge(row: Decision) -> set[int]:
    """Return who may look at a challenged result.

    The awake of its roll who are members still, and who have no part in it: they did not bring it
    or stand behind it, it is not about them, and they do not challenge it.
    """
    awake = RollEntry.filter(decision_id=row.id, standing=OnRoll.AWAKE, member__left_at=None)
    may = {entry.member_id for entry in await awake.only("member_id")}
    for each in await line_of(row):
        behind = Support.filter(decision_id=each.id, text_n=each.text_n)
        may -= {support.member_id for support in await behind.only("member_id")}
        may -= interested(each)
    against = Challenger.filter(challenge__decision_id=row.id)
    may -= {each.member_id for each in await against.only("member_id")}
    return may


async def panel_step(begun: Challenge, now: datetime) -> Step | None:
    """Return what the clock does next about a challenged result; None if it waits."""
    rows = await PanelSeat.filter(challenge_id=begun.id).order_by("n")
    here = set(await members.present_ids())
    seats = [row.seat(here=row.member_id in here) for row in rows]
    return next_step(seats, begun.admitted_at or now, now)


async def to_look_after(now: datetime) -> list[int]:
    """Return the ids of decisions under review for which the clock has something to do."""
    going = await Challenge.filter(found=None).exclude(admitted_at=None).order_by("id")
    return [each.decision_id for each in going if await panel_step(each, now)]
