"""Nights brought in from a file: drafts for planners, nights once somebody opens them."""

import asyncio
import threading
import time
from datetime import timedelta

import pytest
from httpx2 import Response
from starlette.applications import Starlette

from club.events.models import Night, NightDraft, Place
from club.events.rules.bringing import MOST_DRAFTS, Brought, Here, brought
from club.events.rules.plans import Plan
from club.events.service import drafts
from club.kit import clock
from club.kit.errors import NotFound
from club.kit.ics.entry import Doubt, Found
from club.kit.ics.writing import written
from club.kit.tokens import new_ref
from club.roles import service as roles
from tests.conftest import SignedIn
from tests.events.nights import HOURS, ZONE
from tests.events.test_calendars import DAY
from tests.kit.test_ics import an_entry
from tests.kit.test_ics_reading import BROKEN, ODD, a_file
from tests.people import NOW, Cast
from tests.web import Client

WALL = NOW.replace(tzinfo=None)
SOON = "20270311T193000"
YEARS = ("0001", "1900", "9999")


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
async def bo(cast: Cast, signed_in: SignedIn) -> Client:
    """Bo coordinates, by a decision."""
    await roles.establish("decision/1", by=None, now=NOW)
    about = {"decision_ref": "decision/1", "by": None, "now": NOW}
    await roles.grant("coordinator", cast.bo.id, starts_at=NOW, ends_at=NOW + 300 * DAY, **about)
    return await signed_in(cast.bo)


async def bring(client: Client, data: bytes, key: str = "") -> Response:
    sent = {"file": ("nights.ics", data, "text/calendar")}
    return await client.post("/e/import", data={"key": key or new_ref()}, files=sent)


def a_brought(**about: object) -> Brought:
    starts = WALL + 5 * DAY
    return Brought(
        **{
            "uid": "a@b",
            "title": "Songs",
            "starts": starts,
            "ends": starts + HOURS,
            "text": "",
            "place": "",
            "doubt": Doubt.NONE,
            **about,
        }  # type: ignore[arg-type]
    )


async def a_draft(**about: object) -> NightDraft:
    await drafts.bring_in([a_brought(**about)], ZONE, now=NOW)
    return await NightDraft.all().order_by("-id").first()  # type: ignore[return-value]


# Bringing in


async def test_a_planner_brings_nights_in_as_drafts(bo: Client) -> None:
    lines = (f"DTSTART:{SOON}", "DURATION:PT2H", "RRULE:FREQ=WEEKLY;COUNT=3")
    answer = await bring(
        bo, a_file(*lines, "SUMMARY:Songs\\, soup", "DESCRIPTION:Bring a cup", "LOCATION:The hall")
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "/e/import"
    page = await bo.get("/e/import")
    assert "3 nights are here as drafts." in page.text
    assert page.text.count("Songs, soup") == 3
    assert "Thursday 11 March, 7:30 in the evening" in page.text
    assert not await Night.exists()


async def test_a_draft_says_what_to_look_at(bo: Client) -> None:
    await bring(bo, a_file("DTSTART;VALUE=DATE:20270311", "RRULE:FREQ=DAILY"))
    page = (await bo.get("/e/import")).text
    assert "It has no name yet" in page
    assert "The file gives the day only." in page
    assert "It comes back in a way we cannot follow." in page
    await bring(bo, a_file(f"DTSTART;TZID=Mars/Base:{SOON}", "SUMMARY:" + "Long " * 40))
    page = (await bo.get("/e/import")).text
    for words in ("does not say when it ends", "a time zone we do not know", "were too long"):
        assert words in page


async def test_a_draft_says_when_its_first_day_is_beside_the_others(bo: Client) -> None:
    await bring(bo, a_file(f"DTSTART:{SOON}", "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=2"))
    page = (await bo.get("/e/import")).text
    assert page.count("It begins on a day on which it does not come back.") == 2


async def test_what_goes_on_unseen_is_said(bo: Client) -> None:
    daily = a_file("DTSTART:20200311T193000", "RRULE:FREQ=DAILY")
    answer = await bring(bo, daily)
    assert answer.status_code == 422
    assert "1 entry of the file comes back in a way we cannot follow." in answer.text
    both = daily.replace(b"END:VCALENDAR\r\n", b"") + a_file(f"DTSTART:{SOON}").split(b"2.0\r\n")[1]
    assert (await bring(bo, both)).status_code == 303
    assert "a draft. 1 entry of the file comes back" in (await bo.get("/e/import")).text


async def test_more_nights_than_drafts_may_wait_are_refused_at_the_field(bo: Client) -> None:
    dates = ",".join(f"202703{day}T{hour}0000" for day in range(10, 20) for hour in range(10, 24))
    answer = await bring(bo, a_file(f"DTSTART:{SOON}", f"RDATE:{dates}"))
    assert answer.status_code == 422
    assert "more than 100 dates" in answer.text
    assert not await NightDraft.exists()


async def test_the_same_file_twice_leaves_its_drafts_once(bo: Client) -> None:
    data = written([an_entry(starts_at=NOW + DAY, ends_at=NOW + DAY + HOURS)], "x")
    for said in ("1 night is here as a draft.", "0 nights are here as drafts."):
        await bring(bo, data)
        assert said in (await bo.get("/e/import")).text
    assert await NightDraft.all().count() == 1


@pytest.mark.parametrize("data", [*BROKEN, *ODD], ids=range(len(BROKEN) + len(ODD)))
async def test_no_file_breaks_the_door(bo: Client, data: bytes) -> None:
    answer = await bring(bo, data[: 256 * 1024])
    assert answer.status_code in {303, 422}
    if answer.status_code == 422:
        assert 'id="file-error"' in answer.text
        assert not await NightDraft.exists()
    assert (await bo.get("/e/import")).status_code == 200


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"hello", "We cannot read this file."),
        (b"", "Please choose a file."),
        (a_file("DTSTART:20200101T190000Z"), "over or too far ahead"),
        (written([an_entry()] * 51, "x"), "more than 50 dates"),
        (b"x" * (256 * 1024 + 1), "The most is 256 kB."),
    ],
)
async def test_what_is_wrong_with_a_file_is_said_at_its_field(
    bo: Client, data: bytes, words: str
) -> None:
    answer = await bring(bo, data)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'href="#file"' in answer.text


