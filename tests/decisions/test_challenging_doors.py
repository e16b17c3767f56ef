"""The pages of challenging a result: for whoever challenges, for the panel, for all others."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from club.cli.records import recounted
from club.decisions import queries, service
from club.decisions.models import Decision, PanelSeat
from club.decisions.rules.challenges import Ground
from club.decisions.rules.panel import WITHIN, Verdict
from club.decisions.rules.states import Choice
from club.decisions.service import Said
from club.kit import clock
from club.members.models import Member
from club.verify.files import Record
from club.verify.main import checked
from tests.conftest import SignedIn
from tests.decisions.life import TEA, Life
from tests.decisions.wrongs import HOUR, Wrong, carried
from tests.web import Client

STANDS, ANNULLED = Verdict.STANDS, Verdict.ANNULLED


def at(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


async def phone(
    wrong: Wrong, member_id: int, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> Client:
    at(monkeypatch, wrong.now)
    return await signed_in(await Member.get(id=member_id))


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


async def test_while_a_result_cools_down_its_page_leads_to_where_it_is_challenged(
    twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = await carried(Life(twelve))
    cy = await phone(wrong, twelve[5], signed_in, monkeypatch)
    where = f"{wrong.decision.path}/challenge"
    page = (await cy.get(wrong.decision.path)).text
    assert "Nothing follows from it before." in page
    assert where in page
    assert "It counts from" in (await cy.get("/decisions")).text
    form = (await cy.get(where)).text
    assert TEA in form
    assert form.count('name="ground"') == len(Ground)

    answer = await cy.send_form(where, ground="roll", words="Dee was not on it.")

    assert answer.headers["location"] == where
    page = plain((await cy.get(where)).text)
    assert "Dee was not on it." in page
    assert "2 needed, 1 now: 1 more." in page
    assert "Members say that something went wrong." in (await cy.get(wrong.decision.path)).text


async def test_a_mistake_is_said_at_its_field_and_nothing_typed_is_lost(
    twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = await carried(Life(twelve))
    cy = await phone(wrong, twelve[5], signed_in, monkeypatch)
    where = f"{wrong.decision.path}/challenge"

    for fields, field in (
        ({"words": "Dee was not on it."}, "ground"),
        ({"ground": "taste", "words": "Dee was not on it."}, "ground"),
        ({"ground": "roll", "words": ""}, "words"),
        ({"ground": "roll", "words": "Dee was not on it. " * 80}, "words"),
    ):
        answer = await cy.send_form(where, **fields)
        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.text
        assert fields["words"].strip() in answer.text


async def test_who_comes_too_late_reads_why(
    twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = await carried(Life(twelve))
    cy = await phone(wrong, twelve[5], signed_in, monkeypatch)
    assert wrong.decision.in_force_at is not None
    at(monkeypatch, wrong.decision.in_force_at)

    where = f"{wrong.decision.path}/challenge"
    assert 'name="ground"' not in (await cy.get(where)).text
    answer = await cy.send_form(where, ground="roll", words="Dee was not on it.")

    assert answer.status_code == 409
    assert "The time for this is over." in answer.text
    assert "Dee was not on it." in answer.text  # to take along elsewhere


async def test_a_newcomer_reads_and_may_not_challenge(
    twelve: list[int], newcomer: int, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = await carried(Life(twelve))
    dee = await phone(wrong, newcomer, signed_in, monkeypatch)
    where = f"{wrong.decision.path}/challenge"
    assert "as soon as you have a vote" in (await dee.get(where)).text
    answer = await dee.send_form(where, ground="roll", words="I was not on it.")
    assert answer.status_code == 403


async def test_one_of_the_panel_finds_the_way_and_says_what_they_find(
    twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = await (await carried(Life(twelve))).held()
    seat = (await wrong.seats())[0]
    ada = await phone(wrong, wrong.drawn[0], signed_in, monkeypatch)
    where = f"{wrong.decision.path}/challenge"
    listed = (await ada.get("/decisions")).text
    assert "You were drawn to look at a vote" in listed
    assert where in listed
    page = (await ada.get(where)).text
    assert "You were drawn to look at it" in page
    assert seat.token in page

    for fields, field in (
        ({"words": "I looked at it."}, "verdict"),
        ({"verdict": "perhaps", "words": "I looked at it."}, "verdict"),
        ({"verdict": "stands", "words": ""}, "words"),
    ):
        wrong_answer = await ada.send_form(f"{wrong.decision.path}/verdict", **fields)
        assert wrong_answer.status_code == 422
        assert f'href="#{field}"' in wrong_answer.text
    answer = await ada.send_form(
        f"{wrong.decision.path}/verdict", verdict="stands", words="Dee joined a week later."
    )

    assert answer.headers["location"] == where
    page = (await ada.get(where)).text
    assert 'name="verdict"' not in page
    assert "has said what they find" in page
    assert "Dee joined a week later." not in page
    assert "You were drawn to look at a vote" not in (await ada.get("/decisions")).text


async def test_one_of_the_panel_can_leave_it_and_the_page_is_gone_for_them(
    twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = await (await carried(Life(twelve))).held()
    ada = await phone(wrong, wrong.drawn[0], signed_in, monkeypatch)
    where = f"{wrong.decision.path}/challenge"

    answer = await ada.send_form(f"{wrong.decision.path}/panel/refusal")

    assert answer.headers["location"] == where
    assert 'name="verdict"' not in (await ada.get(where)).text
    again = await ada.send_form(f"{wrong.decision.path}/panel/refusal")
    assert again.status_code == 409
    late = await ada.send_form(f"{wrong.decision.path}/verdict", verdict="stands", words="I see.")
    assert late.status_code == 409
    assert "I see." in late.text


async def test_nobody_else_can_speak_for_the_panel(
    twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = await (await carried(Life(twelve))).held()
    bo = await phone(wrong, twelve[0], signed_in, monkeypatch)
    page = (await bo.get(f"{wrong.decision.path}/challenge")).text
    assert 'name="verdict"' not in page
    assert "Three members look at it until" in page
    for path, fields in (
        ("verdict", {"verdict": "annulled", "words": "Because."}),
        ("panel/refusal", {}),
    ):
        answer = await bo.send_form(f"{wrong.decision.path}/{path}", **fields)
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("verdict", "says", "listed"),
    [
        (STANDS, "The result stands.", "The members said yes on"),
        (ANNULLED, "The vote is annulled", "was annulled."),
    ],
)
async def test_every_page_says_what_was_found(
    twelve: list[int],
    signed_in: SignedIn,
    monkeypatch: pytest.MonkeyPatch,
    verdict: Verdict,
    says: str,
    listed: str,
) -> None:
    wrong = await (await carried(Life(twelve))).held()
    cy = await phone(wrong, twelve[0], signed_in, monkeypatch)
    assert "Now it is looked at whether the vote went well." in (await cy.get("/decisions")).text
    assert "Members look at how the vote went." in (await cy.get(wrong.decision.path)).text
    for n in (0, 1):
        await service.judge(wrong.decision.ref, wrong.drawn[n], verdict, "So it is.", now=wrong.now)
    await wrong.clock()

    page = plain((await cy.get(f"{wrong.decision.path}/challenge")).text)
    assert says in page
    assert page.count("So it is.") == 2
    assert listed in (await cy.get("/decisions")).text
    decision = plain((await cy.get(wrong.decision.path)).text)
    if verdict is ANNULLED:
        assert "This vote was annulled. Nothing follows from it." in decision
        assert "The vote is held anew:" in decision
        again = await wrong.again()
        assert "The first vote on this was annulled:" in plain((await cy.get(again.path)).text)
    else:
        assert "It counts from" in decision


async def test_a_panel_without_a_finding_is_told_as_such(
    twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = await (await carried(Life(twelve))).held()
    cy = await phone(wrong, twelve[0], signed_in, monkeypatch)
    await wrong.clock(wrong.now + WITHIN)
    page = plain((await cy.get(f"{wrong.decision.path}/challenge")).text)
    assert "The panel came to no finding in time" in page


async def test_too_few_for_a_panel_is_told_as_such(
    six: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = await (await carried(Life(six), yes=5)).held(4, 5)
    cy = await phone(wrong, six[0], signed_in, monkeypatch)
    where = f"{wrong.decision.path}/challenge"
    assert "Too few are left to look at it. The vote is held anew" in plain(
        (await cy.get(where)).text
    )
    await wrong.clock()
    assert "Too few were left to look at it" in plain((await cy.get(where)).text)


async def test_words_of_a_challenge_are_text_and_never_markup(
    twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = await carried(Life(twelve))
    cy = await phone(wrong, twelve[0], signed_in, monkeypatch)
    said = Said(Ground.TEXT, "<script>alert(1)</script> & so on")
    await service.challenge(wrong.decision.ref, twelve[-1], said, now=wrong.now)
    assert "<script>alert" not in (await cy.get(f"{wrong.decision.path}/challenge")).text


async def test_no_page_about_a_challenge_asks_the_database_more_than_eight_questions(
    twelve: list[int], questions: list[str]
) -> None:
    wrong = await carried(Life(twelve))
    await wrong.challenge(-1)

    async def counted() -> None:
        for page in (queries.challenge_page, queries.decision_page):
            for reader in (twelve[0], *wrong.drawn[:1]):
                questions.clear()
                await page(wrong.decision.ref, reader, now=wrong.now)
                assert 1 <= len(questions) <= 8, questions
        questions.clear()
        await queries.index(twelve[0], now=wrong.now)
        assert 1 <= len(questions) <= 8, questions

    await counted()
    await wrong.held(-2)
    await counted()
    await wrong.judge(0, ANNULLED)
    await wrong.judge(1, ANNULLED)
    await wrong.clock()
    await counted()
    wrong = await held_anew(wrong)
    await wrong.challenge(-1)
    await counted()


async def held_anew(wrong: Wrong) -> Wrong:
    """The vote that the clock holds anew, carried too."""
    again = await wrong.again()
    assert again.opens_at is not None
    for member_id in wrong.members[:8]:
        await service.cast(again.ref, member_id, Choice.YES, now=again.opens_at)
    closed = await Life(wrong.members).count(again)
    assert closed.closed_at is not None
    return Wrong(closed, wrong.members, closed.closed_at + HOUR)


async def test_the_record_that_a_member_takes_away_proves_the_panel(
    twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wrong = await (await carried(Life(twelve))).held()
    await wrong.judge(0, STANDS)
    await wrong.judge(2, STANDS)
    await wrong.clock()
    cy = await phone(wrong, twelve[0], signed_in, monkeypatch)
    content = (await cy.get("/record/file")).content
    assert isinstance(checked(content), Record)

    file, said = tmp_path / "record.jsonl", list[str]()
    file.write_bytes(content)
    recounted(file, said.append)
    assert said[-1].startswith("1 of 1 votes were counted again")
    assert await PanelSeat.exclude(verdict=None).count() == 2
    assert (await Decision.get(id=wrong.decision.id)).held_at is None
