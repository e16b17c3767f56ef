"""The doors of the room: who passes, who is turned away, what is refused kindly."""

import re
from datetime import datetime

import pytest
from starlette.applications import Starlette

from club.decisions import queries, service
from club.decisions.models import Comment, Decision, OpenBallot
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.marks import Slip
from club.decisions.rules.states import Choice
from club.kit import clock
from club.members.models import Member
from tests.conftest import SignedIn
from tests.decisions.life import MINUTE, NOON, TEA, Life
from tests.web import Client


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, NOON)


def at(monkeypatch: pytest.MonkeyPatch, now: datetime | None) -> None:
    """Let every view see this moment."""
    assert now is not None
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
async def cy(twelve: list[int], signed_in: SignedIn) -> Client:
    """The browser of a member who has no role and proposes nothing."""
    return await signed_in(await Member.get(id=twelve[5]))


@pytest.fixture
async def author(twelve: list[int], signed_in: SignedIn) -> Client:
    """The browser of the member who brings the ideas."""
    return await signed_in(await Member.get(id=twelve[0]))


IDEA = {"question": TEA, "body": "The old one leaks.", "does": "record"}
READ = ["/decisions", "/decisions/new", "/decisions/{ref}", "/decisions/{ref}/text"]
ACT = ["agreement", "support", "notice", "withdrawal", "talk", "ballot", "recusal", "text"]


async def test_nobody_without_a_place_in_the_club_passes_any_door(
    app: Starlette, twelve: list[int]
) -> None:
    draft = await Life(twelve).idea()
    stranger = Client(app)

    for path in READ:
        answer = await stranger.get(path.format(ref=draft.ref))
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in")
    for noun in ACT:
        answer = await stranger.send_form(f"/decisions/{draft.ref}/{noun}", choice="yes", text=1)
        assert answer.status_code in {303, 401}
    assert (await stranger.send_form("/decisions", **IDEA)).status_code in {303, 401}
    assert await Decision.all().count() == 1
    await stranger.aclose()


async def test_who_has_left_passes_no_door(twelve: list[int], cy: Client) -> None:
    draft = await Life(twelve).idea()
    await Member.filter(id=twelve[5]).update(left_at=NOON)

    answer = await cy.get(draft.path)

    assert answer.status_code == 303


async def test_an_empty_club_is_invited_to_bring_an_idea(cy: Client) -> None:
    page = await cy.get("/decisions")

    assert page.status_code == 200
    assert "Nothing is being decided now" in page.text


async def test_a_member_brings_an_idea_and_it_is_there(cy: Client) -> None:
    answer = await cy.send_form("/decisions", **IDEA)

    assert answer.status_code == 303
    page = await cy.get(answer.headers["location"])
    assert TEA in page.text
    assert "2 needed, 1 now: 1 more." in page.text
    assert TEA in (await cy.get("/decisions")).text


async def test_the_same_idea_sent_twice_is_there_once(cy: Client) -> None:
    key = "a-key-of-a-form-0001"

    first = await cy.send_form("/decisions", key=key, **IDEA)
    second = await cy.send_form("/decisions", key=key, **IDEA)

    assert first.headers["location"] == second.headers["location"]
    assert await Decision.all().count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"question": ""}, "question", "Please fill this in."),
        ({"question": "x" * 141}, "question", "too long"),
        ({"question": "Hm?"}, "question", "too short"),
        ({"body": "y" * 8001}, "body", "too long"),
        ({"does": "rule_the_world"}, "does", "Please choose one of these."),
        ({"does": "grant_role", "role": "king", "days": "90"}, "role", "one of the club"),
        ({"does": "grant_role", "role": "chair", "days": "90"}, "member", "choose somebody"),
        ({"days": "many"}, "days", "Please write a number"),
        ({"days": "9" * 40}, "days", "too big"),
    ],
)
async def test_a_mistake_is_named_at_its_field_and_nothing_typed_is_lost(
    cy: Client, wrong: dict[str, str], field: str, sentence: str
) -> None:
    answer = await cy.send_form("/decisions", **{**IDEA, **wrong})

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert sentence in answer.text
    assert wrong.get("body", "The old one leaks.") in answer.text
    assert not await Decision.exists()


