"""Looking again: the clock drafts the question once, on its day, and nothing ends by itself."""

import asyncio
from datetime import datetime, timedelta

import pytest

from club.charter import queries as charter
from club.charter import service as rules
from club.clockwork import CHORES
from club.decisions import chores, queries, service
from club.decisions.models import Decision, DecisionEffect, Review
from club.decisions.rules.effects import (
    AdoptText,
    DefineRole,
    Effect,
    EndText,
    GrantRole,
    KeepAsIs,
    SetRule,
    read,
    written,
)
from club.decisions.rules.states import Carried, Choice, Class, State
from club.notices.models import Letter, Message
from club.roles.rules import RoleKind
from tests.decisions.life import NOON, Life

DAY = timedelta(days=1)
THREE = SetRule("sponsors_min", 0, 3, 6)
GARDEN = RoleKind("garden", "Garden", "Waters.", "Decides nothing.")
TEXT = AdoptText("a2" * 13, 0, "Safety", "We take care.", 3)


async def carried(life: Life, effect: Effect) -> Decision:
    decision, now = await life.voting(effect)
    for member_id in life.members[:10]:
        await service.cast(decision.ref, member_id, Choice.YES, now=now)
    return await life.close(decision)


async def due(thing: str = "clause/sponsors_min") -> datetime:
    found = await queries.looked_at(thing)
    assert found is not None
    return found


async def drafts() -> list[Decision]:
    return await Decision.filter(proposer_id=None).order_by("id")


def test_keeping_comes_back_from_storage_as_it_went_in() -> None:
    effect = KeepAsIs("clause/sponsors_min", 1, 6)
    assert read(written(effect)) == effect


@pytest.mark.parametrize(
    ("effect", "thing"),
    [
        (THREE, "clause/sponsors_min"),
        (DefineRole(GARDEN, 0, 6), "role/garden"),
        (TEXT, f"text/{'a2' * 13}"),
    ],
)
async def test_a_rule_a_role_and_a_text_carry_the_day_on_which_the_club_looks_again(
    twelve: list[int], effect: Effect, thing: str
) -> None:
    decision = await carried(Life(twelve), effect)
    assert decision.in_force_at is not None
    at = await due(thing)
    months = 3 if isinstance(effect, AdoptText) else 6
    assert timedelta(days=30 * months - 3) < at - decision.in_force_at < timedelta(days=31 * months)

    assert await chores.look_again_due(at - timedelta(seconds=1)) == 0
    assert [await chores.look_again_due(at) for _ in range(2)] == [1, 0]

    (draft,) = await drafts()
    assert draft.does() == KeepAsIs(thing, 1, 6)
    page = await queries.decision_page(draft.ref, twelve[4], now=at)
    assert (page.state, page.kind, page.proposer) == (State.DRAFT, Class.ORDINARY, None)
    assert page.does is not None
    assert page.does.instead[0].endswith(thing.partition("/")[2])


async def test_several_hands_draft_it_once_and_every_voter_hears_of_it(twelve: list[int]) -> None:
    await carried(Life(twelve), THREE)
    at = await due()
    done = await asyncio.gather(*(chores.look_again_due(at) for _ in range(5)))
    assert sum(done) == 1
    (message,) = await Message.filter(kind="decision-again")
    assert await Letter.filter(message_id=message.id).count() == 12


async def test_what_has_changed_since_is_not_asked_about(twelve: list[int]) -> None:
    await carried(Life(twelve), THREE)
    at = await due()
    await rules.adopt({"sponsors_min": 4}, "another", by=None, now=NOON + 60 * DAY)
    assert await chores.look_again_due(at) == 0
    assert await drafts() == []


async def test_a_text_that_ended_is_not_asked_about(twelve: list[int]) -> None:
    life = Life(twelve)
    await carried(life, TEXT)
    life.now = NOON + 20 * DAY
    await carried(life, EndText(TEXT.document, 1))
    assert await chores.look_again_due(NOON + 900 * DAY) == 0


async def test_members_keep_it_and_the_next_day_is_set(twelve: list[int]) -> None:
    life = Life(twelve)
    await carried(life, THREE)
    at = await due()
    await chores.look_again_due(at)
    (draft,) = await drafts()
    for member_id in twelve[:3]:
        await service.support(draft.ref, member_id, 1, now=at)
    await service.put_on_notice(draft.ref, twelve[0], now=at)
    draft = await Decision.get(id=draft.id)
    assert draft.opens_at is not None
    for member_id in twelve[:10]:
        await service.cast(draft.ref, member_id, Choice.YES, now=draft.opens_at)
    kept = await life.close(draft)

    assert kept.in_force_at is not None
    assert (await DecisionEffect.get(decision_id=kept.id)).became is Carried.DONE
    assert (await charter.in_force(kept.in_force_at)).whole("sponsors_min") == 3
    assert await due() > kept.in_force_at
    assert await Review.all().count() == 2


async def test_a_no_and_silence_leave_it_as_it_is(twelve: list[int]) -> None:
    await carried(Life(twelve), THREE)
    at = await due()
    await chores.look_again_due(at)
    later = at + 900 * DAY
    assert (await charter.in_force(later)).whole("sponsors_min") == 3
    assert await chores.look_again_due(later) == 0


async def test_what_is_no_rule_role_or_text_is_not_looked_at_again(twelve: list[int]) -> None:
    life = Life(twelve)
    await carried(life, SetRule("class.ordinary.notice", 0, 48, 6))
    assert GrantRole("tea", twelve[1], 9).looked_at() is None
    assert not await Review.exists()


def test_the_clock_walks_by() -> None:
    assert chores.look_again_due in [chore.do for chore in CHORES]
