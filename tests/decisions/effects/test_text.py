"""A text of the club: agreed, changed and ended by decision, in versions."""

import asyncio
import json
from datetime import timedelta

import pytest

from club.charter import queries as charter
from club.charter import service as texts
from club.charter.models import ClubText
from club.charter.service import NewText
from club.decisions import queries, service
from club.decisions.models import Decision, DecisionEffect
from club.decisions.rules.effects import AdoptText, Effect, EndText, read, written
from club.decisions.rules.states import Carried, Choice, Class
from club.journal.models import JournalEntry
from club.kit.errors import Invalid, Refusal
from tests.decisions.life import NOON, Life

DAY = timedelta(days=1)
REF = "a2" * 13
SAFE = AdoptText(REF, 0, "How we stay safe", "We look out for one another.", 6)


async def carried(life: Life, effect: Effect, *, later: timedelta = timedelta(0)) -> Decision:
    life.now = NOON + later
    decision, now = await life.voting(effect)
    for member_id in life.members[:8]:
        await service.cast(decision.ref, member_id, Choice.YES, now=now)
    return await life.close(decision)


async def put(words: str, version: int = 0) -> int:
    text = NewText(REF, version, "How we stay safe", words, "0" * 64)
    return await texts.adopt_text(text, "the-founding", now=NOON, effective_at=NOON)


@pytest.mark.parametrize("effect", [SAFE, EndText(REF, 3)])
def test_it_comes_back_from_storage_as_it_went_in(effect: Effect) -> None:
    assert read(json.loads(json.dumps(written(effect)))) == effect
    assert effect.decided_as is Class.ORDINARY


async def test_a_text_is_agreed_changed_and_ended_and_all_of_it_can_be_read(
    twelve: list[int],
) -> None:
    life = Life(twelve)
    first = await carried(life, SAFE)
    assert first.in_force_at is not None
    assert await charter.texts(first.in_force_at - DAY) == []
    (text,) = await charter.texts(first.in_force_at)
    assert (text.words, text.version, text.decision_ref) == (SAFE.words, 1, first.ref)

    changed = AdoptText(REF, 1, "How we stay safe", "We look out, and we call for help.", 6)
    second = await carried(life, changed, later=20 * DAY)
    third = await carried(life, EndText(REF, 2), later=40 * DAY)

    assert third.in_force_at is not None
    assert await charter.texts(third.in_force_at) == []
    steps = await charter.text_steps(REF)
    assert [(step.version, step.over) for step in steps] == [(3, True), (2, False), (1, False)]
    assert [step.decision_ref for step in steps] == [third.ref, second.ref, first.ref]
    assert {row.became for row in await DecisionEffect.all()} == {Carried.DONE}


async def test_a_change_that_another_decision_overtook_fails_and_says_why(
    twelve: list[int],
) -> None:
    await put("We take care.")
    life = Life(twelve)
    decision, now = await life.voting(AdoptText(REF, 1, "Safe", "Other words.", 6))
    await put("We take great care.", 1)
    for member_id in twelve[:8]:
        await service.cast(decision.ref, member_id, Choice.YES, now=now)
    await life.close(decision)

    effected = (await queries.decision_page(decision.ref, twelve[0], now=NOON)).effected
    assert effected is not None
    assert effected.became is Carried.FAILED
    assert "Another decision changed this text first." in effected.reason
    assert await ClubText.all().count() == 2


@pytest.mark.parametrize(
    ("effect", "field"),
    [
        (AdoptText(REF, 0, "", "Words.", 6), "title"),
        (AdoptText(REF, 0, "x" * 101, "Words.", 6), "title"),
        (AdoptText(REF, 0, "Safe", "", 6), "words"),
        (AdoptText(REF, 0, "Safe", "y" * 20_001, 6), "words"),
        (AdoptText(REF, 1, "Safe", "We take care.", 6), "words"),
        (AdoptText(REF, 1, "Safe", "Others.", 25), "review"),
        (AdoptText(REF, 0, "Safe", "Others.", 6), ""),
        (AdoptText(REF, 2, "Safe", "Others.", 6), ""),
        (EndText(REF, 2), ""),
        (EndText("b3" * 13, 1), ""),
    ],
)
async def test_what_cannot_be_agreed_on_is_refused_at_its_field(
    twelve: list[int], effect: Effect, field: str
) -> None:
    await put("We take care.")
    with pytest.raises(Invalid) as refused:
        await Life(twelve).idea(effect)
    assert refused.value.field == field


async def test_what_has_ended_is_not_changed_any_more(twelve: list[int]) -> None:
    await put("We take care.")
    over = NewText(REF, 1, "Safe", "", "", over=True)
    await texts.adopt_text(over, "d", now=NOON, effective_at=NOON)
    with pytest.raises(Invalid, match="Another decision changed this text first"):
        await Life(twelve).idea(AdoptText(REF, 2, "Safe", "Others.", 6))


async def test_two_hands_make_one_version(twelve: list[int]) -> None:
    assert twelve

    async def hand(words: str) -> bool:
        try:
            await put(words)
        except Refusal:
            return False
        return True

    assert sum(await asyncio.gather(*(hand(f"Words {n}.") for n in range(5)))) == 1
    assert await ClubText.all().count() == 1


async def test_the_record_keeps_the_fingerprint_and_no_word_of_a_text(twelve: list[int]) -> None:
    await carried(Life(twelve), SAFE)
    (entry,) = await JournalEntry.filter(kind="text")
    assert len(json.loads(entry.body)["sha256"]) == 64
    assert not await JournalEntry.filter(body__contains="look out").exists()
