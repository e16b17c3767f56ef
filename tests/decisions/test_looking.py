"""Any decision may name a day; on it the clock asks whether to keep, change or end it."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.charter import service as charter
from club.decisions import chores, queries, service
from club.decisions.models import Decision, Review, TextVersion
from club.decisions.rules.effects import GrantRole, KeepAsIs, RecordOnly, SetRule
from club.decisions.rules.fates import Fate
from club.decisions.rules.looking import due, ending, takes_place
from club.decisions.rules.proposals import Proposal, Words, fingerprint
from club.decisions.rules.states import Choice, Origin
from club.kit import clock
from club.kit.errors import Invalid, NotFound
from club.members.models import Member
from club.notices.models import Letter, Message
from tests.conftest import SignedIn
from tests.decisions.life import NOON, TEA, Life
from tests.web import Client

DAY = timedelta(days=1)
KETTLE = Proposal(TEA, "The old one leaks.", RecordOnly(), review_months=6)
ENDS = Proposal("Shall we end it?", "It leaks too.", RecordOnly())


async def voted(life: Life, draft: Decision, *, yes: int = 10, at: datetime = NOON) -> Decision:
    """Let three stand behind a draft, put it to the club, and these many say yes."""
    for each in life.members[:3]:
        await service.support(draft.ref, each, draft.text_n, now=at)
    await service.put_on_notice(draft.ref, life.members[0], now=at)
    going = await Decision.get(id=draft.id)
    assert going.opens_at is not None
    for n, member_id in enumerate(life.members[:10]):
        said = Choice.YES if n < yes else Choice.NO
        await service.cast(going.ref, member_id, said, now=going.opens_at)
    return await life.close(going)


async def carried(life: Life, proposal: Proposal = KETTLE, *, yes: int = 10) -> Decision:
    return await voted(life, await service.propose(life.members[0], proposal, now=NOON), yes=yes)


def day(decision: Decision) -> datetime:
    assert decision.in_force_at is not None
    return due(decision.in_force_at, 6)


async def asked(decision: Decision) -> Decision:
    """Let the clock come to the day of a decision; return the question it drafts."""
    assert await chores.look_again_due(day(decision)) == 1
    return await Decision.get(proposer_id=None, predecessor_id=decision.id)


async def test_a_decision_says_on_which_day_the_club_looks_at_it_again(twelve: list[int]) -> None:
    decision = await carried(Life(twelve))

    page = await queries.decision_page(decision.ref, twelve[5], now=NOON)
    assert page.afterwards is not None
    assert page.afterwards.look == queries.Looked(day(decision), asks=False)
    (card,) = (await queries.index(twelve[5], now=NOON)).decided
    assert card.looked_at == day(decision)


async def test_what_names_no_day_and_what_was_not_carried_has_none(twelve: list[int]) -> None:
    await carried(Life(twelve), replace(KETTLE, review_months=0))
    await carried(Life(twelve), yes=2)

    assert not await Review.exists()
    assert {card.looked_at for card in (await queries.index(twelve[5], now=NOON)).decided} == {None}


async def test_the_day_is_part_of_the_words_that_others_stand_behind(twelve: list[int]) -> None:
    ada, bo = twelve[:2]
    draft = await service.propose(ada, KETTLE, now=NOON)
    await service.support(draft.ref, bo, 1, now=NOON)
    longer = replace(KETTLE, review_months=12)
    await service.reword(draft.ref, ada, longer, now=NOON)

    draft = await Decision.get(id=draft.id)
    assert (draft.text_n, draft.review_months) == (2, 12)
    texts = await TextVersion.filter(decision_id=draft.id).order_by("n")
    assert [text.review_months for text in texts] == [6, 12]
    assert [text.sha256 for text in texts] == [fingerprint(KETTLE), fingerprint(longer)]
    page = await queries.decision_page(draft.ref, bo, now=NOON)
    assert page.backing is not None
    assert page.backing.changed is not None
    assert page.backing.changed.otherwise


async def test_other_words_that_are_taken_up_keep_the_day(twelve: list[int]) -> None:
    ada, bo = twelve[:2]
    draft = await service.propose(ada, KETTLE, now=NOON)
    await service.suggest(draft.ref, bo, Words("Shall we buy a pot?", ""), now=NOON)
    (other,) = (await queries.wording_page(draft.ref, ada)).others
    await service.adopt(draft.ref, other.ref, ada, now=NOON)

    text = await TextVersion.get(decision_id=draft.id, n=2)
    same = Proposal("Shall we buy a pot?", "", RecordOnly(), review_months=6)
    assert (text.review_months, text.sha256) == (6, fingerprint(same))


async def test_no_day_lies_further_away_than_the_charter_allows(twelve: list[int]) -> None:
    far = replace(KETTLE, review_months=25)
    with pytest.raises(Invalid) as refused:
        await service.propose(twelve[0], far, now=NOON)
    assert refused.value.field == "review"

    await charter.adopt({"review_months_max": 36}, "another", by=None, now=NOON)
    assert (await service.propose(twelve[0], far, now=NOON)).review_months == 25


async def test_on_the_day_the_clock_asks_everybody_once(twelve: list[int]) -> None:
    decision = await carried(Life(twelve))
    assert await chores.look_again_due(day(decision) - DAY) == 0

    at_once = (chores.look_again_due(day(decision)) for _ in range(5))
    done = await asyncio.gather(*at_once)

    assert sum(done) == 1
    draft = await Decision.get(proposer_id=None)
    assert draft.does() == KeepAsIs(decision.thing, 1, 6)
    assert (draft.predecessor_id, draft.origin) == (decision.id, Origin.REVIEW)
    (message,) = await Message.filter(kind="decision-again")
    assert await Letter.filter(message_id=message.id).count() == 12
    assert TEA not in message.title + message.body


async def test_a_clock_that_comes_weeks_late_asks_the_same_once(twelve: list[int]) -> None:
    decision = await carried(Life(twelve))
    late = day(decision) + 40 * DAY

    assert [await chores.look_again_due(late) for _ in range(2)] == [1, 0]
    assert await Decision.filter(predecessor_id=decision.id).count() == 1


async def test_what_too_few_answered_keeps_its_day_in_the_second_call(twelve: list[int]) -> None:
    life = Life(twelve)
    draft = await service.propose(twelve[0], KETTLE, now=NOON)
    for each in twelve[:3]:
        await service.support(draft.ref, each, 1, now=NOON)
    await service.put_on_notice(draft.ref, twelve[0], now=NOON)
    await life.close(await Decision.get(id=draft.id))

    again = await Decision.get(predecessor_id=draft.id)
    assert (again.origin, again.review_months) == (Origin.SECOND_CALL, 6)


async def test_members_keep_it_and_the_next_day_is_set(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await carried(life)
    draft, at = await asked(decision), day(decision)
    kept = await voted(life, draft, at=at)

    page = await queries.decision_page(decision.ref, twelve[5], now=at + 30 * DAY)
    assert page.afterwards is not None
    assert page.afterwards.look == queries.Looked(day(kept), asks=False)
    assert (await Decision.get(id=decision.id)).superseded_by_id is None
    with pytest.raises(NotFound):
        await queries.again_page(decision.ref, "end", twelve[5], now=at + 30 * DAY)


async def test_what_members_bring_instead_takes_its_place_when_it_is_carried(
    twelve: list[int],
) -> None:
    life = Life(twelve)
    decision = await carried(life)
    at = day(decision)
    keep = await asked(decision)
    lost = await service.propose(twelve[4], ENDS, after=decision.ref, now=at)
    lost = await voted(life, lost, yes=2, at=at)
    assert (await Decision.get(id=decision.id)).superseded_by_id is None

    won = await service.propose(twelve[4], ENDS, after=decision.ref, now=at)
    won = await voted(life, won, at=at)

    assert (await Decision.get(id=decision.id)).superseded_by_id == won.id
    page = await queries.decision_page(decision.ref, twelve[5], now=at + 30 * DAY)
    assert page.afterwards is not None
    assert (page.afterwards.fate, page.afterwards.look) == (Fate.SUPERSEDED, None)
    assert [each.href for each in page.relatives] == [keep.path, lost.path, won.path]
    with pytest.raises(Invalid):  # there is nothing left to keep
        await voted(life, keep, at=at)


async def test_its_second_call_takes_the_place_too(twelve: list[int]) -> None:
    life = Life(twelve)
    decision = await carried(life)
    at = day(decision)
    await asked(decision)
    first = await service.propose(twelve[4], ENDS, after=decision.ref, now=at)
    for each in twelve[:3]:
        await service.support(first.ref, each, 1, now=at)
    await service.put_on_notice(first.ref, twelve[0], now=at)
    await life.close(await Decision.get(id=first.id))
    again = await Decision.get(predecessor_id=first.id)
    assert again.opens_at is not None
    for member_id in twelve[:10]:
        await service.cast(again.ref, member_id, Choice.YES, now=again.opens_at)
    await life.close(again)

    assert (await Decision.get(id=decision.id)).superseded_by_id == again.id


async def test_before_its_day_nothing_can_be_tied_to_a_decision(twelve: list[int]) -> None:
    decision = await carried(Life(twelve))
    early = day(decision) - DAY

    for what in ("change", "end"):
        with pytest.raises(NotFound):
            await queries.again_page(decision.ref, what, twelve[5], now=early)
    with pytest.raises(NotFound):
        await service.propose(twelve[5], ENDS, after=decision.ref, now=early)
    with pytest.raises(NotFound):
        await service.propose(twelve[5], ENDS, after="a2" * 13, now=early)


async def test_a_rule_is_changed_on_its_own_page_and_not_through_the_decision(
    twelve: list[int],
) -> None:
    effect = SetRule("sponsors_min", 0, 3, 6)
    decision = await carried(Life(twelve), Proposal("Three?", "", effect, review_months=3))
    (review,) = await Review.all()
    assert review.due_at == day(decision)  # what the rule says of itself comes first
    assert await chores.look_again_due(review.due_at) == 1

    page = await queries.decision_page(decision.ref, twelve[5], now=review.due_at)
    assert page.afterwards is not None
    assert page.afterwards.look is None
    assert len(page.relatives) == 1


async def test_a_role_that_is_given_can_name_a_day_as_well(twelve: list[int]) -> None:
    effect = GrantRole("tea", twelve[0], 90)
    life = Life(twelve)
    draft = await service.propose(twelve[0], Proposal(TEA, "", effect, review_months=1), now=NOON)
    await service.support(draft.ref, twelve[1], 1, now=NOON)
    await service.put_on_notice(draft.ref, twelve[0], now=NOON)
    going = await Decision.get(id=draft.id)
    await Decision.filter(id=draft.id).update(secret=False)
    assert going.opens_at is not None
    for member_id in twelve[:10]:
        await service.cast(going.ref, member_id, Choice.YES, now=going.opens_at)
    closed = await life.close(going)

    assert (await Review.get(decision_id=closed.id)).thing == closed.thing


# THE PAGES


@pytest.fixture
async def cy(twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return await signed_in(await Member.get(id=twelve[5]))


async def test_the_form_offers_the_months_and_a_mistake_stays_to_be_mended(
    cy: Client, twelve: list[int]
) -> None:
    form = (await cy.get("/decisions/new")).text
    assert '<option value="6" selected>after 6 months</option>' in form
    assert "Not at all: it is done once" in form
    assert 'value="36"' not in form

    sent = {"question": TEA, "body": "Because.", "does": "record"}
    wrong = await cy.send_form("/decisions", **sent, review="36")
    assert wrong.status_code == 422
    assert 'href="#review"' in wrong.text
    assert "after 24 months at most" in wrong.text
    answer = await cy.send_form("/decisions", **sent, review="3")

    draft = await Decision.get(proposer_id=twelve[5])
    assert (answer.headers["location"], draft.review_months) == (draft.path, 3)
    assert "looks at it again 3 months after" in (await cy.get(draft.path)).text
    assert '<option value="3" selected>' in (await cy.get(f"{draft.path}/text")).text


async def test_the_page_offers_to_change_or_end_it_and_shows_the_way_back(
    cy: Client, twelve: list[int]
) -> None:
    decision = await carried(Life(twelve))
    assert "The club looks at it again on" in (await cy.get(decision.path)).text
    assert "The club looks at it again on" in (await cy.get("/decisions")).text
    await Review.all().update(due_at=NOON)
    await chores.look_again_due(NOON)
    page = (await cy.get(decision.path)).text

    for what, question in (("change", TEA), ("end", f"Shall we end this: “{TEA}”")):
        assert f"{decision.path}/again/{what}" in page
        form = (await cy.get(f"{decision.path}/again/{what}")).text
        assert f'value="{question}"' in form
        assert f"It is about what was decided: “{TEA}”" in form
    for what in ("keep", "forget", "x" * 40):
        assert (await cy.get(f"{decision.path}/again/{what}")).status_code == 404

    sent = {"question": "Shall we end it?", "body": "", "does": "record", "after": decision.ref}
    wrong = await cy.send_form("/decisions", **{**sent, "question": ""})
    assert wrong.status_code == 422
    assert f'name="after" value="{decision.ref}"' in wrong.text
    await cy.send_form("/decisions", **sent)
    later = await Decision.get(predecessor_id=decision.id, proposer_id=twelve[5])
    assert "It looks again at an earlier decision" in (await cy.get(later.path)).text


async def test_a_page_of_something_looked_at_again_asks_eight_questions_at_most(
    twelve: list[int], questions: list[str]
) -> None:
    decision = await carried(Life(twelve))
    await asked(decision)

    for ask in (
        queries.decision_page(decision.ref, twelve[5], now=day(decision)),
        queries.index(twelve[5], now=day(decision)),
        queries.again_page(decision.ref, "change", twelve[5], now=day(decision)),
    ):
        questions.clear()
        await ask
        assert 1 <= len(questions) <= 8, questions


# THE RULES


@given(st.text(min_size=5, max_size=140))
def test_asking_for_the_end_fits_the_form_however_long_the_question(question: str) -> None:
    asks = ending(question, 140)

    assert len(asks) <= 140
    assert asks.startswith("Shall we end this: “")
    assert len(question) > 100 or question in asks


@given(st.sampled_from([None, *Origin]), st.sampled_from([RecordOnly(), KeepAsIs("a/b", 1, 6)]))
def test_only_what_asks_about_a_decision_can_take_its_place(
    origin: Origin | None, effect: RecordOnly | KeepAsIs
) -> None:
    about = origin in {Origin.REVIEW, Origin.REOPENED}
    assert takes_place(origin, effect) is (about and isinstance(effect, RecordOnly))
