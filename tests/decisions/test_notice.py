"""Putting a text on notice: words, roll and rule stand still from there."""

from datetime import timedelta

import pytest

from club.decisions import queries, service
from club.decisions.models import Decision, RollEntry, TextVersion
from club.decisions.rules.effects import GrantRole, RecordOnly
from club.decisions.rules.proposals import Proposal
from club.decisions.rules.states import Choice, OnRoll, State
from club.kit.errors import Invalid, NotAllowed, TooLate
from club.members.models import Member
from tests.decisions.life import NOON, TEA, Life

YES = Choice.YES


async def test_the_hours_of_an_ordinary_question_are_evenings(twelve: list[int]) -> None:
    decision = await Life(twelve).noticed()

    assert str(decision.opens_at) == "2027-03-07 20:00:00+00:00"
    assert str(decision.closes_at) == "2027-03-12 20:00:00+00:00"
    assert decision.number == 1
    page = await queries.decision_page(decision.ref, twelve[5], now=NOON)
    assert page.state is State.NOTICE


async def test_everybody_with_a_vote_is_on_the_roll_and_nobody_else(
    twelve: list[int], newcomer: int
) -> None:
    await Member.filter(id=twelve[11]).update(left_at=NOON - timedelta(days=1))

    decision = await Life(twelve).noticed()

    roll = await RollEntry.filter(decision_id=decision.id)
    assert {entry.member_id for entry in roll} == set(twelve[:11])
    assert newcomer not in {entry.member_id for entry in roll}


async def test_who_was_silent_for_long_is_on_the_roll_but_nobody_waits_for_them(
    twelve: list[int], silent: list[int]
) -> None:
    decision = await Life(twelve).noticed()

    dormant = await RollEntry.filter(decision_id=decision.id, standing=OnRoll.DORMANT)
    assert {entry.member_id for entry in dormant} == set(silent)
    page = await queries.decision_page(decision.ref, twelve[0], now=NOON)
    assert page.roll is not None
    assert (page.roll.size, page.roll.base) == (12, 12 - len(silent))


async def test_only_those_who_stand_behind_it_put_it_to_the_club(twelve: list[int]) -> None:
    draft = await Life(twelve).ready()

    with pytest.raises(NotAllowed):
        await service.put_on_notice(draft.ref, twelve[9], now=NOON)


async def test_too_few_supporters_are_not_enough(twelve: list[int]) -> None:
    draft = await Life(twelve).idea()

    with pytest.raises(Invalid):
        await service.put_on_notice(draft.ref, twelve[0], now=NOON)

    assert (await Decision.get(id=draft.id)).noticed_at is None


async def test_a_role_is_not_put_to_the_vote_without_the_persons_yes(twelve: list[int]) -> None:
    draft = await Life(twelve).idea(GrantRole("chair", twelve[4], 90))

    with pytest.raises(Invalid):
        await service.put_on_notice(draft.ref, twelve[0], now=NOON)


async def test_nobody_can_be_given_a_role_after_they_have_left(twelve: list[int]) -> None:
    draft = await Life(twelve).ready(GrantRole("chair", twelve[4], 90))
    await Member.filter(id=twelve[4]).update(left_at=NOON)

    with pytest.raises(Invalid):
        await service.put_on_notice(draft.ref, twelve[0], now=NOON)


async def test_a_question_is_put_to_the_club_once(twelve: list[int]) -> None:
    decision = await Life(twelve).noticed()

    with pytest.raises(TooLate):
        await service.put_on_notice(decision.ref, twelve[1], now=NOON)
    assert await RollEntry.filter(decision_id=decision.id).count() == 12


async def test_questions_are_numbered_without_gaps(twelve: list[int]) -> None:
    life = Life(twelve)
    first = await life.noticed()
    with pytest.raises(Invalid):
        await service.put_on_notice((await life.idea()).ref, twelve[0], now=NOON)
    second = await life.noticed()

    assert (first.number, second.number) == (1, 2)


async def test_i3_the_roll_never_grows_after_notice(twelve: list[int], newcomer: int) -> None:
    decision, now = await Life(twelve).voting()
    await Member.filter(id=newcomer).update(voting_from=NOON)
    before = await RollEntry.filter(decision_id=decision.id).count()

    with pytest.raises(NotAllowed):
        await service.cast(decision.ref, newcomer, YES, now=now)
    await service.strike(twelve[7], now=now)
    await Life(twelve).close(decision)

    assert await RollEntry.filter(decision_id=decision.id).count() == before == 12


async def test_i12_nothing_of_a_decision_changes_after_notice(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await life.noticed()
    frozen = _fixed(decision)
    other = Proposal("Shall we buy tea instead?", "", RecordOnly())

    with pytest.raises(TooLate):
        await service.reword(decision.ref, twelve[0], other, now=NOON)
    with pytest.raises(TooLate):
        await service.support(decision.ref, twelve[6], 1, now=NOON)
    assert decision.opens_at is not None
    await service.announce(decision.id, now=decision.opens_at)
    await service.cast(decision.ref, twelve[0], YES, now=decision.opens_at)
    await life.close(decision)

    after = await Decision.get(id=decision.id)
    assert frozen == _fixed(after) | {"closes_at": decision.closes_at}
    assert await TextVersion.filter(decision_id=decision.id).count() == 1
    assert decision.question == TEA


def _fixed(decision: Decision) -> dict[str, object]:
    names = ("question", "body", "effect", "text_n", "rule", "number", "secret", "kind", "method")
    hours = ("noticed_at", "opens_at", "closes_at")
    return {name: getattr(decision, name) for name in (*names, *hours)}
