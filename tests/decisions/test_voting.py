"""Open ballots: cast, changed, refused; one member, one vote, until the very close."""

import asyncio
from datetime import timedelta

import pytest

from club.decisions import queries, service
from club.decisions.models import BallotChange, Decision, OpenBallot, RollEntry
from club.decisions.rules.states import Choice, OnRoll, Outcome
from club.kit.errors import Busy, NotAllowed, NotFound, Refusal, TooLate
from tests.decisions.life import NOON, Life

YES, NO, NEITHER = Choice.YES, Choice.NO, Choice.NO_OPINION


async def test_a_member_votes_and_sees_their_vote(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()

    await service.cast(decision.ref, twelve[0], YES, now=now)

    page = await queries.decision_page(decision.ref, twelve[0], now=now)
    assert page.votes is not None
    assert page.votes.mine == YES
    assert page.roll is not None
    assert page.roll.voted


async def test_a_changed_mind_counts_and_the_old_one_is_kept(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()

    for choice in (YES, NO, NO, NEITHER):
        await service.cast(decision.ref, twelve[0], choice, now=now)

    ballot = await OpenBallot.get(decision_id=decision.id)
    kept = await BallotChange.filter(ballot_id=ballot.id).order_by("n")
    assert (ballot.choice, ballot.revised_n) == (NEITHER, 2)
    assert [row.choice for row in kept] == [YES, NO]


async def test_the_vote_begins_and_ends_by_the_clock_alone(twelve: list[int]) -> None:
    decision, _now = await Life(twelve).voting()
    assert decision.opens_at is not None
    assert decision.closes_at is not None
    early, end = decision.opens_at - timedelta(microseconds=1), decision.closes_at

    with pytest.raises(TooLate):
        await service.cast(decision.ref, twelve[0], YES, now=early)
    with pytest.raises(TooLate):
        await service.cast(decision.ref, twelve[0], YES, now=end)
    await service.cast(decision.ref, twelve[1], YES, now=end - timedelta(microseconds=1))

    assert await OpenBallot.filter(decision_id=decision.id).count() == 1


async def test_who_is_not_on_the_roll_has_no_ballot(twelve: list[int], newcomer: int) -> None:
    decision, now = await Life(twelve).voting()

    with pytest.raises(NotAllowed):
        await service.cast(decision.ref, newcomer, YES, now=now)


async def test_there_is_no_ballot_on_what_does_not_exist(twelve: list[int]) -> None:
    with pytest.raises(NotFound):
        await service.cast("nothing", twelve[0], YES, now=NOON)


async def test_names_and_numbers_stay_hidden_until_one_has_voted(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()
    await service.cast(decision.ref, twelve[0], YES, now=now)

    before = await queries.decision_page(decision.ref, twelve[1], now=now)
    await service.cast(decision.ref, twelve[1], NO, now=now)
    after = await queries.decision_page(decision.ref, twelve[1], now=now)

    assert before.votes is not None
    assert before.votes.named == ()
    assert after.votes is not None
    assert {choice: len(people) for choice, people in after.votes.named} == {
        YES: 1,
        NO: 1,
        NEITHER: 0,
    }


async def test_who_steps_aside_has_no_vote_and_is_not_counted(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()

    await service.step_aside(decision.ref, twelve[3], now=now)

    with pytest.raises(NotAllowed):
        await service.cast(decision.ref, twelve[3], YES, now=now)
    page = await queries.decision_page(decision.ref, twelve[3], now=now)
    assert page.roll is not None
    assert (page.roll.size, page.roll.base, page.roll.mine) == (12, 11, OnRoll.RECUSED)


async def test_nobody_steps_aside_after_voting(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()
    await service.cast(decision.ref, twelve[3], YES, now=now)

    with pytest.raises(TooLate):
        await service.step_aside(decision.ref, twelve[3], now=now)


async def test_who_leaves_before_voting_is_struck_and_a_cast_ballot_stays(
    twelve: list[int],
) -> None:
    decision, now = await Life(twelve).voting()
    await service.cast(decision.ref, twelve[3], YES, now=now)

    assert await service.strike(twelve[3], now=now) == 0
    assert await service.strike(twelve[4], now=now) == 1

    struck = await RollEntry.filter(decision_id=decision.id, standing=OnRoll.STRUCK)
    assert [entry.member_id for entry in struck] == [twelve[4]]
    assert (await Decision.get(id=decision.id)).silent == 10


async def test_a_vote_waits_for_those_who_have_not_voted(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()
    await service.cast(decision.ref, twelve[0], YES, now=now)

    assert await queries.waiting_for(twelve[0], now=now) == ()
    (card,) = await queries.waiting_for(twelve[1], now=now)
    assert (card.href, card.votes, card.needed) == (decision.path, 1, 3)
    assert decision.closes_at is not None
    assert await queries.waiting_for(twelve[1], now=decision.closes_at) == ()


async def test_200_ballots_of_one_member_at_once_count_once(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()

    async def vote(choice: Choice) -> None:
        try:
            await service.cast(decision.ref, twelve[0], choice, now=now)
        except Busy:
            await vote(choice)

    await asyncio.gather(*(vote(YES if n % 2 else NO) for n in range(200)))

    ballot = await OpenBallot.get(decision_id=decision.id)
    assert ballot.revised_n == await BallotChange.filter(ballot_id=ballot.id).count()
    assert (await Decision.get(id=decision.id)).silent == 11


async def test_ballots_and_the_close_at_once_agree(twelve: list[int]) -> None:
    """Every ballot that was thanked for is counted, and every other one was told so."""
    life = Life(twelve)
    decision, _now = await life.voting()
    assert decision.closes_at is not None
    last = decision.closes_at - timedelta(microseconds=1)

    async def vote(member_id: int) -> bool:
        try:
            await service.cast(decision.ref, member_id, YES, now=last)
        except Refusal:
            return False
        return True

    *thanked, _closed = await asyncio.gather(*map(vote, twelve), life.close(decision))

    page = await queries.decision_page(decision.ref, twelve[0], now=decision.closes_at)
    if page.figures is not None:
        assert page.figures.yes == sum(bool(each) for each in thanked)
        assert page.figures.outcome is not Outcome.NOT_CARRIED
