"""A decision closes: counted once, carried out once, recorded, told."""

import asyncio
import json
from datetime import timedelta

import pytest

from club.decisions import chores as decision_chores
from club.decisions import queries, service
from club.decisions.models import Decision, DecisionEffect, OpenBallot, Result, RollEntry
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.states import Carried, Choice, Class, Outcome, State
from club.journal.models import JournalEntry
from club.journeys import chores
from club.journeys.service import closing
from club.members import service as members
from club.notices.models import Letter, Message
from club.roles.models import Mandate
from tests.decisions.life import NOON, Life

YES, NO, NEITHER = Choice.YES, Choice.NO, Choice.NO_OPINION


async def _heard(life: Life, *choices: Choice, effect: GrantRole | None = None) -> Decision:
    """Let the first members of the roll vote like this, in the open."""
    decision, now = await life.voting(effect)
    for member_id, choice in zip(life.members, choices, strict=False):
        await service.cast(decision.ref, member_id, choice, now=now)
    return decision


async def test_a_carried_decision_says_so_with_its_numbers(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await life.close(await _heard(life, YES, YES, YES, NO, NEITHER))

    assert decision.closed_at == decision.closes_at
    page = await queries.decision_page(decision.ref, twelve[0], now=NOON)
    assert page.state is State.CLOSED
    assert page.figures is not None
    figures = page.figures
    assert (figures.outcome, figures.yes, figures.no) == (Outcome.CARRIED, 3, 1)
    assert (figures.base, figures.roll, figures.yes_needed) == (12, 12, 3)


async def test_it_comes_into_force_after_the_cooling_time(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await life.close(await _heard(life, YES, YES, YES))

    assert decision.closed_at is not None
    assert decision.in_force_at == decision.closed_at + timedelta(hours=24)


async def test_a_tie_is_not_carried(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await life.close(await _heard(life, YES, YES, YES, NO, NO, NO))

    assert (await Result.get(decision_id=decision.id)).outcome is Outcome.NOT_CARRIED
    assert decision.in_force_at is None
    assert not await DecisionEffect.exists()


async def test_an_empty_room_decides_nothing(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await life.close(await _heard(life))

    assert (await Result.get(decision_id=decision.id)).outcome is Outcome.NO_QUORUM


async def test_where_yes_leads_but_too_few_said_it_the_clock_gives_two_days_once(
    twelve: list[int],
) -> None:
    life = Life(twelve)
    decision = await _heard(life, YES, YES)
    first_end = decision.closes_at
    assert first_end is not None

    longer = await life.close(decision)
    assert longer.closed_at is None
    assert longer.extended
    assert longer.closes_at == first_end + timedelta(days=2)
    await service.cast(decision.ref, twelve[5], NEITHER, now=first_end + timedelta(hours=1))
    over = await life.close(decision)

    assert over.closed_at == longer.closes_at
    assert (await Result.get(decision_id=decision.id)).outcome is Outcome.NO_QUORUM


async def test_enough_people_in_the_extension_carry_it(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await _heard(life, YES, YES)
    longer = await life.close(decision)
    assert decision.closes_at is not None

    await service.cast(decision.ref, twelve[5], YES, now=decision.closes_at + timedelta(days=1))
    await life.close(longer)

    assert (await Result.get(decision_id=decision.id)).outcome is Outcome.CARRIED


async def test_nothing_closes_before_its_time(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()

    assert await chores.close_due(now) == 0
    assert await closing.close(decision.id, now=now) is None
    assert (await Decision.get(id=decision.id)).closed_at is None


async def test_when_everybody_has_voted_nobody_waits(six: list[int]) -> None:
    life = Life(six)
    decision = await _heard(life, *[YES] * 5)
    assert decision.opens_at is not None
    now = decision.opens_at + timedelta(hours=2)
    assert await chores.close_due(now) == 0

    await service.step_aside(decision.ref, six[5], now=now)

    assert await chores.close_due(now) == 1
    assert (await Result.get(decision_id=decision.id)).outcome is Outcome.CARRIED


async def test_the_dormant_count_only_when_they_vote(twelve: list[int], silent: list[int]) -> None:
    life = Life(twelve)
    decision, now = await life.voting()
    for member_id in (*twelve[:3], silent[0]):
        await service.cast(decision.ref, member_id, YES, now=now)
    await life.close(decision)

    result = await Result.get(decision_id=decision.id)
    assert (result.roll, result.base) == (12, 10)


async def test_five_closers_close_once(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await _heard(life, YES, YES, YES)
    now = decision.closes_at
    assert now is not None

    outcomes = await asyncio.gather(*(closing.close(decision.id, now=now) for _ in range(5)))

    assert sorted(outcome for outcome in outcomes if outcome) == [Outcome.CARRIED]
    assert await Result.filter(decision_id=decision.id).count() == 1
    (message,) = await Message.filter(kind="decision-closed")
    assert await Letter.filter(message_id=message.id).count() == 12


async def test_nothing_follows_before_it_comes_into_force(six: list[int]) -> None:
    life = Life(six)
    decision = await _heard(life, *[YES] * 4, effect=GrantRole("treasurer", six[2], 90))
    closed = await life.count(decision)
    at = closed.in_force_at
    assert at is not None

    assert await chores.carry_out_due(at - timedelta(seconds=1)) == 0
    assert not await Mandate.exists()
    page = await queries.decision_page(decision.ref, six[0], now=at)
    assert page.afterwards is not None
    assert (page.afterwards.begins, page.effected) == (at, None)
    assert [await chores.carry_out_due(at) for _ in range(2)] == [1, 0]
    assert (await Mandate.get(member_id=six[2])).starts_at == at


async def test_five_hands_carry_it_out_once(six: list[int]) -> None:
    life = Life(six)
    decision = await _heard(life, *[YES] * 4, effect=GrantRole("treasurer", six[2], 90))
    at = (await life.count(decision)).in_force_at
    assert at is not None

    done = await asyncio.gather(*(chores.carry_out_due(at) for _ in range(5)))

    assert sum(done) == 1
    assert await Mandate.all().count() == 1
    assert await DecisionEffect.filter(decision_id=decision.id).count() == 1
    assert await JournalEntry.filter(kind="effect").count() == 1


async def test_a_clock_that_is_days_late_gives_the_same_role(six: list[int]) -> None:
    life = Life(six)
    decision = await _heard(life, *[YES] * 4, effect=GrantRole("treasurer", six[2], 90))
    at = (await life.count(decision)).in_force_at
    assert at is not None

    assert await chores.carry_out_due(at + timedelta(days=3)) == 1

    mandate = await Mandate.get(member_id=six[2])
    assert (mandate.starts_at, mandate.ends_at) == (at, at + timedelta(days=90))


async def test_i10_closing_twice_gives_the_role_once(six: list[int]) -> None:
    life = Life(six)
    decision = await _heard(life, *[YES] * 4, effect=GrantRole("treasurer", six[2], 90))
    closed = await life.close(decision)

    await life.close(decision)

    (mandate,) = await Mandate.filter(member_id=six[2])
    assert closed.in_force_at is not None
    assert mandate.starts_at == closed.in_force_at
    assert mandate.ends_at == closed.in_force_at + timedelta(days=90)
    (effect,) = await DecisionEffect.filter(decision_id=decision.id)
    assert effect.became is Carried.DONE


async def test_i1_a_role_comes_from_a_carried_decision_and_ends_by_itself(six: list[int]) -> None:
    life = Life(six)
    lost = await _heard(life, NO, NO, NO, YES, effect=GrantRole("chair", six[1], 90))
    won = await _heard(life, *[YES] * 4, effect=GrantRole("treasurer", six[2], 366))
    for decision in (lost, won):
        await life.close(decision)

    (mandate,) = await Mandate.all()
    result = await Result.get(decision_id=won.id)
    assert mandate.decision_ref == won.ref
    assert result.outcome is Outcome.CARRIED
    assert mandate.ends_at - mandate.starts_at <= timedelta(days=366)


async def test_what_can_no_longer_be_done_says_so_and_why(six: list[int]) -> None:
    life = Life(six)
    decision = await _heard(life, *[YES] * 5, effect=GrantRole("treasurer", six[5], 90))
    assert decision.opens_at is not None
    await members.leave(six[5], now=decision.opens_at + timedelta(hours=1))
    await service.strike(six[5], now=decision.opens_at + timedelta(hours=1))

    await life.close(decision)

    page = await queries.decision_page(decision.ref, six[0], now=NOON)
    assert page.effected is not None
    assert page.effected.became is Carried.FAILED
    assert page.effected.reason
    assert not await Mandate.exists()


async def test_a_seat_that_is_taken_meanwhile_leaves_the_vote_standing(six: list[int]) -> None:
    life = Life(six)
    both = [await _heard(life, *[YES] * 5, effect=GrantRole("chair", six[n], 90)) for n in (1, 2)]
    for decision in both:
        await life.close(decision)

    became = [(await DecisionEffect.get(decision_id=each.id)) for each in both]
    outcomes = [(await Result.get(decision_id=each.id)).outcome for each in both]
    assert [row.became for row in became] == [Carried.DONE, Carried.FAILED]
    assert became[1].reason == "All places in this role are taken for that time."
    assert outcomes == [Outcome.CARRIED, Outcome.CARRIED]
    (mandate,) = await Mandate.all()
    assert mandate.decision_ref == both[0].ref


async def test_i4_as_many_took_part_as_there_are_ballots(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await life.close(await _heard(life, YES, NO, YES, NEITHER, YES))

    voted = await RollEntry.filter(decision_id=decision.id, voted=True).count()
    ballots = await OpenBallot.filter(decision_id=decision.id).count()
    result = await Result.get(decision_id=decision.id)
    assert voted == ballots == result.ballots == 5


async def test_the_record_tells_the_whole_life_in_ids_and_numbers(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await _heard(life, YES, YES, YES, NO)
    assert decision.opens_at is not None
    assert await decision_chores.announce_due(decision.opens_at) == 1
    await life.close(decision)

    entries = await JournalEntry.filter(thing=f"decision/{decision.ref}").order_by("seq")
    assert [entry.kind for entry in entries] == ["noticed", "opened", "tally", "closed", "effect"]
    tally = json.loads(entries[2].body)
    assert (tally["yes"], tally["no"], tally["base"]) == (3, 1, 12)
    assert not any("kettle" in entry.body for entry in entries)


async def test_a_vote_is_announced_once_to_those_on_the_roll(
    twelve: list[int], newcomer: int
) -> None:
    decision, now = await Life(twelve).voting()

    announced = await asyncio.gather(*(decision_chores.announce_due(now) for _ in range(3)))

    assert sum(announced) == 1
    (message,) = await Message.filter(kind="decision-opened")
    told = {letter.member_id for letter in await Letter.filter(message_id=message.id)}
    assert told == set(twelve)
    assert newcomer not in told
    assert decision.question not in message.title + message.body


async def test_only_those_who_have_not_voted_are_reminded_once(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await _heard(life, YES, YES)
    assert decision.closes_at is not None
    last_day = decision.closes_at - timedelta(hours=23)
    assert await decision_chores.remind_due(last_day - timedelta(hours=2)) == 0

    reminded = [await decision_chores.remind_due(last_day) for _ in range(2)]

    assert reminded == [1, 0]
    (message,) = await Message.filter(kind="decision-last-day")
    told = {letter.member_id for letter in await Letter.filter(message_id=message.id)}
    assert told == set(twelve[2:])


async def test_i15_nothing_that_is_sent_names_a_person_or_the_question(six: list[int]) -> None:
    life = Life(six)
    decision = await _heard(life, YES, YES, effect=GrantRole("treasurer", six[2], 90))
    assert decision.closes_at is not None
    assert decision.opens_at is not None
    await decision_chores.announce_due(decision.opens_at)
    await decision_chores.remind_due(decision.closes_at - timedelta(hours=2))
    await life.close(decision)
    await life.close(decision)

    sent = await Message.all()
    kinds = {"decision-asked", "decision-noticed", "decision-opened", "decision-last-day"}
    assert {message.kind for message in sent} >= kinds
    for message in sent:
        words = message.title + message.body + message.tag
        assert "Member" not in words
        assert "kettle" not in words
        assert "treasurer" not in words.lower()


async def test_the_founding_is_decision_number_one(twelve: list[int]) -> None:
    founders = twelve[:3]

    founding = await service.record_founding(
        "We found the club", "In these words.", founders, "Europe/Dublin", now=NOON
    )

    page = await queries.decision_page(founding.ref, twelve[7], now=NOON)
    assert (page.number, page.kind, page.state) == (1, Class.FOUNDING, State.CLOSED)
    assert page.figures is not None
    assert (page.figures.outcome, page.figures.yes) == (Outcome.CARRIED, 3)
    assert (await Life(twelve).noticed()).number == 2
    assert await JournalEntry.filter(kind="founding").count() == 1


@pytest.mark.parametrize("yes", [3, 4, 5])
async def test_i2_no_vote_no_role(six: list[int], yes: int) -> None:
    """Until the very close nobody holds what is being voted on."""
    life = Life(six)
    await _heard(life, *[YES] * yes, effect=GrantRole("chair", six[1], 90))

    assert not await Mandate.exists()
