"""Enough members ask for something decided to be taken up again, and the clock brings it back."""

import asyncio
import json
from datetime import datetime, timedelta

import pytest

from club.charter import service as charter
from club.clockwork import CHORES
from club.decisions import chores, queries, service
from club.decisions.models import Decision, Reopening, ReopeningAsk, RollEntry, Support
from club.decisions.rules.effects import Choose, Effect, GrantRole, KeepAsIs, SetRule
from club.decisions.rules.reopening import LASTS
from club.decisions.rules.states import Choice, Method, Origin, State
from club.journal.models import JournalEntry
from club.kit import clock
from club.kit.errors import NotAllowed, NotFound, TooLate
from club.members import service as members
from club.members.models import Member
from club.notices.models import Letter, Message
from tests.conftest import SignedIn
from tests.decisions.life import NOON, TEA, Life
from tests.web import Client

DAY = timedelta(days=1)
YES, NO = Choice.YES, Choice.NO
LATER = NOON + 40 * DAY


async def decided(life: Life, said: str = NO, effect: Effect | None = None) -> Decision:
    """Let eight of the members answer a question in this way."""
    decision, now = await life.voting(effect)
    for member_id in life.members[:8]:
        await service.cast(decision.ref, member_id, said, now=now)
    return await life.close(decision)


async def ask(decision: Decision, *who: int, at: datetime = LATER) -> list[bool]:
    return [await service.ask_back(decision.ref, each, now=at) for each in who]


async def brought(decision: Decision) -> Decision:
    return await Decision.get(predecessor_id=decision.id, origin=Origin.REOPENED)


async def test_what_was_not_carried_comes_back_in_the_same_words(twelve: list[int]) -> None:
    decision = await decided(Life(twelve))

    assert await ask(decision, *twelve[3:6]) == [False, False, True]
    assert [await chores.bring_back_due(LATER) for _ in range(2)] == [1, 0]

    again = await brought(decision)
    assert (again.question, again.body, again.effect) == (TEA, decision.body, decision.effect)
    assert (again.number, again.noticed_at) == (2, LATER)
    page = await queries.decision_page(again.ref, twelve[9], now=LATER)
    assert page.state is State.NOTICE
    assert await RollEntry.filter(decision_id=again.id).count() == 12
    behind = await Support.filter(decision_id=again.id, text_n=1).order_by("member_id")
    assert [each.member_id for each in behind] == twelve[3:6]


async def test_both_questions_lead_to_one_another(twelve: list[int]) -> None:
    decision = await decided(Life(twelve))
    await ask(decision, *twelve[:3])
    await chores.bring_back_due(LATER)
    again = await brought(decision)

    (back,) = (await queries.decision_page(again.ref, twelve[9], now=LATER)).relatives
    (on,) = (await queries.decision_page(decision.ref, twelve[9], now=LATER)).relatives
    assert (back.href, back.origin, back.earlier) == (decision.path, Origin.REOPENED, True)
    assert (on.href, on.origin, on.earlier) == (again.path, Origin.REOPENED, False)


async def test_the_record_says_how_many_asked_and_no_name(twelve: list[int]) -> None:
    decision = await decided(Life(twelve))
    await ask(decision, *twelve[:3])
    await chores.bring_back_due(LATER)

    (entry,) = await JournalEntry.filter(kind="reopened", thing=decision.thing)
    assert entry.actor is None
    assert json.loads(entry.body) == {"asked": 3, "again": 2}
    noticed = await JournalEntry.get(kind="noticed", thing=(await brought(decision)).thing)
    assert (noticed.actor, json.loads(noticed.body)["after"]) == (None, 1)


async def test_everybody_hears_of_it_once_in_words_that_tell_nothing(twelve: list[int]) -> None:
    decision = await decided(Life(twelve))
    await ask(decision, *twelve[:3])

    done = await asyncio.gather(*(chores.bring_back_due(LATER) for _ in range(5)))

    assert sum(done) == 1
    (message,) = await Message.filter(kind="decision-brought-back")
    assert await Letter.filter(message_id=message.id).count() == 12
    assert TEA not in message.title + message.body
    assert "Member" not in message.title


async def test_what_was_carried_holds_while_the_members_are_asked_about_it(
    twelve: list[int],
) -> None:
    life = Life(twelve)
    decision = await decided(life, YES)
    assert (await queries.decision_page(decision.ref, twelve[9], now=LATER)).afterwards is not None
    with pytest.raises(NotFound):
        await queries.again_page(decision.ref, "end", twelve[9], now=LATER)
    await ask(decision, *twelve[:3])
    await chores.bring_back_due(LATER)

    again = await brought(decision)
    assert again.does() == KeepAsIs(decision.thing, 1, 6)
    page = await queries.decision_page(again.ref, twelve[0], now=LATER)
    assert page.state is State.READY  # those who asked for it stand behind it
    form = await queries.again_page(decision.ref, "end", twelve[9], now=LATER)
    assert form.after == TEA
    assert (await Decision.get(id=decision.id)).superseded_by_id is None


