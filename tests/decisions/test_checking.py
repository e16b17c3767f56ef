"""After a secret vote: was my ballot counted, and what its list may tell to whom."""

import re

import pytest
from starlette.applications import Starlette

from club.decisions import service
from club.decisions.models import Decision, SecretBallot
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.marks import Slip
from club.decisions.rules.states import Choice
from club.kit import clock
from club.kit.tokens import new_ref
from club.members.models import Member
from tests.conftest import SignedIn
from tests.decisions.life import NOON, Life
from tests.web import Client

MINE = Slip(new_ref(), new_ref())
LIST = "See every vote by its mark"


async def closed(members: list[int], number: int) -> Decision:
    """Close a secret vote; the sixth member voted no with a slip the test knows."""
    decision, now = await Life(members).voting(GrantRole("chair", members[2], 90))
    for n, member_id in enumerate(members[:number]):
        said, slip = (Choice.NO, MINE) if n == 5 else (Choice.YES, Slip(new_ref(), new_ref()))
        await service.cast_secret(decision.ref, member_id, said, slip, now=now)
    return await Life(members).close(decision)


@pytest.fixture
async def cy(twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return await signed_in(await Member.get(id=twelve[5]))


async def ask(browser: Client, decision: Decision, number: str, choice: str) -> str:
    answer = await browser.send_form(f"{decision.path}/check", number=number, choice=choice)
    assert answer.status_code == 200
    return answer.text


async def test_a_slip_finds_its_ballot_however_it_was_written_by_hand(
    twelve: list[int], cy: Client
) -> None:
    decision = await closed(twelve, 9)
    by_hand = f" {MINE.number[:9].upper()} {MINE.number[9:]} "
    for number in (MINE.number, by_hand):
        assert "Your vote was counted" in await ask(cy, decision, number, "no")
    assert "No such vote was found" in await ask(cy, decision, MINE.number, "yes")
    assert "No such vote was found" in await ask(cy, decision, new_ref(), "no")


async def test_the_answer_says_what_it_does_not_show(twelve: list[int], cy: Client) -> None:
    page = await ask(cy, await closed(twelve, 9), MINE.number, "no")
    assert "whoever has your slip can ask the same" in page
    assert "own machine answers" in page


async def test_the_ballot_says_who_can_find_out_what(
    twelve: list[int], cy: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await Life(twelve).voting(GrantRole("chair", twelve[2], 90))
    monkeypatch.setattr(clock, "now", lambda: now)
    page = (await cy.get(decision.path)).text
    for limit in (
        "If everybody votes alike, it tells how everybody voted.",
        "if they watch while you vote",
        "Where few vote, others may guess well.",
        "whoever sees your slip can find your vote",
    ):
        assert limit in page


async def test_ten_ballots_are_listed_by_mark_for_those_on_the_roll(
    twelve: list[int], cy: Client
) -> None:
    decision = await closed(twelve, 10)
    assert LIST in (await cy.get(decision.path)).text
    page = (await cy.get(f"{decision.path}/ballots")).text
    marks = re.findall(r"<li><code>([a-z2-7]{10})</code> (Yes|No)</li>", page)
    assert marks == sorted(marks)
    assert (MINE.mark(decision.ref, "no"), "No") in marks
    assert len(marks) == 10


async def test_nine_ballots_are_listed_for_nobody_and_the_page_says_why(
    twelve: list[int], cy: Client
) -> None:
    decision = await closed(twelve, 9)
    page = (await cy.get(decision.path)).text
    assert LIST not in page
    assert "with fewer than 10 it could tell who said what" in page
    assert (await cy.get(f"{decision.path}/ballots")).status_code == 404


async def test_whoever_was_not_on_the_roll_sees_no_list(
    twelve: list[int], newcomer: int, signed_in: SignedIn, cy: Client
) -> None:
    decision = await closed(twelve, 10)
    dee = await signed_in(await Member.get(id=newcomer))
    assert (await cy.get(f"{decision.path}/ballots")).status_code == 200
    assert (await dee.get(f"{decision.path}/ballots")).status_code == 404
    assert LIST not in (await dee.get(decision.path)).text


async def test_no_list_before_the_close(twelve: list[int], cy: Client) -> None:
    decision, now = await Life(twelve).voting(GrantRole("chair", twelve[2], 90))
    for member_id in twelve[:11]:
        slip = Slip(new_ref(), new_ref())
        await service.cast_secret(decision.ref, member_id, Choice.YES, slip, now=now)
    assert (await cy.get(f"{decision.path}/ballots")).status_code == 404


async def test_an_open_vote_has_no_list_of_marks(twelve: list[int], cy: Client) -> None:
    decision, now = await Life(twelve).voting()
    for member_id in twelve[:11]:
        await service.cast(decision.ref, member_id, Choice.YES, now=now)
    decision = await Life(twelve).close(decision)
    assert (await cy.get(f"{decision.path}/ballots")).status_code == 404


async def test_too_few_ballots_are_destroyed_unread_and_the_page_says_so(
    twelve: list[int], cy: Client
) -> None:
    decision = await closed(twelve, 4)
    page = (await cy.get(decision.path)).text
    assert not await SecretBallot.exists()
    assert "Too few voted to keep a secret." in page
    assert "The votes were destroyed and nobody read them." in page
    assert "Was my vote counted?" not in page
    assert LIST not in page


async def test_a_stranger_sees_no_list(app: Starlette, twelve: list[int]) -> None:
    decision = await closed(twelve, 10)
    async with Client(app) as stranger:
        answer = await stranger.get(f"{decision.path}/ballots")
    assert answer.headers["location"].startswith("/sign-in")
