"""Results of votes, and what may come after them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from club import clockwork
from club.cli.demo.questions import bring
from club.decisions import service as decisions
from club.decisions.models import Challenger, Decision, PanelSeat, ResultChallenge, Review
from club.decisions.rules.challenges import Ground
from club.decisions.rules.panel import Verdict
from club.kit.heartbeat import Outage
from club.members.models import Member

WORDS = ("Shall we have the window seats made wider?", "Six of us do not fit on them.")
DOUBT = decisions.Said(Ground.ROLL, "Two who joined in spring could not vote.")
DAY, LONG_AGO = timedelta(days=1), timedelta(days=17)


async def results(club: Sequence[Member], now: datetime) -> tuple[str, ...]:
    """Let the members decide things, and look at them again or doubt them; return the pages."""
    page = f"/decisions/{await _look_at(await _decided(club, now), now)}"
    lost = f"/decisions/{await _decided(club, now, said='no')}"
    doubted = f"/decisions/{await _doubt(await _decided(club, now), club, now)}"
    held = f"/decisions/{await _hold(await _decided(club, now), club, now)}"
    found = f"/decisions/{await _find(await _decided(club, now), club, now)}"
    return (
        page, f"{page}/again/change", f"{page}/again/end", f"{lost}/reopening",
        doubted, f"{doubted}/challenge", held, f"{held}/challenge",
        found, f"{found}/challenge", f"/decisions/{await _put_off(club, now)}",
    )  # fmt: skip


async def _decided(club: Sequence[Member], now: datetime, said: str = "yes") -> str:
    ref = await bring(club, WORDS, now - LONG_AGO)
    opens_at = (await Decision.get(ref=ref)).opens_at
    assert opens_at
    for member in club[:4]:
        await decisions.cast(ref, member.id, said, now=opens_at)
    await clockwork.run_due({}, now)
    return ref


async def _look_at(ref: str, now: datetime) -> str:
    decision = await Decision.get(ref=ref)
    await Decision.filter(ref=ref).update(in_force_at=now - LONG_AGO)
    await Review.create(decision_id=decision.id, thing=decision.thing, version=1, due_at=now)
    await clockwork.run_due({}, now)
    return ref


async def _doubt(ref: str, club: Sequence[Member], now: datetime) -> str:
    """Let one member say that something went wrong, while the result cools down."""
    await decisions.challenge(ref, club[3].id, DOUBT, now=now)
    return ref


async def _hold(ref: str, club: Sequence[Member], now: datetime) -> str:
    """Put the coordinator on a panel: in a club of five the lot could not draw one."""
    decision = await Decision.get(ref=ref)
    await Decision.filter(ref=ref).update(held_at=now, in_force_at=None)
    begun = await ResultChallenge.create(decision_id=decision.id, began_at=now, admitted_at=now)
    for each in club[3:5]:
        await Challenger.create(
            challenge_id=begun.id, member_id=each.id, ground=DOUBT.ground, words=DOUBT.words, at=now
        )
    for n, each in enumerate(club[:3], 1):
        await PanelSeat.create(
            challenge_id=begun.id, n=n, token=f"{n}" * 16, member_id=each.id, called_at=now
        )
    return ref


async def _find(ref: str, club: Sequence[Member], now: datetime) -> str:
    """Let a panel annul a result, so that the vote is held anew."""
    await _hold(ref, club, now)
    for each in club[1:3]:
        why = "Two members were welcomed in March, and the roll is of February."
        await decisions.judge(ref, each.id, Verdict.ANNULLED, why, now=now)
    await clockwork.run_due({}, now)
    return ref


async def _put_off(club: Sequence[Member], now: datetime) -> str:
    """Let a vote go on because the app was down for a day of it."""
    ref = await bring(club, WORDS, now - LONG_AGO)
    ends = (await Decision.get(ref=ref)).closes_at
    assert ends
    await Outage.create(began_at=ends - 2 * DAY, ended_at=ends - DAY)
    await clockwork.run_due({}, now)
    return ref
