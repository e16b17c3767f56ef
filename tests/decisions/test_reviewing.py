"""Every decision says when the members look at it again, and on that day they are told."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions import chores, queries, service
from club.decisions.models import Decision, TextVersion
from club.decisions.rules.afterwards import Again, asked_again, months_after
from club.decisions.rules.effects import RecordOnly
from club.decisions.rules.proposals import Proposal, fingerprint
from club.decisions.rules.states import Choice, Origin
from club.journal.models import JournalEntry
from club.kit import clock
from club.kit.errors import Invalid, NotFound
from club.members.models import Member
from club.notices.models import Letter
from tests.conftest import SignedIn
from tests.decisions.life import NOON, TEA, Life
from tests.web import Client

KETTLE = Proposal(TEA, "The old one leaks.", RecordOnly())


async def carried(life: Life, *, yes: int = 6) -> Decision:
    decision, now = await life.voting()
    for member in life.members[:6]:
        said = Choice.YES if life.members.index(member) < yes else Choice.NO
        await service.cast(decision.ref, member, said, now=now)
    return await life.close(decision)


def due(decision: Decision) -> datetime:
    assert decision.review_at is not None
    return decision.review_at


async def test_a_carried_decision_is_looked_at_again_after_the_clubs_usual_months(
    twelve: list[int],
) -> None:
    decision = await carried(Life(twelve))

    assert decision.in_force_at is not None
    assert due(decision) == months_after(decision.in_force_at, 6, ZoneInfo("Europe/Dublin"))
    page = await queries.decision_page(decision.ref, twelve[5], now=NOON)
    assert page.afterwards is not None
    assert (page.afterwards.review_at, page.afterwards.look_again) == (due(decision), False)
    (card,) = (await queries.index(twelve[5], now=NOON)).decided
    assert card.review_at == due(decision)


async def test_what_was_not_carried_has_nothing_to_look_at(twelve: list[int]) -> None:
    assert (await carried(Life(twelve), yes=2)).review_at is None


async def test_whoever_brings_it_chooses_the_months_within_the_rule(twelve: list[int]) -> None:
    year = replace(KETTLE, review_months=12)
    draft = await service.propose(twelve[0], year, now=NOON)

    with pytest.raises(Invalid) as refused:
        await service.propose(twelve[0], replace(KETTLE, review_months=25), now=NOON)

    assert refused.value.field == "review"
    assert (await Decision.get(id=draft.id)).review_months == 12
    text = await TextVersion.get(decision_id=draft.id)
    assert (text.review_months, text.sha256) == (12, fingerprint(year))
    assert fingerprint(year) != fingerprint(KETTLE)


async def test_on_its_day_everybody_is_told_once(twelve: list[int], newcomer: int) -> None:
    decision = await carried(Life(twelve))
    early = due(decision) - timedelta(minutes=1)

    assert await chores.look_again_due(early) == 0
    told = await asyncio.gather(*(chores.look_again_due(due(decision)) for _ in range(5)))

    assert sum(told) == 1
    letters = await Letter.filter(message__kind="decision-look-again")
    assert {letter.member_id for letter in letters} == {*twelve, newcomer}
    assert await JournalEntry.filter(kind="review", thing=decision.thing, actor=None).count() == 1


async def test_nobody_is_told_of_what_members_have_begun_to_ask_again(twelve: list[int]) -> None:
    decision = await carried(Life(twelve))
    later = await service.propose(twelve[3], KETTLE, after=decision.ref, now=NOON)

    assert await chores.look_again_due(due(decision)) == 0

    assert (later.predecessor_id, later.origin) == (decision.id, Origin.REVIEW)
    page = await queries.decision_page(decision.ref, twelve[5], now=due(decision))
    assert page.afterwards is not None
    assert not page.afterwards.look_again
    assert [each.href for each in page.relatives] == [later.path]


async def test_only_what_was_decided_can_be_asked_again(twelve: list[int]) -> None:
    draft = await Life(twelve).idea()

    with pytest.raises(NotFound):
        await service.propose(twelve[3], KETTLE, after=draft.ref, now=NOON)
    with pytest.raises(NotFound):
        await queries.again_page(draft.ref, "keep", twelve[3], now=NOON)


@pytest.fixture
async def cy(twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return await signed_in(await Member.get(id=twelve[5]))


async def test_the_page_offers_to_keep_change_or_end_it(cy: Client, twelve: list[int]) -> None:
    decision = await carried(Life(twelve))
    assert "The members look at it again on" in (await cy.get(decision.path)).text
    assert "Looked at again on" in (await cy.get("/decisions")).text
    await Decision.filter(id=decision.id).update(review_at=NOON)
    page = (await cy.get(decision.path)).text

    for what, question in (
        ("keep", f"Shall we keep this: “{TEA}”"),
        ("change", TEA),
        ("end", f"Shall we end this: “{TEA}”"),
    ):
        assert f"{decision.path}/again/{what}" in page
        assert f'value="{question}"' in (await cy.get(f"{decision.path}/again/{what}")).text
    assert (await cy.get(f"{decision.path}/again/forget")).status_code == 404

    sent = {"question": "Shall we end it?", "body": "", "does": "record", "after": decision.ref}
    wrong = await cy.send_form("/decisions", **{**sent, "question": ""})
    answer = await cy.send_form("/decisions", **sent, review="3")

    assert f'name="after" value="{decision.ref}"' in wrong.text
    later = await Decision.get(predecessor_id=decision.id)
    assert (answer.headers["location"], later.review_months) == (later.path, 3)
    assert "It looks again at an earlier decision" in (await cy.get(later.path)).text


async def test_a_number_of_months_that_is_too_large_is_refused_at_its_field(cy: Client) -> None:
    sent = {"question": TEA, "body": "Because.", "does": "record", "review": "36"}

    answer = await cy.send_form("/decisions", **sent)

    assert answer.status_code == 422
    assert 'href="#review"' in answer.text
    assert "after 24 months at most" in answer.text


@given(st.sampled_from(Again), st.text(min_size=5, max_size=140))
def test_however_long_the_question_asking_again_fits_the_form(what: Again, question: str) -> None:
    typed = asked_again(what, question, "")

    assert len(typed["question"]) <= 140
    assert typed["does"] == "record"


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2200, 1, 1), timezones=st.just(ZoneInfo("UTC"))),  # noqa: DTZ001
    st.integers(1, 60),
    st.sampled_from(["UTC", "Europe/Dublin", "Pacific/Apia"]),
)
def test_months_later_is_the_month_that_was_meant(at: datetime, months: int, zone: str) -> None:
    local = at.astimezone(ZoneInfo(zone))
    later = months_after(at, months, ZoneInfo(zone)).astimezone(ZoneInfo(zone))

    passed = (later.year - local.year) * 12 + later.month - local.month
    assert passed == months
    assert later.day <= local.day
    assert abs((later - at) - timedelta(days=30.44 * months)) < timedelta(days=4)
