"""An election whose result was challenged: nobody holds the role before it is settled."""

import pytest

from club.decisions.models import Decision
from club.decisions.rules.panel import Verdict
from club.journeys import chores
from club.journeys.service import leaving
from club.members.models import Member
from club.roles.models import ElectionCall
from tests.decisions.wrongs import HOUR, Wrong
from tests.journeys.voting import DAY, Race, cast, closed, held, ranking


@pytest.fixture
async def doubted(twelve: list[int]) -> Wrong:
    """An election for the chair that member 2 has won, and that a panel looks at."""
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    await cast(decision, {each: ranking(decision, twelve[1]) for each in twelve[4:]})
    assert decision.closes_at
    await chores.close_due(decision.closes_at)
    ended = await Decision.get(id=decision.id)
    assert ended.closed_at
    return await Wrong(ended, twelve, ended.closed_at + HOUR).held(3, 4)


async def test_nobody_is_chair_while_a_panel_looks_at_the_vote(doubted: Wrong) -> None:
    await chores.carry_out_due(doubted.now + 7 * DAY)
    assert await held("chair") == []
    assert (await ElectionCall.get()).decision_ref == doubted.decision.ref


async def test_the_winner_is_chair_once_the_vote_stands(doubted: Wrong) -> None:
    for n in range(2):
        await doubted.judge(n, Verdict.STANDS)
    await doubted.clock()
    await chores.carry_out_due(doubted.now + 7 * DAY)
    assert doubted.members[1] in [each.member_id for each in await held("chair")]
    assert (await ElectionCall.get()).again_at is not None


async def test_a_vote_that_was_annulled_is_held_anew_for_the_same_place(doubted: Wrong) -> None:
    for n in range(2):
        await doubted.judge(n, Verdict.ANNULLED)
    await doubted.clock()
    assert await chores.open_votes_due(doubted.now) == 1
    assert await chores.open_votes_due(doubted.now) == 0
    again = await doubted.again()
    call = await ElectionCall.get()
    assert (call.decision_ref, call.again_at) == (again.ref, None)
    third = doubted.members[2]
    await cast(again, {each: ranking(again, third) for each in doubted.members[4:]})
    await closed(again)
    assert third in [each.member_id for each in await held("chair")]
    assert doubted.members[1] not in [each.member_id for each in await held("chair")]
    assert (await ElectionCall.get()).again_at is not None


async def test_where_it_cannot_be_held_anew_names_are_asked_for_again(doubted: Wrong) -> None:
    for each in doubted.members[1:3]:
        await leaving.leave(await Member.get(id=each), now=doubted.now)
    for n in range(2):
        await doubted.judge(n, Verdict.ANNULLED)
    await doubted.clock()
    assert await Decision.all().count() == 1
    assert await chores.open_votes_due(doubted.now) == 1
    assert (await ElectionCall.get()).again_at is not None
