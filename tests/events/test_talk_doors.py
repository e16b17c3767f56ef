"""The doors of what is said at a night: comments, hosts' words, texts to look at."""

import asyncio
from datetime import timedelta

import pytest

from club.events.models import Night, NightComment, Report
from club.events.rules.seats import Want
from club.events.rules.talk import Reason
from club.events.service import answers, reports
from club.kit import clock
from club.kit.tokens import new_ref
from club.notices.models import Letter
from club.roles import service as roles
from tests.conftest import SignedIn
from tests.events.around import DAY, a_hosted_night, over
from tests.people import Cast
from tests.web import Client


@pytest.fixture
async def night(cast: Cast) -> Night:
    return await a_hosted_night(cast)


@pytest.fixture
async def ada(cast: Cast, signed_in: SignedIn) -> Client:
    """Ada chairs, by a decision, and so may hide a text."""
    now = clock.now()
    await roles.establish("decision/1", by=None, now=now)
    await roles.grant(
        "chair", cast.ada.id, decision_ref="decision/1", starts_at=now, ends_at=now + 200 * DAY,
        by=None, now=now,
    )  # fmt: skip
    return await signed_in(cast.ada)


@pytest.fixture
async def bo(cast: Cast, signed_in: SignedIn) -> Client:
    """Bo hosts the night, and holds no role."""
    return await signed_in(cast.bo)


async def a_comment(night: Night, cast: Cast, **more: object) -> NightComment:
    usual: dict[str, object] = {"words": "I bring my guitar", "said_at": clock.now()}
    return await NightComment.create(night_id=night.id, member_id=cast.dee.id, **usual | more)


# Comments


async def test_a_member_says_something_and_takes_it_back(
    bo: Client, cy: Client, night: Night
) -> None:
    sent = await cy.send_form(f"/e/{night.ref}/comment", words="Shall we sing?\nI think so.")
    assert sent.headers["location"] == f"/e/{night.ref}"
    page = (await bo.get(f"/e/{night.ref}")).text
    assert "Shall we sing?\nI think so." in page
    assert "<bdi>Cy</bdi>" in page
    assert "Take it back" not in page
    row = await NightComment.get()
    gone = await cy.send_form(f"/comments/{row.ref}/removal")
    assert gone.headers["location"] == f"/e/{night.ref}"
    assert "Shall we sing?" not in (await bo.get(f"/e/{night.ref}")).text
    assert (await cy.send_form(f"/comments/{row.ref}/removal")).status_code == 404


async def test_what_is_written_is_shown_as_it_is_written(cy: Client, night: Night) -> None:
    await cy.send_form(f"/e/{night.ref}/comment", words="<b>loud</b> **bold** [a](http://b)")
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "&lt;b&gt;loud&lt;/b&gt; **bold** [a](http://b)" in page


async def test_a_note_beforehand_asks_for_one_more_tap(cy: Client, night: Night) -> None:
    await cy.send_form(
        f"/e/{night.ref}/comment", words="After the ward", content_note="mentions hospital"
    )
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "<details><summary>mentions hospital</summary>" in page


async def test_a_comment_that_is_too_long_is_still_there_to_be_mended(
    cy: Client, night: Night
) -> None:
    long = "word " * 400 + "end"
    answer = await cy.send_form(f"/e/{night.ref}/comment", words=long)
    assert answer.status_code == 422
    assert "keep it to 2000 letters" in answer.text
    assert long in answer.text
    assert (await cy.send_form(f"/e/{night.ref}/comment", words="  ")).status_code == 422
    assert not await NightComment.exists()


async def test_the_same_comment_sent_three_times_is_said_once(cy: Client, night: Night) -> None:
    key, path = new_ref(), f"/e/{night.ref}/comment"
    await asyncio.gather(*[cy.send_form(path, key=key, words="Hello") for _ in range(3)])
    assert await NightComment.all().count() == 1


async def test_nobody_floods_a_page(cy: Client, night: Night) -> None:
    path = f"/e/{night.ref}/comment"
    codes = [(await cy.send_form(path, words=f"Word {n}")).status_code for n in range(21)]
    assert codes == [303] * 20 + [429]


