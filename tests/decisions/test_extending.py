"""A vote goes on, once, where the program did not run for too much of its time."""

import asyncio
import json
from datetime import datetime, timedelta

import pytest

from club import clockwork
from club.decisions import queries, service
from club.decisions.models import Decision, Result, SecretBallot
from club.decisions.rules.marks import Slip
from club.decisions.rules.states import Choice, Class, Outcome, State
from club.journal.models import JournalEntry
from club.journeys import chores
from club.kit import clock
from club.kit.errors import TooLate
from club.kit.heartbeat import Heartbeat, beat
from club.kit.tokens import new_ref
from club.members.models import Member
from club.notices.models import Letter, Message
from club.settings import Settings
from tests.conftest import SignedIn
from tests.decisions.life import MINUTE, Life

YES, NO = Choice.YES, Choice.NO
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def ran(start: datetime, end: datetime) -> None:
    """Let the clock beat from one moment to another."""
    now = start
    while now < end:
        await beat(now)
        now += 5 * MINUTE
    await beat(end)


async def down(hours: float, before: datetime) -> None:
    """Let the program not run for some hours, one hour before a moment, and then run up to it."""
    back = before - HOUR
    await beat(back - hours * HOUR)
    await ran(back, before)


async def heard(life: Life, *choices: Choice) -> tuple[Decision, datetime]:
    """Let the first members of the roll vote like this; return when it is to end."""
    decision, now = await life.voting()
    for member_id, choice in zip(life.members, choices, strict=False):
        await service.cast(decision.ref, member_id, choice, now=now)
    assert decision.closes_at is not None
    return decision, decision.closes_at


async def open_for(decision: Decision) -> timedelta:
    row = await Decision.get(id=decision.id)
    assert row.opens_at is not None
    assert row.closes_at is not None
    return row.closes_at - row.opens_at


async def test_a_vote_goes_on_for_as_long_as_the_program_did_not_run(twelve: list[int]) -> None:
    decision, end = await heard(Life(twelve), YES, YES, YES, YES)
    assert await open_for(decision) == 5 * DAY
    await down(7, end)

    assert await chores.close_due(end) == 0

    longer = await Decision.get(id=decision.id)
    assert (longer.closes_at, longer.extended, longer.closed_at) == (end + 7 * HOUR, True, None)
    page = await queries.decision_page(decision.ref, twelve[0], now=end)
    assert (page.state, page.down_hours) == (State.OPEN, 7)
    await service.cast(decision.ref, twelve[5], NO, now=end + 6 * HOUR)
    assert await chores.close_due(end + 7 * HOUR) == 1
    assert (await Result.get()).no == 1


@pytest.mark.parametrize(("hours", "later"), [(5.9, False), (6, False), (6.1, True)])
async def test_a_twentieth_of_its_time_is_borne(
    twelve: list[int], hours: float, *, later: bool
) -> None:
    decision, end = await heard(Life(twelve), YES, YES, YES, YES)
    await down(hours, end)

    assert await chores.close_due(end) == (not later)

    assert (await Decision.get(id=decision.id)).extended is later


async def test_short_outages_add_up(twelve: list[int]) -> None:
    decision, end = await heard(Life(twelve), YES, YES, YES, YES)
    for n in (2, 1, 0):
        back = end - n * 4 * HOUR - HOUR
        await ran(back - 4 * HOUR, back - 3 * HOUR)
        await ran(back, back + HOUR)

    await chores.close_due(end)

    assert (await Decision.get(id=decision.id)).closes_at == end + 9 * HOUR


async def test_it_goes_on_once_however_often_the_program_stops(twelve: list[int]) -> None:
    decision, end = await heard(Life(twelve), YES, YES, YES, YES)
    await down(7, end)
    await chores.close_due(end)
    await beat(end + 7 * HOUR)

    assert await chores.close_due(end + 7 * HOUR) == 1

    assert (await Result.get(decision_id=decision.id)).outcome is Outcome.CARRIED


async def test_what_had_its_one_chance_is_not_put_off_as_well(twelve: list[int]) -> None:
    life = Life(twelve)
    decision, end = await heard(life, YES, YES)
    await ran(end - HOUR, end)
    longer = await life.count(decision)
    assert (longer.closes_at, longer.down_minutes) == (end + 2 * DAY, None)
    await down(20, end + 2 * DAY)

    assert await chores.close_due(end + 2 * DAY) == 1


