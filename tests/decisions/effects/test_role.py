"""A role of the club: defined, changed and given out no longer, by decision."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from club.decisions import queries, service
from club.decisions.models import Decision, DecisionEffect
from club.decisions.rules.effects import DefineRole, Effect, GrantRole, RetireRole, read, written
from club.decisions.rules.states import Carried, Choice, Class
from club.journal.models import JournalEntry
from club.kit.errors import Invalid, NotFound, Refusal
from club.roles import queries as roles
from club.roles import service as granting
from club.roles.models import Role
from club.roles.rules import ROLES, Right, RoleKind
from tests.decisions.life import NOON, Life

DAY = timedelta(days=1)
GARDEN = RoleKind(
    "garden", "Garden", "Waters the plants.", "Decides nothing alone.",
    frozenset({Right.SCHEDULE_EVENT}), seats=2, term_days=90, max_terms=4,
)  # fmt: skip
TEA = replace(ROLES["tea"], rights=frozenset({Right.INVITE}), max_terms=3)


async def carried(life: Life, effect: Effect) -> Decision:
    decision, now = await life.voting(effect)
    for member_id in life.members[:10]:
        await service.cast(decision.ref, member_id, Choice.YES, now=now)
    return await life.close(decision)


@pytest.mark.parametrize("effect", [DefineRole(GARDEN, 0, 6), RetireRole("tea", 1)])
def test_it_comes_back_from_storage_as_it_went_in(effect: Effect) -> None:
    assert read(json.loads(json.dumps(written(effect)))) == effect
    assert effect.decided_as is Class.CONSTITUTIONAL


def test_a_power_the_program_no_longer_knows_gives_nothing() -> None:
    stored = written(DefineRole(GARDEN, 0, 6)) | {"rights": ["rule.the_world", "event.schedule"]}
    again = read(stored)
    assert isinstance(again, DefineRole)
    assert again.role.rights == {Right.SCHEDULE_EVENT}


async def test_a_new_role_can_be_given_once_it_is_in_force(twelve: list[int]) -> None:
    decision = await carried(Life(twelve), DefineRole(GARDEN, 0, 6))
    at = decision.in_force_at
    assert at is not None
    assert await roles.kind("garden", now=at - DAY) is None
    assert await roles.kind("garden", now=at) == GARDEN
    about = {"decision_ref": "d", "by": None}
    with pytest.raises(NotFound):
        await granting.grant(
            "garden", twelve[1], starts_at=NOON, ends_at=NOON + DAY, now=NOON, **about
        )
    await granting.grant("garden", twelve[1], starts_at=at, ends_at=at + DAY, now=NOON, **about)
    assert await roles.holds(twelve[1], Right.SCHEDULE_EVENT, now=at) is not None


async def test_whoever_holds_a_role_keeps_it_as_it_was_given(twelve: list[int]) -> None:
    about = {"decision_ref": "d", "by": None, "now": NOON}
    await granting.grant("tea", twelve[1], starts_at=NOON, ends_at=NOON + 90 * DAY, **about)
    decision = await carried(Life(twelve), DefineRole(TEA, 1, 6))
    at = decision.in_force_at
    assert at is not None
    await granting.grant("tea", twelve[2], starts_at=at, ends_at=at + 60 * DAY, **about)

    assert await roles.holds(twelve[1], Right.INVITE, now=at) is None
    assert await roles.holds(twelve[2], Right.INVITE, now=at) is not None
    assert [k.rights for k in await roles.kinds(now=at - DAY) if k.key == "tea"] == [frozenset()]
    assert [k.rights for k in await roles.kinds(now=at) if k.key == "tea"] == [TEA.rights]


async def test_a_role_is_given_out_no_longer_and_its_holder_stays(twelve: list[int]) -> None:
    about = {"decision_ref": "d", "by": None, "now": NOON}
    await granting.grant("tea", twelve[1], starts_at=NOON, ends_at=NOON + 90 * DAY, **about)
    decision = await carried(Life(twelve), RetireRole("tea", 1))
    at = decision.in_force_at
    assert at is not None
    assert await roles.kind("tea", now=at - DAY) is not None
    assert await roles.kind("tea", now=at) is None
    with pytest.raises(NotFound):
        await granting.grant("tea", twelve[2], starts_at=at, ends_at=at + DAY, **about)
    assert [each.role for each in await roles.mandates(now=at)] == ["tea"]
    with pytest.raises(Invalid):
        await Life(twelve).idea(GrantRole("king", twelve[1], 9))


@pytest.mark.parametrize("effect", [DefineRole(TEA, 1, 6), RetireRole("tea", 1)])
async def test_what_another_decision_overtook_fails_and_says_why(
    twelve: list[int], effect: Effect
) -> None:
    life = Life(twelve)
    decision, now = await life.voting(effect)
    await granting.establish("another", by=None, now=NOON, kinds=[ROLES["tea"]])
    for member_id in twelve[:10]:
        await service.cast(decision.ref, member_id, Choice.YES, now=now)
    await life.close(decision)

    effected = (await queries.decision_page(decision.ref, twelve[0], now=NOON)).effected
    assert effected is not None
    assert effected.became is Carried.FAILED
    assert effected.reason.startswith("Another decision changed this role first.")
    assert (await DecisionEffect.get()).became is Carried.FAILED
    assert await Role.filter(key="tea").count() == 2


@pytest.mark.parametrize(
    ("effect", "field"),
    [
        (DefineRole(replace(GARDEN, name=""), 0, 6), "name"),
        (DefineRole(replace(GARDEN, key="The King"), 0, 6), "name"),
        (DefineRole(replace(GARDEN, about=""), 0, 6), "about"),
        (DefineRole(replace(GARDEN, not_about="x" * 401), 0, 6), "not_about"),
        (DefineRole(replace(GARDEN, seats=0), 0, 6), "seats"),
        (DefineRole(replace(GARDEN, seats=51), 0, 6), "seats"),
        (DefineRole(replace(GARDEN, term_days=367), 0, 6), "term_days"),
        (DefineRole(GARDEN, 0, 25), "review"),
        (DefineRole(ROLES["tea"], 1, 6), ""),
        (DefineRole(replace(GARDEN, key="tea"), 0, 6), ""),
        (DefineRole(GARDEN, 1, 6), ""),
        (RetireRole("king", 1), ""),
        (RetireRole("tea", 2), ""),
    ],
)
async def test_what_cannot_be_is_refused_at_its_field(
    twelve: list[int], effect: Effect, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await Life(twelve).idea(effect)
    assert refused.value.field == field


async def test_two_hands_make_one_version(twelve: list[int]) -> None:
    assert twelve

    async def hand(n: int) -> bool:
        try:
            await granting.define(replace(GARDEN, seats=n), 0, "d", now=NOON, at=NOON)
        except Refusal:
            return False
        return True

    assert sum(await asyncio.gather(*(hand(n) for n in range(1, 6)))) == 1
    assert await Role.filter(key="garden").count() == 1


async def test_the_record_names_the_role_and_its_powers_and_no_word_about_it(
    twelve: list[int],
) -> None:
    await carried(Life(twelve), DefineRole(GARDEN, 0, 6))
    (entry,) = await JournalEntry.filter(kind="effect")
    told = json.loads(entry.body)
    assert (told["role"], told["rights"], told["seats"]) == ("garden", ["event.schedule"], 2)
    assert not await JournalEntry.filter(body__contains="plants").exists()
