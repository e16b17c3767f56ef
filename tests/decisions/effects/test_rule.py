"""The charter as data: a rule is changed by a decision of the members, and by nothing else."""

import json
from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from club.charter import queries as charter
from club.charter import service as rules
from club.charter.models import CharterValue
from club.charter.rules import Value
from club.decisions import queries, service
from club.decisions.models import Decision, DecisionEffect
from club.decisions.rules.effects import SetRule, read, written
from club.decisions.rules.states import Carried, Choice, Class
from club.journal.models import JournalEntry
from club.kit.errors import Invalid
from tests.decisions.life import NOON, Life

YES = Choice.YES
DAY, NONE = timedelta(days=1), timedelta(0)


def change(key: str = "sponsors_min", value: Value = 3, *, version: int = 0) -> SetRule:
    return SetRule(key, version, value, 6)


async def decided(
    life: Life, effect: SetRule, *, yes: int = 10, later: timedelta | None = None
) -> Decision:
    """Let the members say yes to a change, and close it."""
    life.now = NOON + (later or timedelta(0))
    decision, now = await life.voting(effect)
    for member_id in life.members[:yes]:
        await service.cast(decision.ref, member_id, YES, now=now)
    return await life.close(decision)


async def fate(decision: Decision) -> DecisionEffect:
    return await DecisionEffect.get(decision_id=decision.id)


async def at(moment: datetime | None) -> int:
    assert moment is not None
    return (await charter.in_force(moment)).whole("sponsors_min")


@pytest.mark.parametrize(
    "effect",
    [
        change(),
        change("second_call_factor", Fraction(3, 4)),
        change("votes.proxies", value=True),
        change("club.name", "The Harbour", version=4),
    ],
)
def test_a_change_comes_back_from_storage_as_it_went_in(effect: SetRule) -> None:
    assert read(json.loads(json.dumps(written(effect)))) == effect


async def test_the_members_change_a_rule_and_it_counts_after_the_cooling_time(
    twelve: list[int],
) -> None:
    decision = await decided(Life(twelve), change())

    assert decision.kind is Class.CONSTITUTIONAL
    assert decision.closed_at is not None
    assert decision.in_force_at == decision.closed_at + 7 * DAY
    assert (await fate(decision)).became is Carried.DONE
    assert await at(decision.in_force_at - timedelta(seconds=1)) == 2
    assert await at(decision.in_force_at) == 3
    agreed = (await charter.agreed(decision.in_force_at))["sponsors_min"]
    assert (agreed.decision_ref, agreed.version) == (decision.ref, 1)


async def test_a_change_of_the_rules_takes_two_in_three_and_two_weeks_of_talk(
    twelve: list[int],
) -> None:
    decision = await Life(twelve).noticed(change())

    assert decision.frozen().threshold.share == Fraction(2, 3)
    assert decision.opens_at is not None
    assert decision.opens_at - NOON >= 14 * DAY
    assert not decision.secret


async def test_a_change_that_another_decision_overtook_fails_and_says_why(
    twelve: list[int],
) -> None:
    life = Life(twelve)
    slow = await life.noticed(change(value=5))
    await rules.adopt({"sponsors_min": 4}, "another", by=None, now=NOON)
    assert slow.opens_at is not None
    for member_id in twelve[:10]:
        await service.cast(slow.ref, member_id, YES, now=slow.opens_at)
    closed = await life.close(slow)

    page = await queries.decision_page(slow.ref, twelve[0], now=NOON)
    assert page.effected is not None
    assert page.effected.became is Carried.FAILED
    assert page.effected.reason == (
        "Another decision changed this rule first. Please look at it again."
    )
    assert await at(closed.in_force_at) == 4


async def test_what_was_overtaken_while_it_was_a_draft_is_not_put_to_the_club(
    twelve: list[int],
) -> None:
    draft = await Life(twelve).ready(change(value=5))
    await rules.adopt({"sponsors_min": 3}, "another", by=None, now=NOON)

    with pytest.raises(Invalid, match="Another decision changed this rule first"):
        await service.put_on_notice(draft.ref, twelve[0], now=NOON)