async def test_a_day_after_the_night_nothing_more_is_said(cy: Client, night: Night) -> None:
    await over(night)
    assert "Say something about this night" in (await cy.get(f"/e/{night.ref}")).text
    start = clock.now() - 2 * DAY
    await Night.filter(id=night.id).update(starts_at=start, ends_at=start + DAY / 12)
    assert "Say something about this night" not in (await cy.get(f"/e/{night.ref}")).text
    late = await cy.send_form(f"/e/{night.ref}/comment", words="Late")
    assert late.status_code == 409
    assert "over a day ago" in late.text


async def test_earlier_comments_are_one_tap_away(cast: Cast, cy: Client, night: Night) -> None:
    for n in range(25):
        await a_comment(night, cast, words=f"Word {n}.")
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "Word 5." in page
    assert "Word 4." not in page
    before = (await NightComment.get(words="Word 5.")).id
    earlier = f"/e/{night.ref}/comments?before={before}"
    assert earlier in page
    older = (await cy.get(earlier)).text
    assert "Word 4." in older
    assert "Word 5." not in older
    assert "Word 24." in (await cy.get(f"/e/{night.ref}/comments?before=9e9")).text


# Hiding, and texts to look at


async def test_a_text_is_hidden_by_who_may_and_read_by_nobody_else(
    cast: Cast, ada: Client, bo: Client, cy: Client, night: Night
) -> None:
    row = await a_comment(night, cast, words="Rude words")
    assert "Hide it" in (await ada.get(f"/e/{night.ref}")).text
    assert "Hide it" not in (await bo.get(f"/e/{night.ref}")).text
    for other in (bo, cy):
        assert (await other.send_form(f"/comments/{row.ref}/hiding")).status_code == 403
    done = await ada.send_form(f"/comments/{row.ref}/hiding")
    assert done.headers["location"] == f"/e/{night.ref}"
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "Rude words" not in page
    assert "while others look at it" in page
    assert (await ada.send_form(f"/comments/{row.ref}/hiding")).status_code == 409
    assert (await ada.send_form(f"/comments/{'a2' * 13}/hiding")).status_code == 404


async def test_a_member_asks_others_to_look_and_only_they_see_who_asked(
    cast: Cast, ada: Client, bo: Client, cy: Client, night: Night
) -> None:
    row = await a_comment(night, cast, words="Rude words")
    page = await cy.get(f"/comments/{row.ref}/report")
    assert "Rude words" in page.text
    for _ in range(2):
        sent = await cy.send_form(f"/comments/{row.ref}/report", reason="hurts")
        assert sent.headers["location"] == f"/e/{night.ref}"
    letter = await Letter.get(member_id=cast.ada.id).select_related("message")
    assert "Rude" not in letter.message.title + letter.message.body
    assert "Cy" not in letter.message.title + letter.message.body
    shown = (await ada.get("/e/reports")).text
    for words in ("Rude words", "<bdi>Cy</bdi>", "<bdi>Dee</bdi>", "It hurts or scares somebody"):
        assert words in shown
    for other in (bo, cy):
        assert (await other.get("/e/reports")).status_code == 403
    report = await Report.get()
    assert (await bo.send_form(f"/e/reports/{report.ref}/closing")).status_code == 403
    closed = await ada.send_form(f"/e/reports/{report.ref}/closing")
    assert closed.headers["location"] == "/e/reports"
    assert "There is nothing to look at." in (await ada.get("/e/reports")).text
    assert (await ada.send_form(f"/e/reports/{report.ref}/closing")).status_code == 404


async def test_a_report_needs_a_reason_and_a_text_of_somebody_else(
    cast: Cast, cy: Client, night: Night, signed_in: SignedIn
) -> None:
    row = await a_comment(night, cast)
    answer = await cy.send_form(f"/comments/{row.ref}/report")
    assert answer.status_code == 422
    assert "Please choose one of these." in answer.text
    assert (await cy.send_form(f"/e/{night.ref}/report", reason="spite")).status_code == 422
    dee = await signed_in(cast.dee)
    own = await dee.send_form(f"/comments/{row.ref}/report", reason="hurts")
    assert own.status_code == 422
    assert "You wrote this yourself." in own.text
    assert not await Report.exists()


