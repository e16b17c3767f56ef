"""A vote is secret because a few asked for it, and nobody sees who they are."""

import asyncio
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from club.charter.models import CharterValue
from club.decisions import queries, service
from club.decisions.models import Decision, RollEntry
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.marks import Slip
from club.decisions.rules.states import Choice
from club.journal.models import JournalEntry
from club.kit import clock
from club.kit.errors import NotAllowed, NotFound, TooLate
from club.members.models import Member
from tests.conftest import SignedIn
from tests.decisions.life import NOON, Life
from tests.web import Client


async def asked_by(decision: Decision, *members: int) -> list[bool]:
    return [await service.ask_for_secret(decision.ref, each, now=NOON) for each in members]


async def is_secret(decision: Decision) -> bool:
    return (await Decision.get(id=decision.id)).secret


async def test_two_of_the_roll_together_make_a_vote_secret(twelve: list[int]) -> None:
    decision = await Life(twelve).noticed()

    assert await asked_by(decision, twelve[3], twelve[7]) == [False, True]

    assert await is_secret(decision)
    assert decision.opens_at is not None
    slip, later = Slip("a" * 26, "b" * 26), decision.opens_at
    with pytest.raises(NotAllowed):
        await service.cast(decision.ref, twelve[1], Choice.YES, now=later)
    await service.cast_secret(decision.ref, twelve[1], Choice.YES, slip, now=later)


async def test_one_who_asks_twice_is_one(twelve: list[int]) -> None:
    decision = await Life(twelve).noticed()

    assert await asked_by(decision, twelve[3], twelve[3]) == [False, False]
    hands = [service.ask_for_secret(decision.ref, twelve[3], now=NOON) for _ in range(5)]
    assert await asyncio.gather(*hands) == [False] * 5

    assert not await is_secret(decision)


async def test_the_number_is_the_one_that_was_in_force_at_notice(twelve: list[int]) -> None:
    decision = await Life(twelve).noticed()
    await CharterValue.create(
        key="secret_request_min", version=1, value_json="1", decision_ref="x",
        adopted_at=NOON, effective_at=NOON,
    )  # fmt: skip
    later = await Life(twelve).noticed()

    assert await asked_by(decision, twelve[3]) == [False]
    assert await asked_by(later, twelve[3]) == [True]


async def test_neither_pages_nor_the_record_nor_the_roll_say_who_asked(twelve: list[int]) -> None:
    decision = await Life(twelve).noticed()
    await asked_by(decision, twelve[3])

    for reader, mine in ((twelve[3], True), (twelve[4], False)):
        page = await queries.decision_page(decision.ref, reader, now=NOON)
        assert page.roll is not None
        assert (page.roll.ask_secret, page.roll.asked_secret) == (1, mine)
    await asked_by(decision, twelve[7])

    assert not await RollEntry.filter(wants_secret=True).exists()
    (entry,) = await JournalEntry.filter(kind="secrecy")
    assert entry.actor is None
    assert entry.body == "{}"


async def test_who_asked_is_forgotten_when_the_vote_begins_as_an_open_one(
    twelve: list[int],
) -> None:
    decision, now = await Life(twelve).voting()
    await asked_by(decision, twelve[3])

    await service.announce(decision.id, now=now)

    assert not await RollEntry.exclude(wants_secret=None).exists()
    assert not await is_secret(decision)


async def test_where_too_few_may_vote_it_stays_open_and_says_so(four: list[int]) -> None:
    decision = await Life(four).noticed()

    with pytest.raises(NotAllowed, match="Too few"):
        await asked_by(decision, four[3])

    assert not await RollEntry.filter(wants_secret=True).exists()


