"""Ballots that choose, as a browser without scripts sends them: what is taken, what is mended."""

import re
from datetime import datetime

import pytest
from starlette.applications import Starlette

from club.decisions import queries, service
from club.decisions.models import Decision, OpenBallot, SecretBallot
from club.decisions.rules.effects import Advise, Agree, Choose, Effect
from club.decisions.rules.states import Class, Method
from club.kit import clock
from club.members.models import Member
from tests.conftest import SignedIn
from tests.decisions.life import NOON, TEA, Life
from tests.decisions.test_choosing import APPROVE, DRINKS, RANK, heard, secret, slip, whispered
from tests.web import Client

IDEA = {"question": TEA, "body": "The old one leaks.", "options": "Tea\n Cocoa \n\nWater"}


@pytest.fixture
async def cy(twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> Client:
    at(monkeypatch, NOON)
    return await signed_in(await Member.get(id=twelve[5]))


def at(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Let every view see this moment."""
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.mark.parametrize(
    ("does", "method", "kind", "effect"),
    [
        ("rank", Method.RANKED, Class.ORDINARY, RANK),
        ("approve", Method.APPROVAL, Class.ORDINARY, APPROVE),
        ("advise", Method.ADVICE, Class.ADVISORY, Advise(DRINKS)),
        ("agree", Method.CONSENT, Class.ORDINARY, Agree()),
    ],
)
async def test_a_member_chooses_how_an_idea_is_asked(
    cy: Client, does: str, method: Method, kind: Class, effect: Effect
) -> None:
    answer = await cy.send_form("/decisions", does=does, **IDEA)

    row = await Decision.get()
    assert answer.status_code == 303
    assert (row.method, row.kind, row.does()) == (method, kind, effect)
    page = (await cy.get(row.path)).text
    assert ("<li>Cocoa</li>" in page) is bool(effect.offers())
    form = (await cy.get(f"{row.path}/text")).text
    assert f'value="{does}" checked' in form


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("", "Write 2 to 10 options"),
        ("Tea", "Write 2 to 10 options"),
        ("\n".join(map(str, range(11))), "Write 2 to 10 options"),
        ("Tea\ntea", "Two options are the same."),
        ("Tea\n" + "x" * 81, "An option has at most 80 letters."),
    ],
)
@pytest.mark.parametrize("does", ["rank", "approve", "advise"])
async def test_options_that_cannot_be_are_named_at_their_field(
    cy: Client, does: str, options: str, sentence: str
) -> None:
    answer = await cy.send_form("/decisions", does=does, **{**IDEA, "options": options})

    assert answer.status_code == 422
    assert 'href="#options"' in answer.text
    assert sentence in answer.text
    assert "The old one leaks." in answer.text
    assert not await Decision.exists()


async def test_a_ranking_is_sent_by_numbers_and_read_back(
    cy: Client, twelve: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await Life(twelve).voting(RANK)
    at(monkeypatch, now)

    form = (await cy.get(decision.path)).text
    answer = await cy.send_form(f"{decision.path}/ballot", places=["b-1", "", "s-2", ""])

    assert form.count('name="places"') == 4
    assert "Keep things as they are" in form
    assert answer.status_code == 303
    assert (await OpenBallot.get()).choice == "rbs"
    page = (await cy.get(decision.path)).text
    assert "You have voted: 1. Cocoa, 2. Keep things as they are." in page
    assert '<option value="b-1" selected>' in page


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        (["a-1", "b-1"], "Number 1 stands at “Tea” and at “Cocoa”. Give each number once."),
        (["a-1", "b-3"], "You gave number 3, but nothing has number 2."),
        (["a-2"], "You gave number 2, but nothing has number 1."),
        (["", ""], "Give number 1 to what you want most."),
        (["a-1", "a-2"], "Please choose one of these."),
        (["d-1"], "Please choose one of these."),
        (["a-0"], "Please choose one of these."),
        (["first"], "Please choose one of these."),
    ],
)
async def test_a_gap_or_a_double_number_is_named_and_nothing_is_lost(
    cy: Client,
    twelve: list[int],
    monkeypatch: pytest.MonkeyPatch,
    places: list[str],
    sentence: str,
) -> None:
    decision, now = await Life(twelve).voting(RANK)
    at(monkeypatch, now)

    answer = await cy.send_form(f"{decision.path}/ballot", places=places)

    assert answer.status_code == 422
    assert 'href="#places"' in answer.text
    assert sentence in answer.text
    for each in places:
        if re.fullmatch("[abc]-[1-4]", each):
            assert f'<option value="{each}" selected>' in answer.text
    assert not await OpenBallot.exists()


@pytest.mark.parametrize(
    ("picks", "status", "stored"),
    [
        (["a", "c"], 303, "aac"),
        (["none"], 303, "a"),
        ([], 422, None),
        (["none", "a"], 422, None),
        (["a", "a"], 422, None),
        (["z"], 422, None),
    ],
)
async def test_what_one_can_live_with_is_ticked(
    cy: Client,
    twelve: list[int],
    monkeypatch: pytest.MonkeyPatch,
    picks: list[str],
    status: int,
    stored: str | None,
) -> None:
    decision, now = await Life(twelve).voting(APPROVE)
    at(monkeypatch, now)

    answer = await cy.send_form(f"{decision.path}/ballot", picks=picks)

    assert answer.status_code == status
    assert [row.choice for row in await OpenBallot.all()] == ([stored] if stored else [])
    assert ('href="#picks"' in answer.text) is (status == 422)


async def test_an_objection_without_a_reason_is_asked_for_one_and_stays_chosen(
    cy: Client, twelve: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await Life(twelve).voting(Agree())
    at(monkeypatch, now)

    wrong = await cy.send_form(f"{decision.path}/ballot", choice="object")
    right = await cy.send_form(f"{decision.path}/ballot", choice="object", reason="Too loud.")

    assert wrong.status_code == 422
    assert "Please say why, so that the others can meet it." in wrong.text
    assert 'value="object" checked' in wrong.text
    assert right.status_code == 303
    page = (await cy.get(decision.path)).text
    assert "You have voted: I object." in page
    assert "Too loud." in page


async def test_advice_names_one_option(
    cy: Client, twelve: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await Life(twelve).voting(Advise(DRINKS))
    at(monkeypatch, now)

    wrong = await cy.send_form(f"{decision.path}/ballot", choice="d")
    right = await cy.send_form(f"{decision.path}/ballot", choice="b")

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert (await OpenBallot.get()).choice == "vb"


async def test_every_reader_sees_the_options_in_one_drawn_order(
    cy: Client, twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await Life(twelve).voting(RANK)
    at(monkeypatch, now)
    other = await signed_in(await Member.get(id=twelve[6]))

    seen = [
        re.findall(r'<label for="place-(.)">', (await browser.get(decision.path)).text)
        for browser in (cy, other)
    ]

    assert seen[0] == seen[1]
    assert sorted(seen[0]) == ["a", "b", "c", "s"]
    assert seen[0][-1] == "s"


async def test_a_secret_ranking_gives_a_slip_that_does_not_say_it(
    cy: Client, twelve: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await secret(twelve, RANK)
    at(monkeypatch, now)
    mine = slip()
    fields = {"number": mine.number, "change_key": mine.change_key}

    wrong = await cy.send_form(f"{decision.path}/secret-ballot", places=["a-2"], **fields)
    right = await cy.send_form(f"{decision.path}/secret-ballot", places=["a-1", "c-2"], **fields)

    assert wrong.status_code == 422
    assert right.status_code == 200
    assert mine.mark(decision.ref, "rac") in right.text
    assert "Tea" not in right.text
    assert (await SecretBallot.get()).choice == "rac"


async def test_whoever_shows_a_slip_gets_the_ballot_and_nobody_else_reads_its_options(
    app: Starlette, twelve: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await secret(twelve, RANK)
    at(monkeypatch, now)
    mine, new = slip(), slip()
    await service.cast_secret(decision.ref, twelve[0], "rab", mine, now=now)
    path = f"{decision.path}/secret-ballot/change"
    holder = {"mark": mine.mark(decision.ref, "rab").upper(), "old_key": mine.change_key}
    fresh = {"number": new.number, "change_key": new.change_key}
    async with Client(app) as stranger:
        asked = await stranger.get(path)
        guessed = await stranger.send_form(
            path, look="true", **{**holder, "old_key": "a" * 26}, **fresh
        )
        shown = await stranger.send_form(path, look="true", **holder, **fresh)
        wrong = await stranger.send_form(path, places=["b-2"], **holder, **fresh)
        sent = [
            await stranger.send_form(path, places=["b-1"], **holder, **fresh) for _twice in range(2)
        ]

    assert "Cocoa" not in asked.text + guessed.text
    assert (guessed.status_code, shown.status_code, wrong.status_code) == (422, 200, 422)
    assert "Cocoa" in shown.text
    assert holder["mark"] in shown.text
    assert "You gave number 2, but nothing has number 1." in wrong.text
    assert [answer.status_code for answer in sent] == [200, 200]
    assert (await SecretBallot.get()).choice == "rb"


async def test_the_result_of_a_ranking_shows_its_steps_and_how_to_look_a_ballot_up(
    cy: Client, twelve: list[int]
) -> None:
    decision = await whispered(twelve, RANK, [*["rab"] * 6, *["rba"] * 3, "rcb"])
    page = (await cy.get(decision.path)).text

    assert "The members chose: Tea." in page
    assert "Step by step" in page
    assert "Each ballot counts for what it puts first." in page
    assert "some say what nobody else said" in page
    assert (await cy.get(f"{decision.path}/ballots")).status_code == 404
    answer = await cy.send_form(f"{decision.path}/check", number="a" * 26, places=["a-1"])
    assert "No such vote was found" in answer.text


@pytest.mark.parametrize(
    ("effect", "said", "sentence"),
    [
        (RANK, ["rsa"] * 3, "The members chose to keep things as they are."),
        (APPROVE, ["aa"] * 4, "The members chose: Tea."),
        (APPROVE, ["aa", "ab", "ac", "a"], "No option had enough behind it."),
        (Agree(), ["consent"] * 3, "Nobody objected. It passes."),
        (Agree(), ["consent", "object"], "1 member objected, so it does not pass."),
        (Advise(DRINKS), ["vb"], "Most would do this: Cocoa. It is advice."),
        (Advise(DRINKS), ["vb", "va"], "Several came out equal. It is advice."),
        (Advise(DRINKS), [], "Too few took part. Things stay as they are."),
    ],
)
async def test_the_result_says_in_one_sentence_what_came_of_it(
    cy: Client, twelve: list[int], effect: Effect, said: list[str], sentence: str
) -> None:
    decision = await heard(twelve, effect, said)

    assert sentence in (await cy.get(decision.path)).text
    assert TEA in (await cy.get("/decisions")).text


async def test_a_tie_that_the_lot_decided_is_told(cy: Client, twelve: list[int]) -> None:
    decision = await heard(twelve, Choose(Method.APPROVAL, DRINKS), ["aab"] * 4)
    page = (await cy.get(decision.path)).text

    assert "The lot mattered" in page
    assert "It was fixed before the vote, in this order:" in page


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (RANK, ["rab"]),
        (APPROVE, ["aa"]),
        (Agree(), ["consent", "concern"]),
        (Advise(DRINKS), ["va"]),
    ],
)
async def test_no_page_of_a_choice_asks_the_database_more_than_eight_questions(
    twelve: list[int], effect: Effect, said: list[str], questions: list[str]
) -> None:
    rows = [await heard(twelve, effect, said * 5)]
    if not isinstance(effect, Advise):
        rows.append(await whispered(twelve, effect, said * 5))

    for row in rows:
        questions.clear()
        await queries.decision_page(row.ref, twelve[5], now=NOON)
        assert 1 <= len(questions) <= 8, questions
