"""What those who saw it otherwise leave under a result."""

import asyncio
from datetime import datetime, timedelta

import pytest
from starlette.applications import Starlette

from club.decisions import queries, service
from club.decisions.models import Decision, RollEntry, View
from club.decisions.queries.results import Afterwards
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.marks import Slip
from club.decisions.rules.states import Choice
from club.kit import clock
from club.kit.errors import NotAllowed, NotFound, TooLate
from club.members.models import Member
from tests.conftest import SignedIn
from tests.decisions.life import MINUTE, Life
from tests.web import Client

WORDS = "I would have waited until spring."


async def decided(life: Life, effect: GrantRole | None = None) -> tuple[Decision, datetime]:
    """Return a decision that was carried, and a moment after its close."""
    decision, now = await life.voting(effect)
    for n, member in enumerate(life.members[:6]):
        if decision.secret:
            slip = Slip("abcdefgh"[n] * 26, "k" * 26)
            await service.cast_secret(decision.ref, member, Choice.YES, slip, now=now)
        else:
            await service.cast(decision.ref, member, Choice.YES, now=now)
    decision = await life.close(decision)
    assert decision.closed_at is not None
    return decision, decision.closed_at + MINUTE


async def under(decision: Decision, reader: int, now: datetime) -> Afterwards:
    page = await queries.decision_page(decision.ref, reader, now=now)
    assert page.afterwards is not None
    return page.afterwards


async def test_after_an_open_vote_a_view_stands_under_the_result_with_its_name(
    twelve: list[int],
) -> None:
    decision, now = await decided(Life(twelve))
    assert (await under(decision, twelve[8], now)).may_speak

    await service.add_view(decision.ref, twelve[8], WORDS, sign=False, now=now)

    after = await under(decision, twelve[1], now)
    (view,) = after.views
    assert view.person is not None
    assert (view.person.id, view.words) == (twelve[8], WORDS)
    assert after.may_speak
    assert not (await under(decision, twelve[8], now)).may_speak


async def test_after_a_secret_vote_nobody_is_named_who_does_not_choose_it(
    twelve: list[int],
) -> None:
    decision, now = await decided(Life(twelve), GrantRole("chair", twelve[2], 90))
    assert decision.secret

    await service.add_view(decision.ref, twelve[8], "Not yet.", sign=False, now=now)
    await service.add_view(decision.ref, twelve[9], "Not ever.", sign=True, now=now)

    people = {
        view.words: view.person.id if view.person else None
        for view in (await under(decision, twelve[1], now)).views
    }
    assert people == {"Not yet.": None, "Not ever.": twelve[9]}
    assert (await View.get(words="Not yet.")).author_id is None


async def test_each_speaks_once_however_many_hands(twelve: list[int]) -> None:
    decision, now = await decided(Life(twelve))

    hands = [service.add_view(decision.ref, twelve[8], WORDS, sign=True, now=now) for _ in range(5)]
    ends = await asyncio.gather(*hands, return_exceptions=True)

    assert [type(end) for end in ends].count(TooLate) == 4
    assert await View.all().count() == 1


async def test_views_end_with_the_cooling_time(twelve: list[int]) -> None:
    decision, now = await decided(Life(twelve))
    late = now + timedelta(hours=24)

    with pytest.raises(TooLate):
        await service.add_view(decision.ref, twelve[8], WORDS, sign=True, now=late)

    assert not (await under(decision, twelve[8], late)).may_speak
    assert not await RollEntry.filter(spoke=True).exists()


async def test_only_the_roll_speaks_and_only_under_a_result(
    twelve: list[int], newcomer: int
) -> None:
    life = Life(twelve)
    decision, now = await decided(life)
    going, _ = await life.voting()

    with pytest.raises(NotAllowed):
        await service.add_view(decision.ref, newcomer, WORDS, sign=True, now=now)
    with pytest.raises(NotFound):
        await service.add_view(going.ref, twelve[8], WORDS, sign=True, now=now)
    assert not await View.exists()


async def test_a_member_adds_a_view_on_the_page(
    twelve: list[int], app: Starlette, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await decided(Life(twelve), GrantRole("chair", twelve[2], 90))
    monkeypatch.setattr(clock, "now", lambda: now)
    cy, stranger = await signed_in(await Member.get(id=twelve[5])), Client(app)
    door = f"{decision.path}/views"
    assert "everybody can guess how you voted" in (await cy.get(decision.path)).text

    long = await cy.send_form(door, view="w" * 1001)
    empty = await cy.send_form(door, view=" ")
    assert (long.status_code, empty.status_code) == (422, 422)
    assert "w" * 1001 in long.text
    assert (await stranger.send_form(door, view=WORDS)).status_code in {303, 401}
    assert (await cy.send_form(door, view=WORDS)).status_code == 303
    assert (await cy.send_form(door, view=WORDS)).status_code == 409
    await stranger.aclose()

    page = (await cy.get(decision.path)).text
    assert WORDS in page
    assert "without a name" in page
    assert "Add what you think" not in page