async def test_nobody_asks_before_the_notice_or_once_the_vote_has_begun(twelve: list[int]) -> None:
    life = Life(twelve)
    draft, (decision, now) = await life.idea(), await life.voting()

    with pytest.raises(TooLate):
        await service.ask_for_secret(draft.ref, twelve[3], now=NOON)
    with pytest.raises(TooLate):
        await service.ask_for_secret(decision.ref, twelve[3], now=now)
    assert decision.opens_at is not None
    with pytest.raises(TooLate):
        await service.ask_for_secret(decision.ref, twelve[3], now=decision.opens_at)


async def test_a_few_more_ask_for_a_secret_vote_on_paper(
    six: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = await Life(six).noticed()
    monkeypatch.setattr(clock, "now", lambda: NOON)
    cy = await signed_in(await Member.get(id=six[5]))
    assert "With so few voters it would be on paper." in (await cy.get(decision.path)).text

    assert await asked_by(decision, six[3], six[4]) == [False, True]

    page = (await cy.get(decision.path)).text
    assert "The vote will be on paper." in page
    assert "because members asked for that" in page


async def test_only_who_votes_on_it_asks_for_it(twelve: list[int], newcomer: int) -> None:
    decision = await Life(twelve).noticed()
    await service.step_aside(decision.ref, twelve[3], now=NOON)

    for other in (newcomer, twelve[3]):
        with pytest.raises(NotAllowed):
            await asked_by(decision, other)
    with pytest.raises(NotFound):
        await service.ask_for_secret("nothing", twelve[3], now=NOON)


async def test_whoever_steps_aside_afterwards_no_longer_asks(twelve: list[int]) -> None:
    decision = await Life(twelve).noticed()
    await asked_by(decision, twelve[3])
    await service.step_aside(decision.ref, twelve[3], now=NOON)

    assert await asked_by(decision, twelve[4]) == [False]


async def test_asking_for_what_is_secret_already_changes_nothing(twelve: list[int]) -> None:
    decision = await Life(twelve).noticed(GrantRole("chair", twelve[2], 90))

    assert await asked_by(decision, twelve[3]) == [True]

    assert not await JournalEntry.filter(kind="secrecy").exists()
    assert not await RollEntry.filter(wants_secret=True).exists()


@pytest.fixture
async def cy(twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return await signed_in(await Member.get(id=twelve[5]))


async def test_the_page_says_why_and_how_to_ask(
    cy: Client, twelve: list[int], app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = await Life(twelve).noticed()
    door = f"{decision.path}/secrecy"
    stranger = Client(app)
    assert (await stranger.send_form(door)).status_code in {303, 401}
    await stranger.aclose()
    assert "Such a question is open, unless" in (await cy.get(decision.path)).text

    assert (await cy.send_form(door)).status_code == 303
    page = (await cy.get(decision.path)).text
    assert "1 member asks for a secret vote. It takes 2." in page
    assert "You have asked for a secret vote." in page
    await asked_by(decision, twelve[7])
    assert "because members asked for that" in (await cy.get(decision.path)).text

    assert decision.opens_at is not None
    begun = decision.opens_at + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: begun)
    assert "because members asked for that" in (await cy.get(decision.path)).text
    assert (await cy.send_form(door)).status_code == 409


@pytest.mark.parametrize(
    ("effect", "sentence"),
    [
        (None, "Here too few may vote to keep a secret: 4, and it takes 5."),
        ("chair", "Votes about people are held in secret. Here too few may vote"),
    ],
)
async def test_a_small_club_reads_why_its_vote_is_open(
    four: list[int],
    signed_in: SignedIn,
    monkeypatch: pytest.MonkeyPatch,
    effect: str | None,
    sentence: str,
) -> None:
    grant = GrantRole(effect, four[2], 90) if effect else None
    decision, now = await Life(four).voting(grant)
    monkeypatch.setattr(clock, "now", lambda: NOON)
    bo = await signed_in(await Member.get(id=four[3]))

    for moment in (NOON, now):
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        page = (await bo.get(decision.path)).text
        assert sentence in page
        assert "Ask for a secret vote" not in page