@pytest.mark.parametrize(
    ("effect", "field", "says"),
    [
        (change(value=0), "value", "It can be from 1 person to 10 people."),
        (change(value=2), "value", "It says so already."),
        (change("no.such"), None, "no such rule"),
        (change("class.ordinary.notice", 1), "value", "Protected: Everybody needs time"),
        (change("votes.per_member", 2), "value", "This cannot be changed."),
        (change("votes.secret_for_people", value=False), "value", "This cannot be changed."),
        (SetRule("sponsors_min", 0, 3, 0), "review", "1 to 24 months"),
        (SetRule("sponsors_min", 0, 3, 25), "review", "1 to 24 months"),
        (change(version=2), None, "Another decision changed this rule first"),
    ],
)
async def test_a_draft_that_no_decision_may_carry_out_is_refused_at_its_field(
    twelve: list[int], effect: SetRule, field: str | None, says: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await Life(twelve).idea(effect)
    assert refused.value.field == (field or "")
    assert says in refused.value.sentence
    assert not await Decision.exists()


async def test_what_it_takes_to_decide_is_changed_by_as_many_as_it_would_take(
    twelve: list[int],
) -> None:
    """Eleven of twelve are no unanimity: they cannot ask it of those who come later."""
    life = Life(twelve)
    everybody = change("class.ordinary.threshold", Fraction(1))
    decision, now = await life.voting(everybody)
    for member_id in twelve[:11]:
        await service.cast(decision.ref, member_id, YES, now=now)
    await service.cast(decision.ref, twelve[11], Choice.NO, now=now)
    closed = await life.close(decision)

    assert closed.in_force_at is None
    assert not await CharterValue.exists()


async def test_a_protected_rule_gets_weaker_only_at_the_second_yes_28_days_later(
    twelve: list[int],
) -> None:
    life, weaker = Life(twelve), change("class.ordinary.notice", 48)

    first = await decided(life, weaker)
    assert first.frozen().threshold.share == Fraction(3, 4)
    assert (await fate(first)).became is Carried.FIRST
    assert not await CharterValue.exists()
    too_soon = await decided(life, weaker, later=4 * DAY)
    assert (await fate(too_soon)).became is Carried.FIRST

    second = await decided(life, weaker, later=40 * DAY)

    assert (await fate(second)).became is Carried.DONE
    assert second.in_force_at is not None
    now = await charter.in_force(second.in_force_at)
    assert now.whole("class.ordinary.notice") == 48


async def test_a_protected_rule_gets_stronger_with_one_yes(twelve: list[int]) -> None:
    decision = await decided(Life(twelve), change("class.ordinary.notice", 96))
    assert (await fate(decision)).became is Carried.DONE


async def test_a_decision_stays_under_the_rules_it_was_put_to_the_club_under(
    twelve: list[int],
) -> None:
    await rules.adopt({"club.name": "Harbour"}, "the-founding", by=None, now=NOON)
    life = Life(twelve)
    decision = await life.noticed()
    await rules.adopt({"class.ordinary.min_yes": 12}, "later", by=None, now=NOON + DAY)

    assert decision.frozen().charter == 1
    assert (await Decision.get(id=decision.id)).frozen() == decision.frozen()
    assert decision.frozen().threshold.min_yes == 3
    (noticed,) = await JournalEntry.filter(kind="noticed")
    assert json.loads(noticed.body)["charter"] == 1
    life.now = NOON + 2 * DAY
    assert (await life.noticed()).frozen().charter == 2


async def test_the_record_says_which_rule_was_changed_and_keeps_no_words(
    twelve: list[int],
) -> None:
    await decided(Life(twelve), change("club.name", "The Harbour Club"))
    await decided(Life(twelve), change(value=4), later=DAY)

    told = [
        json.loads(row.body) for row in await JournalEntry.filter(kind="effect").order_by("seq")
    ]
    assert [(each["does"], each["key"]) for each in told] == [
        ("set_rule", "club.name"),
        ("set_rule", "sponsors_min"),
    ]
    assert told[1]["value"] == 4
    assert not await JournalEntry.filter(body__contains="Harbour").exists()
    assert await JournalEntry.filter(kind="rule").count() == 2


async def test_closing_twice_changes_a_rule_once(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await decided(life, change())
    await life.close(decision)
    assert await CharterValue.filter(key="sponsors_min").count() == 1
