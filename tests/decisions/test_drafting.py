"""From an idea to a text that enough members stand behind."""

from datetime import timedelta

import pytest

from club.decisions import queries, service
from club.decisions.models import Comment, Decision, Support, TextVersion
from club.decisions.rules.effects import GrantRole, RecordOnly
from club.decisions.rules.proposals import Proposal
from club.decisions.rules.states import State
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from tests.decisions.life import NOON, TEA, Life

KETTLE = Proposal("Shall we buy a red kettle?", "Red is nicer.", RecordOnly())


async def test_any_member_may_have_an_idea_and_stands_behind_it(twelve: list[int]) -> None:
    draft = await Life(twelve).idea()

    page = await queries.decision_page(draft.ref, twelve[5], now=NOON)
    assert page.state is State.DRAFT
    assert page.backing is not None
    assert [person.id for person in page.backing.people] == [twelve[0]]


async def test_enough_supporters_of_the_same_words_make_it_ready(twelve: list[int]) -> None:
    draft = await Life(twelve).idea()

    await service.support(draft.ref, twelve[1], 1, now=NOON)

    assert (await queries.decision_page(draft.ref, twelve[5], now=NOON)).state is State.READY


async def test_changed_words_lose_the_support_of_the_old_ones(twelve: list[int]) -> None:
    draft = await Life(twelve).ready()

    await service.reword(draft.ref, twelve[0], KETTLE, now=NOON)

    page = await queries.decision_page(draft.ref, twelve[5], now=NOON)
    assert (page.state, page.question, page.text_n) == (State.DRAFT, KETTLE.question, 2)
    assert await TextVersion.filter(decision_id=draft.id).count() == 2


async def test_support_is_for_the_words_that_were_read(twelve: list[int]) -> None:
    draft = await Life(twelve).idea()
    await service.reword(draft.ref, twelve[0], KETTLE, now=NOON)

    with pytest.raises(TooLate):
        await service.support(draft.ref, twelve[1], 1, now=NOON)


async def test_supporting_twice_counts_once(twelve: list[int]) -> None:
    draft = await Life(twelve).idea()

    await service.support(draft.ref, twelve[1], 1, now=NOON)
    await service.support(draft.ref, twelve[1], 1, now=NOON)

    assert await Support.filter(decision_id=draft.id, member_id=twelve[1]).count() == 1


async def test_a_member_without_a_vote_may_have_ideas_but_not_carry_them(
    twelve: list[int], newcomer: int
) -> None:
    own = await Life(twelve).idea(by=newcomer)
    other = await Life(twelve).idea()

    with pytest.raises(NotAllowed):
        await service.support(other.ref, newcomer, 1, now=NOON)
    assert not await Support.filter(decision_id=own.id).exists()


async def test_nobody_else_changes_or_takes_back_an_idea(twelve: list[int]) -> None:
    draft = await Life(twelve).idea()

    with pytest.raises(NotFound):
        await service.reword(draft.ref, twelve[1], KETTLE, now=NOON)
    with pytest.raises(NotFound):
        await service.withdraw(draft.ref, twelve[1], now=NOON)
    assert (await Decision.get(id=draft.id)).question == TEA


async def test_a_person_is_asked_before_anybody_else_sees_the_draft(twelve: list[int]) -> None:
    draft = await Life(twelve).idea(GrantRole("chair", twelve[4], 90))

    for curious in twelve[1:4]:
        with pytest.raises(NotFound):
            await queries.decision_page(draft.ref, curious, now=NOON)
        with pytest.raises(NotFound):
            await service.support(draft.ref, curious, 1, now=NOON)
        with pytest.raises(NotFound):
            await service.say(draft.ref, curious, "Hm?", now=NOON)
        assert not (await queries.index(curious, now=NOON)).ideas
    assert (await queries.decision_page(draft.ref, twelve[4], now=NOON)).backing

    await service.agree(draft.ref, twelve[4], now=NOON)

    page = await queries.decision_page(draft.ref, twelve[1], now=NOON)
    assert page.backing is not None
    assert [person.id for person in page.backing.people] == [twelve[0], twelve[4]]


async def test_only_the_person_asked_can_say_yes(twelve: list[int]) -> None:
    draft = await Life(twelve).idea(GrantRole("chair", twelve[4], 90))

    with pytest.raises(NotFound):
        await service.agree(draft.ref, twelve[0], now=NOON)


async def test_another_term_asks_the_person_again(twelve: list[int]) -> None:
    draft = await Life(twelve).ready(GrantRole("chair", twelve[4], 90))
    longer = Proposal(TEA, "", GrantRole("chair", twelve[4], 300))

    await service.reword(draft.ref, twelve[0], longer, now=NOON)

    assert (await Decision.get(id=draft.id)).agreed_at is None


@pytest.mark.parametrize(
    ("effect", "field"),
    [
        (GrantRole("king", 1, 90), "role"),
        (GrantRole("chair", 999_999, 90), "member"),
        (GrantRole("chair", 1, 0), "days"),
        (GrantRole("chair", 1, 5000), "days"),
    ],
)
async def test_an_effect_that_cannot_be_is_refused_where_it_is_typed(
    twelve: list[int], effect: GrantRole, field: str
) -> None:
    member = twelve[0] if effect.member_id == 1 else effect.member_id
    wrong = GrantRole(effect.role, member, effect.days)

    with pytest.raises(Invalid) as refused:
        await service.propose(twelve[0], Proposal(TEA, "", wrong), now=NOON)

    assert refused.value.field == field
    assert not await Decision.exists()


async def test_an_idea_can_be_taken_back_until_the_vote_begins(twelve: list[int]) -> None:
    life = Life(twelve)
    draft, noticed = await life.idea(), await life.noticed()

    await service.withdraw(draft.ref, twelve[0], now=NOON)
    await service.withdraw(noticed.ref, twelve[0], now=NOON + timedelta(hours=1))

    for row in (draft, noticed):
        page = await queries.decision_page(row.ref, twelve[1], now=NOON)
        assert page.state is State.WITHDRAWN


async def test_an_idea_cannot_be_taken_back_once_the_vote_has_begun(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()

    with pytest.raises(TooLate):
        await service.withdraw(decision.ref, twelve[0], now=now)


async def test_members_talk_until_it_is_decided(twelve: list[int]) -> None:
    life = Life(twelve)
    decision, now = await life.voting()
    await service.say(decision.ref, twelve[3], "I like tea.", now=now)

    await life.close(decision)

    with pytest.raises(TooLate):
        await service.say(decision.ref, twelve[4], "Too late?", now=now)
    assert await Comment.filter(decision_id=decision.id).count() == 1