async def test_the_text_of_a_night_may_be_looked_at_too(
    ada: Client, cy: Client, night: Night
) -> None:
    await Night.filter(id=night.id).update(text="Members only, no newcomers")
    way = f"/e/{night.ref}/report"
    assert way in (await cy.get(f"/e/{night.ref}")).text
    assert "no newcomers" in (await cy.get(way)).text
    sent = await cy.send_form(way, reason="other")
    assert sent.headers["location"] == f"/e/{night.ref}"
    assert "no newcomers" in (await ada.get("/e/reports")).text


async def test_there_is_no_report_about_nothing(cy: Client) -> None:
    for path in (f"/comments/{'a2' * 13}/report", f"/e/{'a2' * 13}/report"):
        assert (await cy.get(path)).status_code == 404
        assert (await cy.send_form(path, reason="other")).status_code == 404


async def test_a_right_that_has_ended_opens_no_list(
    cast: Cast, ada: Client, night: Night, monkeypatch: pytest.MonkeyPatch, signed_in: SignedIn
) -> None:
    row = await a_comment(night, cast)
    await reports.report_comment(row.ref, cast.cy.id, Reason.OTHER, now=clock.now())
    assert (await ada.get("/e/reports")).status_code == 200
    late = clock.now() + timedelta(days=200)
    monkeypatch.setattr(clock, "now", lambda: late)
    ada = await signed_in(cast.ada)
    assert (await ada.get("/e/reports")).status_code == 403


# A host's word


async def test_a_host_sees_the_lock_screens_before_a_word_is_sent(
    cast: Cast, bo: Client, cy: Client, night: Night, signed_in: SignedIn
) -> None:
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=clock.now())
    way = f"/e/{night.ref}/message"
    assert way in (await bo.get(f"/e/{night.ref}")).text
    assert "Who should get it?" in (await bo.get(way)).text
    first = await bo.send_form(way, to="coming", body="Bring cups")
    assert first.status_code == 200
    assert "This is what locked phones will show" in first.text
    assert not await NightComment.exists()
    sent = await bo.send_form(way, to="coming", body="Bring cups", sure="true")
    assert sent.headers["location"] == f"/e/{night.ref}"
    assert "Bring cups" in (await cy.get(f"/e/{night.ref}")).text
    dee = await signed_in(cast.dee)
    assert "Bring cups" not in (await dee.get(f"/e/{night.ref}")).text
    again = await bo.send_form(way, to="coming", body="And spoons", sure="true")
    assert again.status_code == 429
    assert "And spoons" in again.text


async def test_a_word_needs_somebody_to_read_it(cast: Cast, bo: Client, night: Night) -> None:
    way = f"/e/{night.ref}/message"
    nobody = await bo.send_form(way, body="Hello", sure="true")
    assert nobody.status_code == 422
    assert "Please choose who should get it." in nobody.text
    assert "Hello" in nobody.text
    empty = await bo.send_form(way, to="coming", body="Hello", sure="true")
    assert empty.status_code == 422
    assert "Nobody has answered like that so far." in empty.text
    assert (await bo.send_form(way, to="everybody", body="Hello")).status_code == 422
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=clock.now())
    await over(night)
    late = await bo.send_form(way, to="coming", body="Hello", sure="true")
    assert late.status_code == 409


async def test_a_member_who_hosts_nothing_writes_to_nobody(
    cast: Cast, cy: Client, night: Night
) -> None:
    await answers.answer(night.ref, cast.dee.id, Want.COMING, now=clock.now())
    way = f"/e/{night.ref}/message"
    assert way not in (await cy.get(f"/e/{night.ref}")).text
    assert (await cy.get(way)).status_code == 403
    for sure in ("", "true"):
        sent = await cy.send_form(way, to="coming", body="Hello", sure=sure)
        assert sent.status_code == 403
    assert not await Letter.exists()


async def test_what_is_said_is_data_for_whoever_asks_for_data(
    cast: Cast, cy: Client, night: Night
) -> None:
    await a_comment(night, cast)
    answer = await cy.get(f"/e/{night.ref}", headers={"Accept": "application/json"})
    shown = answer.json()["page"]["around"]["talk"]["comments"][0]
    assert (shown["words"], shown["by"]["name"]) == ("I bring my guitar", "Dee")


@pytest.mark.parametrize("page", ["comments", "report", "message"])
async def test_a_stranger_signs_in_first(client: Client, night: Night, page: str) -> None:
    answer = await client.get(f"/e/{night.ref}/{page}")
    assert answer.headers["location"].startswith("/sign-in")
