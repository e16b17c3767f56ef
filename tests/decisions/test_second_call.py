"""What too few answered is asked once more by the clock, and never a third time."""

import asyncio
from datetime import timedelta

import pytest

from club.decisions import queries, service
from club.decisions.models import Decision, Result, RollEntry, Support, TextVersion
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.states import Choice, Origin, Outcome, State
from club.journal.models import JournalEntry
from club.journeys import chores
from club.kit import clock
from club.members import service as members
from club.members.models import Member
from club.notices.models import Letter, Message
from club.roles.models import Mandate
from tests.conftest import SignedIn
from tests.decisions.life import MINUTE, NOON, Life
from tests.people import join

WEEK = timedelta(days=7)


async def failed(life: Life, effect: GrantRole | None = None) -> tuple[Decision, Decision]:
    """Return a decision that nobody answered, and its second call."""
    first = await life.close((await life.voting(effect))[0])
    return first, await Decision.get(predecessor_id=first.id)


async def test_the_second_call_has_the_same_words_and_says_where_it_comes_from(
    twelve: list[int],
) -> None:
    first, again = await failed(Life(twelve))

    texts = await TextVersion.filter(decision_id__in=[first.id, again.id]).order_by("id")
    assert len({text.sha256 for text in texts}) == 1
    assert (again.origin, again.number) == (Origin.SECOND_CALL, 2)
    page = await queries.decision_page(again.ref, twelve[5], now=NOON)
    (link,) = page.relatives
    assert (link.href, link.earlier) == (first.path, True)
    (back,) = (await queries.decision_page(first.ref, twelve[5], now=NOON)).relatives
    assert (back.href, back.earlier, back.origin) == (again.path, False, Origin.SECOND_CALL)


async def test_it_stands_on_notice_for_a_week_at_least(twelve: list[int]) -> None:
    first, again = await failed(Life(twelve))

    assert first.closed_at is not None
    assert again.opens_at is not None
    assert again.noticed_at == first.closed_at
    assert again.opens_at - first.closed_at >= WEEK


async def test_half_the_floor_is_enough_and_the_share_stays(twelve: list[int]) -> None:
    life = Life(twelve)
    first, again = await failed(life)
    assert again.opens_at is not None
    for member, said in zip(twelve, (Choice.YES, Choice.YES, Choice.NO), strict=False):
        await service.cast(again.ref, member, said, now=again.opens_at + MINUTE)

    await life.close(again)

    result = await Result.get(decision_id=again.id)
    earlier = await Result.get(decision_id=first.id)
    assert (earlier.yes_needed, result.yes_needed) == (3, 2)
    assert result.outcome is Outcome.CARRIED
    assert again.frozen().threshold.share == first.frozen().threshold.share


async def test_there_is_no_third_call(twelve: list[int]) -> None:
    life = Life(twelve)
    _first, again = await failed(life)

    await life.close(again)

    assert (await Result.get(decision_id=again.id)).outcome is Outcome.NO_QUORUM
    assert await Decision.all().count() == 2


async def test_what_was_answered_is_not_asked_again(twelve: list[int]) -> None:
    life = Life(twelve)
    decision, now = await life.voting()
    for member in twelve[:3]:
        await service.cast(decision.ref, member, Choice.NO, now=now)

    await life.close(decision)

    assert (await Result.get(decision_id=decision.id)).outcome is Outcome.NOT_CARRIED
    assert await Decision.all().count() == 1


async def test_the_roll_is_a_new_one(twelve: list[int]) -> None:
    life = Life(twelve)
    decision, _now = await life.voting()
    fay = await join("Fay")
    await members.leave(twelve[11], now=NOON)

    await life.close(decision)

    again = await Decision.get(predecessor_id=decision.id)
    roll = {row.member_id for row in await RollEntry.filter(decision_id=again.id)}
    assert roll == {*twelve[:11], fay.id}
    assert not await Support.filter(decision_id=again.id).exists()
    told = await Letter.filter(message__kind="decision-called-again")
    assert {letter.member_id for letter in told} == roll


async def test_five_closers_at_once_call_once(twelve: list[int]) -> None:
    decision, _now = await Life(twelve).voting()
    assert decision.closes_at is not None

    await asyncio.gather(*(chores.close_due(decision.closes_at) for _ in range(5)))

    assert await Decision.filter(predecessor_id=decision.id).count() == 1
    assert await Message.filter(kind="decision-called-again").count() == 1


async def test_a_secret_vote_that_too_few_answered_is_secret_again_and_gives_the_role(
    twelve: list[int],
) -> None:
    life = Life(twelve)
    _first, again = await failed(life, GrantRole("chair", twelve[2], 90))

    assert again.secret
    assert (again.asked_id, again.agreed_at) == (twelve[2], NOON)
    assert not await Mandate.exists()


async def test_a_vote_made_secret_on_request_is_secret_again(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await life.noticed()
    for each in twelve[3:5]:
        await service.ask_for_secret(decision.ref, each, now=NOON)

    await life.close(decision)

    assert (await Decision.get(predecessor_id=decision.id)).secret


async def test_what_can_no_longer_be_done_is_not_asked_again(twelve: list[int]) -> None:
    life = Life(twelve)
    decision, _now = await life.voting(GrantRole("chair", twelve[2], 90))
    await members.leave(twelve[2], now=NOON)

    await life.close(decision)

    assert await Decision.all().count() == 1
    page = await queries.decision_page(decision.ref, twelve[5], now=NOON)
    assert page.dropped


async def test_what_was_asked_again_or_answered_is_not_called_dropped(twelve: list[int]) -> None:
    first, again = await failed(Life(twelve))
    await Life(twelve).close(again)

    for decision in (first, again):
        page = await queries.decision_page(decision.ref, twelve[5], now=NOON)
        assert not page.dropped


async def test_the_record_says_that_the_clock_put_it_to_the_club(twelve: list[int]) -> None:
    first, again = await failed(Life(twelve))

    entry = await JournalEntry.get(kind="noticed", thing=again.thing)
    assert entry.actor is None
    assert f'"after":{first.number}' in entry.body


async def test_both_pages_lead_to_one_another(
    twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, again = await failed(Life(twelve))
    monkeypatch.setattr(clock, "now", lambda: first.closes_at)
    cy = await signed_in(await Member.get(id=twelve[5]))

    old, new = (await cy.get(first.path)).text, (await cy.get(again.path)).text

    assert "the members are asked once more" in old
    assert f'href="{again.path}"' in old
    assert "This is the second call, and the last" in new
    assert f'href="{first.path}"' in new
    assert "2 or more who say yes" in new
    listed = await queries.index(twelve[5], now=again.noticed_at or NOON)
    assert [card.state for card in listed.talking] == [State.NOTICE]
