"""Who enters papers: drawn by a lot that anybody can draw again, from those without a stake."""

import asyncio
import json

import pytest

from club.decisions import chores, queries, service
from club.decisions.models import Decision, PaperEntry, TellerLot
from club.decisions.rules.effects import EndMandate, GrantRole
from club.decisions.rules.lot import commitment
from club.decisions.rules.paper import Sheet, drawn
from club.decisions.service import paper
from club.journal.models import JournalEntry
from club.kit.errors import NotAllowed, NotFound, TooLate
from club.notices.models import Letter, Message
from club.roles import service as roles
from club.roles.models import Mandate
from tests.decisions.life import MINUTE, NOON, Life
from tests.decisions.papers import OFFERING, on_paper
from tests.people import WAIT


async def _told(kind: str) -> list[int]:
    messages = [row.id for row in await Message.filter(kind=kind)]
    return sorted([row.member_id for row in await Letter.filter(message_id__in=messages)])


async def test_two_of_those_who_offer_are_drawn_and_told(twelve: list[int]) -> None:
    found = await on_paper(twelve)

    assert len(found.tellers) == 2
    assert set(found.tellers) < set(twelve[OFFERING])
    assert await _told("decision-drawn") == sorted(found.tellers)


async def test_anybody_can_draw_again_from_the_record(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    fixed = await JournalEntry.get(kind="tellers_asked")
    entry = await JournalEntry.get(kind="tellers")
    asked, said = json.loads(fixed.body), json.loads(entry.body)
    secret = bytes.fromhex(said["lot_secret"])

    assert fixed.seq < entry.seq
    assert commitment(secret) == asked["lot"]
    again = drawn(found.decision.ref, said["n"], secret, said["order"])
    assert list(again) == said["order"]
    assert again[:2] == found.tellers
    assert sorted(again) == twelve[OFFERING]


async def test_the_lot_waits_until_the_vote_is_open_and_two_have_offered(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()
    await paper.offer(decision.ref, twelve[3], now=NOON)
    assert await chores.paper_due(NOON) == 0
    assert await chores.paper_due(now) == 0
    await paper.offer(decision.ref, twelve[4], now=now)

    assert await chores.paper_due(now) == 1
    assert await chores.paper_due(now) == 0
    assert set((await queries.tellers(decision.id)).entering) == set(twelve[3:5])


async def test_five_draw_at_once_and_the_lot_is_drawn_once(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()
    for each in twelve[OFFERING]:
        await paper.offer(decision.ref, each, now=now)

    did = await asyncio.gather(*(paper.draw(decision.id, now=now) for _ in range(5)))

    assert sum(did) == 1
    assert await JournalEntry.filter(kind="tellers").count() == 1


async def test_offering_twice_counts_once_and_twice_at_once_too(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()
    offers = (paper.offer(decision.ref, twelve[3], now=now) for _ in range(5))
    await asyncio.gather(*offers)

    assert (await queries.tellers(decision.id)).offered == (twelve[3],)
    assert await TellerLot.all().count() == 1


async def test_whoever_has_a_stake_cannot_offer(twelve: list[int], newcomer: int) -> None:
    decision, now = await Life(twelve).voting(GrantRole("chair", twelve[2], 90))

    for stake in (twelve[0], twelve[2]):  # who brought it, and who would get the role
        with pytest.raises(NotAllowed, match="stake"):
            await paper.offer(decision.ref, stake, now=now)
    with pytest.raises(NotAllowed):
        await paper.offer(decision.ref, newcomer, now=now)
    assert not await TellerLot.exists()


async def test_whom_a_vote_is_about_enters_none_of_its_papers(twelve: list[int]) -> None:
    await roles.grant(
        "chair", twelve[11], decision_ref="the-founding", starts_at=NOON,
        ends_at=NOON + 10 * WAIT, by=None, now=NOON, interim=True,
    )  # fmt: skip
    mandate = (await Mandate.get(member_id=twelve[11])).ref
    life = Life(twelve)
    draft = await life.idea(EndMandate(mandate, twelve[11]))
    for each in twelve[1:4]:
        await service.support(draft.ref, each, draft.text_n, now=NOON)
    await service.put_on_notice(draft.ref, twelve[0], now=NOON)

    with pytest.raises(NotAllowed):
        await paper.offer(draft.ref, twelve[11], now=NOON)


async def test_two_are_enough_and_nobody_else_offers_then(twelve: list[int]) -> None:
    found = await on_paper(twelve)

    with pytest.raises(TooLate, match="already"):
        await paper.offer(found.decision.ref, twelve[8], now=found.now)


async def test_nobody_offers_for_a_draft_a_closed_vote_or_one_they_do_not_know(
    twelve: list[int],
) -> None:
    life = Life(twelve)
    draft, closed = await life.idea(), (await life.voting())[0]
    closed = await life.close(closed)
    assert closed.closed_at is not None

    with pytest.raises(TooLate):
        await paper.offer(closed.ref, twelve[4], now=closed.closed_at)
    with pytest.raises(TooLate):
        await paper.offer(draft.ref, twelve[4], now=NOON)
    with pytest.raises(NotFound):
        await paper.offer("nothing", twelve[4], now=NOON)


async def test_the_next_in_turn_enters_where_one_steps_back(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    first, second = found.tellers
    await found.enter([Sheet("yes", twelve[8])], by=[first])
    (third,) = (await queries.tellers(found.decision.id)).standing_by

    await paper.step_back(found.decision.ref, first, now=found.now)

    assert (await queries.tellers(found.decision.id)).entering == (second, third)
    assert not await PaperEntry.filter(member_id=first).exists()
    assert await _told("decision-drawn") == sorted([first, second, third])
    with pytest.raises(NotAllowed):
        await paper.add(found.decision.ref, first, Sheet("yes", twelve[8]), now=found.now)
    with pytest.raises(NotFound):
        await paper.step_back(found.decision.ref, first, now=found.now)


async def test_a_new_lot_is_fixed_and_drawn_where_nobody_is_left_to_take_the_place(
    twelve: list[int],
) -> None:
    found = await on_paper(twelve)
    ref = found.decision.ref
    for each in twelve[OFFERING][1:]:
        await paper.step_back(ref, each, now=found.now)
    (left,) = (await queries.tellers(found.decision.id)).entering

    with pytest.raises(TooLate, match="stepped back"):
        await paper.offer(ref, twelve[4], now=found.now)
    await paper.offer(ref, twelve[7], now=found.now)
    assert await paper.draw(found.decision.id, now=found.now)

    assert (await queries.tellers(found.decision.id)).entering == (left, twelve[7])
    said = [json.loads(row.body) for row in await JournalEntry.filter(kind="tellers_asked")]
    assert [each["n"] for each in said] == [1, 2]
    assert said[0]["lot"] != said[1]["lot"]


async def test_whoever_leaves_or_steps_aside_enters_no_more(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    first, second = found.tellers

    await service.step_aside(found.decision.ref, first, now=found.now)

    entering = (await queries.tellers(found.decision.id)).entering
    assert first not in entering
    assert entering[0] == second


async def test_those_who_enter_are_reminded_once_in_the_last_day(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    decision = await Decision.get(id=found.decision.id)
    assert decision.closes_at is not None
    late = decision.closes_at - 60 * MINUTE

    assert await chores.paper_due(found.now) == 0
    assert await chores.paper_due(late) == 1
    assert await chores.paper_due(late) == 0
    assert await _told("decision-papers") == sorted(found.tellers)