async def test_asking_about_a_rule_asks_about_the_rule(twelve: list[int]) -> None:
    decision = await decided(Life(twelve), YES, SetRule("sponsors_min", 0, 3, 24))
    assert await queries.looked_at("clause/sponsors_min") is not None
    await ask(decision, *twelve[:3])
    await chores.bring_back_due(LATER)

    assert (await brought(decision)).does() == KeepAsIs("clause/sponsors_min", 1, 6)
    assert await chores.look_again_due(LATER + 900 * DAY) == 0  # its day has come already


async def test_a_rule_that_has_changed_since_is_not_asked_about(twelve: list[int]) -> None:
    decision = await decided(Life(twelve), YES, SetRule("sponsors_min", 0, 3, 24))
    await charter.adopt({"sponsors_min": 4}, "another", by=None, now=LATER)

    with pytest.raises(TooLate) as refused:
        await ask(decision, twelve[0], at=LATER + DAY)
    assert "changed meanwhile" in refused.value.sentence


async def test_a_choice_comes_back_with_its_options_and_a_new_lot(twelve: list[int]) -> None:
    effect = Choose(Method.RANKED, ("Tea", "Cocoa"))
    decision = await decided(Life(twelve), "rsab", effect)
    await ask(decision, *twelve[:3])
    await chores.bring_back_due(LATER)

    again = await brought(decision)
    assert (again.method, again.does()) == (Method.RANKED, effect)
    noticed = [
        json.loads((await JournalEntry.get(kind="noticed", thing=each.thing)).body)["lot"]
        for each in (decision, again)
    ]
    assert noticed[0] != noticed[1]


async def test_who_asks_twice_counts_once(twelve: list[int]) -> None:
    decision = await decided(Life(twelve))

    assert await ask(decision, *[twelve[0]] * 4, twelve[1]) == [False] * 5
    assert await chores.bring_back_due(LATER) == 0
    page = await queries.reopening_page(decision.ref, twelve[0], now=LATER)
    assert (len(page.people), page.needed, page.mine, page.may) == (2, 3, True, True)


async def test_five_who_ask_at_once_ask_for_one_question(twelve: list[int]) -> None:
    decision = await decided(Life(twelve))

    answers = await asyncio.gather(*(ask(decision, each) for each in twelve[:5] * 2))

    assert await Reopening.all().count() == 1
    assert [True] in answers
    assert await ReopeningAsk.all().count() == 3
    assert await chores.bring_back_due(LATER) == 1


async def test_who_has_no_vote_yet_and_who_left_are_not_counted(
    twelve: list[int], newcomer: int
) -> None:
    decision = await decided(Life(twelve))
    await ask(decision, *twelve[:2])
    with pytest.raises(NotAllowed):
        await ask(decision, newcomer, at=NOON + 13 * DAY)

    await members.leave(twelve[0], now=LATER)
    assert await ask(decision, twelve[2]) == [False]
    assert await ask(decision, twelve[3]) == [True]


async def test_a_larger_club_needs_a_tenth_of_its_members(twelve: list[int]) -> None:
    decision = await decided(Life(twelve))
    await charter.adopt({"decision.reopen_by": 20}, "another", by=None, now=NOON)
    for n in range(4):
        await members.welcome(f"Further {n}", voting_from=NOON, now=NOON)

    assert await ask(decision, *twelve[:4]) == [False, False, False, True]


async def test_asking_ends_after_four_weeks_and_can_begin_anew(twelve: list[int]) -> None:
    decision = await decided(Life(twelve))
    await ask(decision, *twelve[:2])
    late = LATER + LASTS

    assert await ask(decision, twelve[2], at=late) == [False]
    page = await queries.reopening_page(decision.ref, twelve[0], now=late)
    assert (len(page.people), page.mine, page.until) == (1, False, late + LASTS)
    assert await ask(decision, *twelve[:2], at=late) == [False, True]


async def test_a_clock_that_comes_late_brings_it_back_all_the_same(twelve: list[int]) -> None:
    decision = await decided(Life(twelve))
    await ask(decision, *twelve[:3])
    late = LATER + 2 * LASTS

    page = await queries.reopening_page(decision.ref, twelve[0], now=late)
    assert page.coming
    assert await ask(decision, twelve[5], at=late) == [True]  # it comes anyway
    assert await chores.bring_back_due(late) == 1
    assert (await brought(decision)).noticed_at == late


