"""The doors of meetings, as a browser without scripts goes through them."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from starlette.applications import Starlette

from club.decisions.models import AgendaPoint, Meeting, Minutes
from club.decisions.queries.meetings import meeting_page, meetings_page, minutes_page
from club.decisions.service import meetings
from club.front.queries import home_page
from club.journeys.service import meetings as journey
from club.kit import clock
from club.members.models import Member
from tests.conftest import SignedIn
from tests.decisions.life import Life
from tests.decisions.meetings.life import FOR, HALL, Gathered, on, seat
from tests.decisions.meetings.test_minutes import SAID, held_later, written
from tests.people import NOW
from tests.web import Client

Phone = Callable[[int, datetime], Awaitable[Client]]


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def phone(signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> Phone:
    """A member's phone at a moment: the club's clock stands there too."""

    async def at(member_id: int, now: datetime) -> Client:
        monkeypatch.setattr(clock, "now", lambda: now)
        return await signed_in(await Member.get(id=member_id))

    return at


async def test_any_member_finds_the_way_to_call_a_meeting(twelve: list[int], phone: Phone) -> None:
    cy = await phone(twelve[5], NOW)

    assert 'href="/meetings"' in (await cy.get("/club")).text
    assert 'href="/meetings/new"' in (await cy.get("/meetings")).text
    answer = await cy.send_form(
        "/meetings", purpose=FOR, about="The rent goes up.", points="The rent\n\nAnother hall"
    )

    assert answer.status_code == 303
    page = text((await cy.get(answer.headers["location"])).text)
    assert FOR in page
    assert "3 needed, 1 now." in page
    assert "Another hall" in page


async def test_the_same_request_sent_twice_asks_once(twelve: list[int], phone: Phone) -> None:
    cy = await phone(twelve[5], NOW)

    sent = [await cy.send_form("/meetings", key="k" * 26, purpose=FOR) for _ in range(2)]

    assert sent[0].headers["location"] == sent[1].headers["location"]
    assert await Meeting.all().count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"purpose": ""}, "purpose"),
        ({"purpose": "Hm"}, "purpose"),
        ({"purpose": "x" * 141}, "purpose"),
        ({"points": "\n".join("abcdefghijk")}, "points"),
        ({"points": "y" * 141}, "points"),
        ({"about": "z" * 2001}, "about"),
    ],
)
async def test_a_mistake_is_named_at_its_field_and_nothing_typed_is_lost(
    twelve: list[int], phone: Phone, wrong: dict[str, str], field: str
) -> None:
    cy = await phone(twelve[5], NOW)

    answer = await cy.send_form("/meetings", **{"purpose": FOR, "about": "The rent.", **wrong})

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert wrong.get("about", "The rent.") in answer.text
    assert not await Meeting.exists()


async def test_others_join_in_until_enough_ask(twelve: list[int], phone: Phone) -> None:
    row = await Gathered(twelve).asked(2)
    cy = await phone(twelve[5], NOW)
    assert (await cy.send_form(f"{row.path}/callers/removal")).status_code == 404
    assert (await cy.send_form(f"{row.path}/callers")).status_code == 303
    assert (await cy.send_form(f"{row.path}/callers")).status_code == 409
    page = (await cy.get(row.path)).text
    assert "The committee sets the day until" in text(page)
    assert 'name="starts"' not in page


async def test_the_committee_sets_the_day_and_it_stands_wherever_members_look(
    twelve: list[int], phone: Phone
) -> None:
    row, day = await Gathered(twelve).asked(), on(NOW, 20)
    await seat("chair", twelve[11])
    cy = await phone(twelve[5], NOW)
    refused = await cy.send_form(f"{row.path}/day", starts=day.starts.isoformat()[:16], place=HALL)
    assert refused.status_code == 403

    ada = await phone(twelve[11], NOW)
    assert 'name="starts"' in (await ada.get(row.path)).text
    for starts, place, field in (
        ("soon", HALL, "starts"), ("1799-01-01T19:00", HALL, "starts"),
        ("2027-03-05T19:00", HALL, "starts"), (day.starts.isoformat()[:16], "", "place"),
    ):  # fmt: skip
        answer = await ada.send_form(f"{row.path}/day", starts=starts, place=place)
        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.text
    sent = await ada.send_form(f"{row.path}/day", starts=day.starts.isoformat()[:16], place=HALL)
    assert sent.status_code == 303

    page = text((await cy.get(row.path)).text)
    assert HALL in page
    assert "Needed there 5 people" in page
    night = (await Meeting.get()).night
    assert row.path in (await cy.get(f"/e/{night}")).text
    assert "Meeting of all members" in (await cy.get("/nights")).text
    assert FOR in text((await cy.get("/")).text)


async def test_points_and_questions_come_in_and_can_be_taken_back(
    twelve: list[int], phone: Phone
) -> None:
    row = await Gathered(twelve).called()
    question = await Life(twelve).noticed()
    cy = await phone(twelve[5], NOW)

    assert (await cy.send_form(f"{row.path}/points", words="Tea at eight")).status_code == 303
    sent = await cy.send_form(f"{row.path}/questions", decision=question.ref)
    assert sent.status_code == 303
    page = (await cy.get(row.path)).text
    assert f'href="{question.path}"' in page
    assert "To talk about. Nothing is settled on it." in page
    tea = await AgendaPoint.get(words="Tea at eight")
    gone = await cy.send_form(f"{row.path}/points/{tea.ref}/removal")
    assert gone.status_code == 303

    for noun, fields, field in (
        ("points", {"words": "", "about": "Warm."}, "words"),
        ("questions", {"decision": "a2" * 13}, "decision"),
    ):
        answer = await cy.send_form(f"{row.path}/{noun}", **fields)
        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.text


async def test_the_notice_to_print_names_no_member(twelve: list[int], phone: Phone) -> None:
    row = await Gathered(twelve).called()
    cy = await phone(twelve[5], NOW)

    page = text((await cy.get(f"{row.path}/notice")).text)

    assert "All members are called together" in page
    assert HALL in page
    assert "Another hall" in page
    assert "Member 1" not in page


async def test_two_count_on_their_own_phones(twelve: list[int], phone: Phone) -> None:
    gathered = Gathered(twelve)
    row = await gathered.opened()
    writer = (await Member.get(id=twelve[3])).ref
    bo = await phone(twelve[1], gathered.now)
    assert "Are enough here?" in (await bo.get(row.path)).text
    few = await bo.send_form(f"{row.path}/count", present="2", recorder=writer)
    assert few.status_code == 422
    assert "Wait 30 minutes" in few.text
    for present in ("0", "-3", "many", "9" * 30):
        wrong = await bo.send_form(f"{row.path}/count", present=present, recorder=writer)
        assert wrong.status_code == 422
    said = await bo.send_form(f"{row.path}/count", present="6", recorder=writer)
    assert said.status_code == 303
    own = await bo.send_form(f"{row.path}/count-confirmation", present="6")
    assert own.status_code == 403

    cy = await phone(twelve[5], gathered.now)
    assert "says that 6 people are here." in text((await cy.get(row.path)).text)
    answer = await cy.send_form(f"{row.path}/count-confirmation", present="6")

    assert answer.status_code == 303
    page = text((await cy.get(row.path)).text)
    assert "6 people were there, and 5 were needed. Nobody keeps who." in page
    again = await cy.send_form(f"{row.path}/count-confirmation", present="6")
    assert again.status_code == 409


async def test_too_few_are_told_when_they_meet_again(twelve: list[int], phone: Phone) -> None:
    gathered = Gathered(twelve)
    row = await gathered.opened()
    now = gathered.now + timedelta(minutes=30)
    bo = await phone(twelve[1], now)
    await bo.send_form(f"{row.path}/count", present="2")
    cy = await phone(twelve[5], now)

    answer = await cy.send_form(f"{row.path}/count-confirmation", present="2")

    assert answer.status_code == 303
    page = (await cy.get(row.path)).text
    assert "It was put off, once." in page
    second = await Meeting.get(put_off_id=row.id)
    assert f'href="{second.path}"' in page
    assert "Second meeting" in (await cy.get(second.path)).text


async def test_minutes_are_written_by_phone_and_nothing_typed_is_lost(
    twelve: list[int], phone: Phone
) -> None:
    gathered = Gathered(twelve)
    row = await gathered.held()
    door = f"{row.path}/minutes"
    dee = await phone(twelve[3], gathered.now)
    empty = await dee.send_form(door, words="", base="0")
    assert empty.status_code == 422
    long = await dee.send_form(door, words="w" * 20001, base="0")
    assert long.status_code == 422
    assert "w" * 20001 in long.text
    assert (await dee.send_form(door, words=SAID, base="0", propose="true")).status_code == 303
    stale = await dee.send_form(door, words="Otherwise", base="0")
    assert stale.status_code == 409
    assert "Otherwise" in stale.text


async def test_minutes_are_corrected_and_fixed_by_phone(twelve: list[int], phone: Phone) -> None:
    gathered = Gathered(twelve)
    row = await written(gathered)
    door = f"{row.path}/minutes"
    dee = await phone(twelve[3], gathered.now)
    cy = await phone(twelve[5], gathered.now)
    assert SAID in (await cy.get(door)).text
    assert (await cy.send_form(door, words="Mine", base="1")).status_code == 403
    assert (await cy.send_form(f"{door}/corrections", otherwise="We were six.")).status_code == 303
    assert (await cy.send_form(f"{door}/corrections", otherwise="")).status_code == 422
    assert "We were six." in (await dee.get(door)).text
    assert (await cy.send_form(f"{door}/agreement", version="1")).status_code == 409

    await held_later(gathered)
    cy = await phone(twelve[5], gathered.now)
    assert (await cy.send_form(f"{door}/agreement", version="1")).status_code == 303
    assert (await cy.send_form(f"{door}/agreement-confirmation", version="1")).status_code == 403
    dee = await phone(twelve[3], gathered.now)
    fixed = await dee.send_form(f"{door}/agreement-confirmation", version="1")
    assert fixed.status_code == 303
    page = (await cy.get(door)).text
    assert (await Minutes.get()).sha256[:12] in page
    assert "What would you put otherwise?" not in page
    assert (await dee.send_form(door, words="No", base="1")).status_code == 409


async def test_minutes_are_handed_back_and_taken_on(twelve: list[int], phone: Phone) -> None:
    gathered = Gathered(twelve)
    row = await written(gathered)
    dee, door = await phone(twelve[3], gathered.now), f"{row.path}/minutes"
    assert (await dee.send_form(f"{door}/writing-removal")).status_code == 303

    cy = await phone(twelve[5], gathered.now)
    assert "I write them" in (await cy.get(door)).text
    assert (await cy.send_form(f"{door}/writing")).status_code == 303
    assert "Write them" in (await cy.get(door)).text
    assert (await dee.send_form(f"{door}/writing")).status_code == 409


async def test_the_committee_calls_the_yearly_meeting_by_phone(
    twelve: list[int], phone: Phone
) -> None:
    await seat("chair", twelve[11])
    day = {"starts": on(NOW, 30).starts.isoformat()[:16], "place": HALL, "purpose": "The year"}
    cy = await phone(twelve[5], NOW)
    assert "Call the yearly meeting" not in (await cy.get("/meetings")).text
    assert (await cy.get("/meetings/yearly")).status_code == 403
    assert (await cy.send_form("/meetings/yearly", **day)).status_code == 403

    ada = await phone(twelve[11], NOW)
    assert "Call the yearly meeting" in (await ada.get("/meetings")).text
    assert (await ada.get("/meetings/yearly")).status_code == 200
    soon = await ada.send_form("/meetings/yearly", **{**day, "starts": "2027-03-10T19:00"})
    assert soon.status_code == 422
    assert "The year" in soon.text
    answer = await ada.send_form("/meetings/yearly", **day)
    assert answer.status_code == 303
    assert "Yearly meeting" in (await cy.get(answer.headers["location"])).text


async def test_no_stranger_passes_and_nothing_is_where_nothing_is(
    app: Starlette, twelve: list[int], phone: Phone
) -> None:
    row = await Gathered(twelve).called()
    stranger, cy = Client(app), await phone(twelve[5], NOW)

    for path in ("/meetings", "/meetings/new", "/meetings/yearly", row.path, f"{row.path}/notice"):
        assert (await stranger.get(path)).headers["location"].startswith("/sign-in"), path
    for path in ("/meetings/" + "a2" * 13, f"{row.path}/minutes"):
        assert (await cy.get(path)).status_code == 404
    for noun in ("callers", "points", "count", "day", "minutes", "count-confirmation"):
        assert (await stranger.send_form(f"{row.path}/{noun}")).headers["location"] == "/sign-in"
    await stranger.aclose()


async def test_no_page_of_meetings_asks_more_than_eight_questions(
    twelve: list[int], questions: list[str]
) -> None:
    asked = await Gathered(twelve).asked()
    gathered = Gathered(twelve)
    done = await written(gathered)
    called = await journey.call_yearly(
        twelve[-1], "The year", on(gathered.now, 30), now=gathered.now
    )
    row = await Meeting.get(ref=called)
    assert row.starts_at is not None

    for ask in (
        meeting_page(asked.ref, twelve[5], now=NOW),
        meeting_page(row.ref, twelve[5], now=gathered.now),
        meeting_page(row.ref, twelve[5], now=row.starts_at),
        meeting_page(done.ref, twelve[5], now=gathered.now),
        meetings_page(twelve[5], now=NOW),
        minutes_page(done.ref, twelve[5]),
        home_page(twelve[5], now=gathered.now),
    ):
        questions.clear()
        await ask
        assert 1 <= len(questions) <= 8, questions


async def test_nobody_who_reads_data_learns_more_than_the_page_says(
    twelve: list[int], phone: Phone
) -> None:
    gathered = Gathered(twelve)
    row = await gathered.held()
    await meetings.write(row.ref, twelve[3], SAID, 0, propose=False, now=gathered.now)
    cy = await phone(twelve[5], gathered.now)

    page = await cy.get(f"{row.path}/minutes", headers={"Accept": "application/json"})

    assert page.json()["page"]["words"] == ""
    assert SAID not in page.text