async def test_a_megabyte_is_too_much(cy: Client) -> None:
    answer = await cy.send_form("/decisions", **{**IDEA, "body": "z" * 1_000_000})

    assert answer.status_code == 413


async def test_a_role_can_be_proposed_and_the_person_is_asked(
    author: Client, cy: Client, twelve: list[int]
) -> None:
    somebody = await Member.get(id=twelve[5])
    fields = {"does": "grant_role", "role": "chair", "member": somebody.ref, "days": "90"}

    answer = await author.send_form("/decisions", **{**IDEA, **fields})
    where = answer.headers["location"]

    assert (await author.get(where)).status_code == 200
    asked = await cy.get(where)
    assert "You are asked whether you would do this" in asked.text
    assert (await cy.send_form(f"{where}/agreement")).status_code == 303
    assert "Chair" in (await author.get(where)).text


async def test_a_draft_that_gives_a_role_opens_for_changing_as_it_was_typed(
    author: Client, twelve: list[int]
) -> None:
    draft = await Life(twelve).idea(GrantRole("treasurer", twelve[0], 77))

    page = (await author.get(f"{draft.path}/text")).text

    assert 'value="treasurer" selected' in page
    assert f'value="{(await Member.get(id=twelve[0])).ref}" selected' in page
    assert 'value="77"' in page


async def test_what_is_not_there_is_not_there(cy: Client) -> None:
    for path in ("/decisions/nothing", "/decisions/nothing/text"):
        assert (await cy.get(path)).status_code == 404
    for noun in ACT:
        fields = {**IDEA, "choice": "yes", "text": 1, "words": "Hello"}
        answer = await cy.send_form(f"/decisions/nothing/{noun}", **fields)
        assert answer.status_code == 404, noun


async def test_words_are_changed_by_their_author_alone(
    author: Client, cy: Client, twelve: list[int]
) -> None:
    draft = await Life(twelve).idea()
    changed = {**IDEA, "question": "Shall we buy two kettles?"}

    assert (await cy.get(f"{draft.path}/text")).status_code == 404
    assert (await cy.send_form(f"{draft.path}/text", **changed)).status_code == 404
    assert TEA in (await author.get(f"{draft.path}/text")).text
    wrong = await author.send_form(f"{draft.path}/text", **{**changed, "question": ""})
    assert wrong.status_code == 422
    assert (await author.send_form(f"{draft.path}/text", **changed)).status_code == 303
    assert "two kettles" in (await cy.get(draft.path)).text


async def test_support_and_notice_take_the_steps_to_the_vote(
    author: Client, cy: Client, twelve: list[int]
) -> None:
    draft = await Life(twelve).idea()
    early = await author.send_form(f"{draft.path}/notice")
    assert early.status_code == 422
    assert "More members need to stand behind this" in early.text

    assert (await cy.send_form(f"{draft.path}/support", text="one")).status_code == 422
    assert (await cy.send_form(f"{draft.path}/support", text=7)).status_code == 409
    assert (await cy.send_form(f"{draft.path}/support", text=1)).status_code == 303
    assert (await cy.send_form(f"{draft.path}/notice")).status_code == 303
    assert (await author.send_form(f"{draft.path}/notice")).status_code == 409
    assert "The vote begins on" in (await cy.get(draft.path)).text


async def test_talk_is_heard_and_harmless(cy: Client, twelve: list[int]) -> None:
    draft = await Life(twelve).idea()

    said = await cy.send_form(f"{draft.path}/talk", words="**Yes!** <script>alert(1)</script>")
    empty = await cy.send_form(f"{draft.path}/talk", words=" ")
    long = await cy.send_form(f"{draft.path}/talk", words="a" * 2001)

    assert (said.status_code, empty.status_code, long.status_code) == (303, 422, 422)
    assert "a" * 2001 in long.text
    page = await cy.get(draft.path)
    assert "<strong>Yes!</strong>" in page.text
    assert "<script>alert" not in page.text
    assert await Comment.all().count() == 1