async def test_once_brought_back_it_rests_for_half_a_year(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await decided(life)
    await ask(decision, *twelve[:3])
    await chores.bring_back_due(LATER)
    again = await brought(decision)

    with pytest.raises(TooLate) as refused:
        await ask(decision, twelve[0], at=LATER + DAY)
    assert "asked about this now" in refused.value.sentence
    assert again.opens_at is not None
    for member_id in twelve[:8]:
        await service.cast(again.ref, member_id, NO, now=again.opens_at)
    again = await life.close(again)
    for each in (decision, again):
        with pytest.raises(TooLate) as refused:
            await ask(each, twelve[0], at=LATER + 100 * DAY)
        assert "rest a while" in refused.value.sentence
    assert await ask(again, *twelve[:3], at=LATER + 200 * DAY) == [False, False, True]


@pytest.mark.parametrize("moment", [1, 23])
async def test_what_cools_down_is_not_brought_back_yet(twelve: list[int], moment: int) -> None:
    decision = await decided(Life(twelve), YES)
    assert decision.closed_at is not None
    soon = decision.closed_at + moment * timedelta(hours=1)

    with pytest.raises(TooLate):
        await ask(decision, twelve[0], at=soon)
    assert not await Reopening.exists()


async def test_what_is_about_a_person_is_asked_anew_and_not_brought_back(six: list[int]) -> None:
    decision, now = await Life(six).voting(GrantRole("tea", six[0], 9))
    for member_id in six[:5]:
        await service.cast(decision.ref, member_id, NO, now=now)
    decision = await Life(six).close(decision)

    with pytest.raises(TooLate) as refused:
        await ask(decision, six[0])
    assert "about people" in refused.value.sentence


async def test_what_is_not_decided_cannot_be_asked_for(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()
    with pytest.raises(NotFound):
        await ask(decision, twelve[0], at=now)


async def test_what_is_not_possible_any_more_does_not_come_back(twelve: list[int]) -> None:
    decision = await decided(Life(twelve), NO, SetRule("sponsors_min", 0, 3, 6))
    await ask(decision, *twelve[:3])
    await charter.adopt({"sponsors_min": 4}, "another", by=None, now=LATER)

    assert [await chores.bring_back_due(LATER + DAY) for _ in range(2)] == [0, 0]
    assert not await Decision.exists(predecessor_id=decision.id)
    assert not await JournalEntry.exists(kind="reopened")


def test_the_clock_walks_by() -> None:
    assert chores.bring_back_due in [chore.do for chore in CHORES]


# THE PAGES


@pytest.fixture
async def cy(twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    return await signed_in(await Member.get(id=twelve[5]))


async def test_the_result_leads_to_where_members_ask_for_it_back(
    cy: Client, twelve: list[int]
) -> None:
    decision = await decided(Life(twelve))
    await ask(decision, twelve[1])
    where = f"{decision.path}/reopening"
    assert where in (await cy.get(decision.path)).text
    page = (await cy.get(where)).text
    assert "3 needed, 1 now: 2 more." in page
    assert "Member 2" in page

    answer = await cy.send_form(where)

    assert answer.headers["location"] == where
    page = (await cy.get(where)).text
    assert "You ask for it." in page
    assert "I ask for this" not in page
    await ask(decision, twelve[2])
    assert "It comes back by itself in a moment." in (await cy.get(where)).text
    await chores.bring_back_due(LATER)
    assert "The members are asked about this now." in (await cy.get(where)).text
    assert "Members brought this back:" in (await cy.get(decision.path)).text


async def test_a_member_who_comes_too_early_reads_why(cy: Client, twelve: list[int]) -> None:
    decision = await decided(Life(twelve), YES)
    await Decision.filter(id=decision.id).update(in_force_at=LATER + DAY)
    where = f"{decision.path}/reopening"
    assert where not in (await cy.get(decision.path)).text

    answer = await cy.send_form(where)

    assert answer.status_code == 409
    assert "has not come into force yet" in answer.text


async def test_the_page_of_asking_asks_the_database_eight_questions_at_most(
    twelve: list[int], questions: list[str]
) -> None:
    life = Life(twelve)
    for said in (YES, NO):
        decision = await decided(life, said)
        await ask(decision, twelve[0])
        for page in (queries.reopening_page, queries.decision_page):
            questions.clear()
            await page(decision.ref, twelve[5], now=LATER)
            assert 1 <= len(questions) <= 8, questions