async def test_where_both_are_due_the_longer_one_holds(twelve: list[int]) -> None:
    decision, end = await heard(Life(twelve), YES, YES)
    await down(7, end)
    await chores.close_due(end)

    row = await Decision.get(id=decision.id)
    assert (row.closes_at, row.down_minutes) == (end + 2 * DAY, 7 * 60)


async def test_where_everybody_has_voted_nobody_needs_more_time(six: list[int]) -> None:
    decision, now = await Life(six).voting()
    await beat(now)
    for member_id in six:
        await service.cast(decision.ref, member_id, YES, now=now)

    assert await chores.close_due(now + 2 * DAY) == 1

    assert not (await Decision.get(id=decision.id)).extended


async def test_a_program_that_was_down_at_the_close_gives_the_time_from_when_it_runs(
    twelve: list[int],
) -> None:
    decision, end = await heard(Life(twelve), YES, YES, YES, YES)
    await ran(end - 9 * HOUR, end - 8 * HOUR)
    back = end + 10 * HOUR
    with pytest.raises(TooLate):
        await service.cast(decision.ref, twelve[5], NO, now=back)
    await beat(back)

    assert await chores.close_due(back) == 0

    assert (await Decision.get(id=decision.id)).closes_at == back + 8 * HOUR
    await service.cast(decision.ref, twelve[5], NO, now=back + HOUR)


async def test_it_is_seen_before_the_first_new_beat(twelve: list[int]) -> None:
    """Another process may close votes a moment before the one that beats."""
    decision, end = await heard(Life(twelve), YES, YES, YES, YES)
    await ran(end - 9 * HOUR, end - 8 * HOUR)

    await chores.close_due(end)

    assert (await Decision.get(id=decision.id)).closes_at == end + 8 * HOUR


async def test_a_secret_vote_is_put_off_before_a_ballot_is_read_or_destroyed(
    twelve: list[int],
) -> None:
    life = Life(twelve)
    draft = await life.ready()
    await Decision.filter(id=draft.id).update(kind=Class.RECALL)
    await service.put_on_notice(draft.ref, twelve[0], now=life.now)
    decision = await Decision.get(id=draft.id)
    assert decision.secret
    assert decision.opens_at is not None
    assert decision.closes_at is not None
    end = decision.closes_at
    for member_id in twelve[:3]:  # fewer than may be read
        slip = Slip(new_ref(), new_ref())
        await service.cast_secret(
            decision.ref, member_id, YES, slip, now=decision.opens_at + MINUTE
        )
    await down(7, end)

    assert await chores.close_due(end) == 0

    assert (await Decision.get(id=decision.id)).closes_at == end + 7 * HOUR
    assert await SecretBallot.filter(decision_id=decision.id).count() == 3
    assert await chores.close_due(end + 7 * HOUR) == 1
    assert (await Result.get(decision_id=decision.id)).outcome is Outcome.NO_QUORUM


async def test_five_clocks_put_it_off_once_and_tell_those_who_have_not_voted(
    twelve: list[int],
) -> None:
    decision, end = await heard(Life(twelve), YES, YES, YES, YES)
    await down(7, end)

    assert await asyncio.gather(*(chores.close_due(end) for _ in range(5))) == [0] * 5

    entry = json.loads((await JournalEntry.get(kind="extended")).body)
    assert entry["down"] == 7 * 60
    message = await Message.get(kind="decision-put-off")
    told = {letter.member_id for letter in await Letter.filter(message_id=message.id)}
    assert told == set(twelve[4:])
    assert decision.question not in message.title + message.body


async def test_its_page_says_why_the_vote_is_longer(
    twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, end = await heard(Life(twelve), YES, YES, YES, YES)
    await down(7, end)
    await chores.close_due(end)
    monkeypatch.setattr(clock, "now", lambda: end)
    cy = await signed_in(await Member.get(id=twelve[7]))

    page = (await cy.get(decision.path)).text

    assert "During the vote the app did not work for about 7 hours." in page
    assert "two days longer" not in page


async def test_the_clock_of_a_server_beats_and_one_moved_by_hand_does_not(
    settings: Settings, db: None
) -> None:
    _ = db
    now = clock.now()
    await clockwork.run_due({}, now)
    assert not await Heartbeat.exists()

    async with clockwork._with_a_way_out(settings) as chores:
        await clockwork.run_due({}, now, chores)

    assert (await Heartbeat.get()).at == now