async def test_a_member_votes_changes_and_is_thanked(
    cy: Client, twelve: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await Life(twelve).voting()
    at(monkeypatch, now)
    assert "You have not voted yet." in (await cy.get(decision.path)).text

    for choice, word in (("yes", "Yes"), ("no", "No")):
        answer = await cy.send_form(f"{decision.path}/ballot", choice=choice)
        assert answer.status_code == 303
        assert f"You have voted: {word}" in (await cy.get(decision.path)).text
    assert (await OpenBallot.get(decision_id=decision.id)).choice == Choice.NO


async def test_what_waits_for_ones_vote_stands_on_the_first_page_until_one_has_voted(
    cy: Client, twelve: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    life = Life(twelve)
    decision, now = await life.voting()
    await life.voting()
    at(monkeypatch, now)

    home = (await cy.get("/")).text
    await service.cast(decision.ref, twelve[5], Choice.YES, now=now)

    assert "Your vote is wanted" in home
    assert f'href="{decision.path}"' in home
    assert "and 1 more" in home
    assert f'href="{decision.path}"' not in (await cy.get("/")).text


async def test_a_ballot_that_cannot_be_read_is_refused_where_it_stands(
    cy: Client, twelve: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await Life(twelve).voting()
    at(monkeypatch, now)

    for choice in ("", "perhaps", "yes\x00"):
        answer = await cy.send_form(f"{decision.path}/ballot", choice=choice)
        assert answer.status_code == (303 if choice == "yes\x00" else 422)


async def test_a_ballot_at_the_very_close_is_refused_whether_or_not_the_clock_has_run(
    cy: Client, twelve: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, _now = await Life(twelve).voting()
    at(monkeypatch, decision.closes_at)

    answer = await cy.send_form(f"{decision.path}/ballot", choice="yes")

    assert answer.status_code == 409
    assert "The vote is over" in answer.text
    assert not await OpenBallot.exists()


async def test_a_newcomer_reads_and_is_told_why_they_have_no_vote(
    newcomer: int, twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await Life(twelve).voting()
    at(monkeypatch, now)
    dee = await signed_in(await Member.get(id=newcomer))

    assert "You had no vote yet" in (await dee.get(decision.path)).text
    answer = await dee.send_form(f"{decision.path}/ballot", choice="yes")

    assert answer.status_code == 403
    assert not await OpenBallot.exists()


async def test_stepping_aside_and_taking_back(
    author: Client, cy: Client, twelve: list[int]
) -> None:
    decision = await Life(twelve).noticed()

    assert (await cy.send_form(f"{decision.path}/recusal")).status_code == 303
    assert (await cy.send_form(f"{decision.path}/recusal")).status_code == 404
    assert (await cy.send_form(f"{decision.path}/withdrawal")).status_code == 404
    assert (await author.send_form(f"{decision.path}/withdrawal")).status_code == 303
    assert (await author.send_form(f"{decision.path}/withdrawal")).status_code == 409
    assert "There will be no vote" in (await cy.get(decision.path)).text


async def _at_stage(stage: str, life: Life) -> tuple[Decision, datetime]:
    """Bring a lively decision to a stage; return it and a moment in that stage."""
    grant = GrantRole("chair", life.members[2], 90)
    if stage in {"draft", "ready"}:
        return await (life.idea() if stage == "draft" else life.ready(grant)), NOON
    decision = await life.noticed()
    assert decision.opens_at is not None
    assert decision.closes_at is not None
    inside = decision.opens_at + MINUTE
    for each in life.members[:6] if stage != "notice" else []:
        await service.cast(decision.ref, each, Choice.YES, now=inside)
        await service.say(decision.ref, each, "Tea!", now=inside)
    if stage == "closed":
        await life.close(decision)
    return decision, {"notice": NOON, "open": inside}.get(stage, decision.closes_at)


STAGES = {
    "draft": "This is an idea.",
    "ready": "Now it can go to the club.",
    "notice": "The vote begins on",
    "open": "You have voted: Yes",
    "counting": "The result comes in a moment.",
    "closed": "The members said yes.",
}


@pytest.mark.parametrize("stage", STAGES)
async def test_every_stage_says_where_it_stands(
    cy: Client, twelve: list[int], stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await _at_stage(stage, Life(twelve))
    at(monkeypatch, now)

    page, listed = await cy.get(decision.path), await cy.get("/decisions")

    assert (page.status_code, listed.status_code) == (200, 200)
    assert STAGES[stage] in re.sub(r"<[^>]+>", "", page.text)
    assert TEA in listed.text


@pytest.mark.parametrize("stage", STAGES)
async def test_no_page_asks_the_database_more_than_eight_questions(
    twelve: list[int], stage: str, questions: list[str]
) -> None:
    decision, now = await _at_stage(stage, Life(twelve))

    for ask in (
        queries.decision_page(decision.ref, twelve[5], now=now),
        queries.index(twelve[5], now=now),
        queries.waiting_for(twelve[5], now=now),
    ):
        questions.clear()
        await ask
        assert 1 <= len(questions) <= 8, questions


async def test_the_result_is_told_plainly_with_all_its_numbers(
    cy: Client, twelve: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await _at_stage("closed", Life(twelve))
    at(monkeypatch, now)

    page = (await cy.get(decision.path)).text

    assert page.index("The members said yes.") < page.index("How it was counted")
    for phrase in (
        "12 members could vote, 6 voted.",
        "measured against 12 members",
        "3 or more had to say yes. 6 did.",
        "It took more yes than no, and 3 or more who say yes.",
        "This is decision 1 in",
        "It counts from",
    ):
        assert phrase in page


async def test_a_page_can_be_read_by_a_program(cy: Client, twelve: list[int]) -> None:
    draft = await Life(twelve).idea()

    answer = await cy.get(draft.path, headers={"Accept": "application/json"})

    assert answer.json()["page"]["question"] == TEA


DRAWN = {"choice": "no", "number": "a" * 26, "change_key": "b" * 26}


async def test_a_secret_vote_is_answered_with_its_slip(
    cy: Client, twelve: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await Life(twelve).voting(GrantRole("chair", twelve[2], 90))
    at(monkeypatch, now)
    page = (await cy.get(decision.path)).text
    assert "This vote is secret." in page
    drawn = {
        name: re.findall(rf'name="{name}" value="([a-z2-7]{{26}})"', page)[0]
        for name in ("number", "change_key")
    }

    answer = await cy.post(f"{decision.path}/secret-ballot", data={"choice": "yes", **drawn})

    assert answer.status_code == 200
    assert "no-store" in answer.headers["cache-control"]
    assert all(value in answer.text for value in drawn.values())
    assert "You have voted. Nobody can see how." in (await cy.get(decision.path)).text
    second = await cy.post(f"{decision.path}/secret-ballot", data=DRAWN)
    assert second.status_code == 409


async def test_whoever_holds_the_slip_changes_the_vote_signed_in_or_not(
    cy: Client, twelve: list[int], app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await Life(twelve).voting(GrantRole("chair", twelve[2], 90))
    at(monkeypatch, now)
    mine, door = Slip("c" * 26, "d" * 26), f"{decision.path}/secret-ballot/change"
    await service.cast_secret(decision.ref, twelve[5], Choice.YES, mine, now=now)
    mark = mine.mark(decision.ref, Choice.YES).upper()
    change = {**DRAWN, "mark": mark, "old_key": mine.change_key}
    anyone = Client(app)

    bad = await anyone.post(door, data={**change, "choice": "maybe"})
    good = await anyone.post(door, data=change)
    used = await anyone.post(door, data={**change, "number": "e" * 26})

    assert (await anyone.get(door)).status_code == 200
    assert (bad.status_code, good.status_code, used.status_code) == (422, 200, 422)
    assert mark in bad.text
    assert "No vote has this mark" in used.text
    checked = await cy.post(f"{decision.path}/check", data=DRAWN)
    assert "No such vote was found" in checked.text
    await anyone.aclose()


async def test_a_secret_vote_that_makes_no_sense_is_refused(
    cy: Client, twelve: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await Life(twelve).voting(GrantRole("chair", twelve[2], 90))
    at(monkeypatch, now)

    for wrong in ({"number": "short"}, {"change_key": ""}, {"choice": "perhaps"}):
        sent = {"choice": "yes", "number": "a" * 26, "change_key": "b" * 26, **wrong}
        answer = await cy.post(f"{decision.path}/secret-ballot", data=sent)
        assert answer.status_code == 422
    assert (await cy.post(f"{decision.path}/check", data={"number": "x"})).status_code == 422