async def test_a_file_of_the_year_one_stops_nobody(bo: Client) -> None:
    lines = ("DTSTART:{}0101T190000", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE", "SUMMARY:x")
    inside = "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT\r\n"]) * 50
    files = [f"BEGIN:VCALENDAR\r\n{inside.format(*50 * [year])}END:VCALENDAR\r\n" for year in YEARS]
    began = time.process_time()
    codes = [(await bring(bo, each.encode())).status_code for each in files]
    assert time.process_time() - began < 10
    assert codes == [422, 303, 422]


async def test_a_file_is_followed_in_a_thread_of_its_own(
    bo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    there: list[int] = []

    def noted(found: list[Found], here: Here) -> list[Brought]:
        there.append(threading.get_ident())
        return brought(found, here)

    monkeypatch.setattr("club.events.views.drafts.brought", noted)
    await bring(bo, a_file(f"DTSTART:{SOON}"))
    assert len(there) == 1
    assert there != [threading.get_ident()]


async def test_a_file_that_is_far_too_long_is_turned_away_early(bo: Client) -> None:
    answer = await bring(bo, b"x" * 400_000)
    assert answer.status_code == 413
    longer = await bo.send_form("/e/new", title="x" * 100_000)
    assert longer.status_code == 413


async def test_no_file_at_all_is_said_kindly(bo: Client) -> None:
    answer = await bo.send_form("/e/import")
    assert answer.status_code == 422
    assert "Please choose a file." in answer.text
    two = [("file", ("a.ics", b"x", "text/calendar"))] * 2
    sent = await bo.post("/e/import", data={"key": new_ref()}, files=two)
    assert sent.status_code == 400


async def test_a_file_sent_twice_under_one_key_is_read_once(bo: Client) -> None:
    data, key = a_file(f"DTSTART:{SOON}"), new_ref()
    first, again = await bring(bo, data, key), await bring(bo, data, key)
    assert (first.status_code, again.status_code) == (303, 303)
    assert await NightDraft.all().count() == 1


async def test_thirty_files_in_half_an_hour_are_enough(bo: Client) -> None:
    codes = [(await bring(bo, b"hello")).status_code for _ in range(31)]
    assert codes == 30 * [422] + [429]


async def test_a_hundred_drafts_are_enough(bo: Client) -> None:
    many = [a_brought(uid=str(n)) for n in range(MOST_DRAFTS)]
    await drafts.bring_in(many, ZONE, now=NOW)
    answer = await bring(bo, a_file(f"DTSTART:{SOON}"))
    assert answer.status_code == 409
    assert await NightDraft.all().count() == MOST_DRAFTS


async def test_what_a_file_says_is_never_more_than_words(bo: Client) -> None:
    evil = "<script>alert(1)</script>"
    await bring(bo, a_file(f"DTSTART:{SOON}", f"SUMMARY:{evil}", f"LOCATION:{evil}"))
    row = await NightDraft.get()
    for path in ("/e/import", f"/e/drafts/{row.ref}"):
        page = (await bo.get(path)).text
        assert "&lt;script&gt;" in page
        assert evil not in page


# Opening


async def test_a_draft_becomes_a_night_when_a_planner_opens_it(bo: Client) -> None:
    row = await a_draft(title="Songs", text="Bring a cup", place="The hall")
    page = await bo.get(f"/e/drafts/{row.ref}")
    assert 'value="Songs"' in page.text
    assert 'value="2027-03-09T12:00"' in page.text
    assert "Bring a cup" in page.text
    assert 'value="The hall"' in page.text
    fields = {"title": "Songs", "starts": "2027-03-09T19:00", "ends": "2027-03-09T21:00"}
    answer = await bo.send_form(
        f"/e/drafts/{row.ref}", **fields, place="new", place_name="The hall"
    )
    night = await Night.get()
    assert answer.headers["location"] == f"/e/{night.ref}"
    assert night.title == "Songs"
    assert not await NightDraft.exists()


async def test_a_program_reads_the_draft_itself(bo: Client) -> None:
    hall = await Place.create(name="The hall")
    row = await a_draft(title="Songs", text="Bring a cup", place="The hall")
    answer = await bo.get(f"/e/drafts/{row.ref}", headers={"accept": "application/json"})
    page = answer.json()["page"]
    assert page["ref"] == row.ref
    assert page["typed"] == {
        "title": "Songs",
        "starts": "2027-03-09T12:00",
        "ends": "2027-03-09T14:00",
        "text": "Bring a cup",
        "place": hall.ref,
        "place_name": "The hall",
    }
    assert page["places"] == [{"ref": hall.ref, "name": "The hall"}]


async def test_a_place_that_is_known_is_chosen_already(bo: Client) -> None:
    hall = await Place.create(name="The Hall")
    row = await a_draft(place="the hall")
    assert f'value="{hall.ref}" checked' in (await bo.get(f"/e/drafts/{row.ref}")).text


async def test_a_draft_ends_when_its_file_says_so_also_when_the_clocks_change(bo: Client) -> None:
    zone = ";TZID=Europe/Dublin"
    await bring(bo, a_file(f"DTSTART{zone}:20270327T233000", f"DTEND{zone}:20270328T033000"))
    row = await NightDraft.get()
    assert row.ends_at - row.starts_at == timedelta(hours=3)
    page = (await bo.get(f"/e/drafts/{row.ref}")).text
    assert 'value="2027-03-28T03:30"' in page


async def test_what_is_wrong_is_said_and_the_draft_waits(bo: Client) -> None:
    row = await a_draft()
    fields = {"title": "", "starts": "2027-03-09T19:00", "ends": "2027-03-09T21:00"}
    answer = await bo.send_form(f"/e/drafts/{row.ref}", **fields)
    assert answer.status_code == 422
    past = {"title": "x", "starts": "2027-03-01T19:00", "ends": "2027-03-01T21:00"}
    assert (await bo.send_form(f"/e/drafts/{row.ref}", **past)).status_code == 422
    assert await NightDraft.filter(ref=row.ref).exists()
    assert not await Night.exists()


async def test_two_planners_at_once_open_it_once(cast: Cast, bo: Client) -> None:
    assert bo
    row = await a_draft()
    plan = Plan("Songs", WALL + 5 * DAY, WALL + 5 * DAY + HOURS)
    asked = [drafts.open_night(row.ref, plan, cast.bo.id, now=NOW) for _ in range(5)]
    done = await asyncio.gather(*asked, return_exceptions=True)
    assert sum(isinstance(each, str) for each in done) == 1
    assert sum(isinstance(each, NotFound) for each in done) == 4
    assert await Night.all().count() == 1


async def test_a_draft_is_removed_and_then_gone(bo: Client) -> None:
    row = await a_draft()
    answer = await bo.send_form(f"/e/drafts/{row.ref}/removal")
    assert answer.headers["location"] == "/e/import"
    assert (await bo.send_form(f"/e/drafts/{row.ref}/removal")).status_code == 404
    assert (await bo.get(f"/e/drafts/{row.ref}")).status_code == 404


# Who sees them


async def test_members_and_strangers_never_see_a_draft(
    app: Starlette, cast: Cast, signed_in: SignedIn
) -> None:
    row = await a_draft(title="Secret songs")
    cy = await signed_in(cast.cy)
    assert "/e/import" not in (await cy.get("/nights")).text
    for path in ("/", "/nights", "/nights/month", "/me/calendar"):
        assert "Secret songs" not in (await cy.get(path)).text
    for path in ("/e/import", f"/e/drafts/{row.ref}"):
        assert (await cy.get(path)).status_code == 403
        async with Client(app) as stranger:
            assert (await stranger.get(path)).headers["location"].startswith("/sign-in")
    assert (await bring(cy, a_file(f"DTSTART:{SOON}"))).status_code == 403
    for path in (f"/e/drafts/{row.ref}", f"/e/drafts/{row.ref}/removal"):
        assert (await cy.send_form(path)).status_code == 403
    assert (await cy.get(f"/e/{row.ref}")).status_code == 404
    assert await NightDraft.all().count() == 1


async def test_drafts_that_are_over_are_cleared_by_the_next_file(bo: Client) -> None:
    await a_draft(title="Over")
    later = NOW + timedelta(days=6)
    await drafts.bring_in([a_brought(starts=WALL + 9 * DAY, ends=WALL + 10 * DAY)], ZONE, now=later)
    assert [row.title for row in await NightDraft.all()] == ["Songs"]
    assert bo
