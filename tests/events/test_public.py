"""What strangers may read: the nights the club made public, and no trace of members."""

import json
import re
from datetime import timedelta

import pytest

from club.events.models import Helper, Night, Series
from club.events.rules.places import Listed, Part, PlaceShown
from club.events.rules.plans import Plan, Repeats
from club.events.rules.seats import Want
from club.events.service import answers, nights
from club.events.service.terms import Details
from club.kit import clock
from club.roles import service as roles
from tests import plain_calendar
from tests.conftest import SignedIn
from tests.events.test_calendars import DAY, songs
from tests.people import NOW, Cast
from tests.web import Client

PATHS = ("/events", "/events.ics", "/events.json")
PUBLIC = {"listed": Listed.PUBLIC, "place_shown": PlaceShown.PUBLIC}
TOLD_TO_MEMBERS = {"Ada", "Bo", "Cy", "Dee", "Bring", "pipes", "coming", "waiting", "places"}
PLAN = {"title": "Songs", "starts": "2027-03-20T19:00", "ends": "2027-03-20T21:00", "place": ""}


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
async def bo(cast: Cast) -> int:
    """Bo coordinates, by a decision."""
    await roles.establish("decision/1", by=None, now=NOW)
    about = {"decision_ref": "decision/1", "by": None, "now": NOW}
    await roles.grant("coordinator", cast.bo.id, starts_at=NOW, ends_at=NOW + 300 * DAY, **about)
    return cast.bo.id


async def test_without_a_public_night_there_is_no_list(cast: Cast, client: Client) -> None:
    await songs()
    await songs(listed=Listed.INVITED)
    for over in (PUBLIC, {"listed": Listed.PUBLIC}):
        await songs(starts_at=NOW - 2 * DAY, **over)
    assert cast.cy
    for path in PATHS:
        answer = await client.get(path)
        assert answer.status_code == 404, path
        assert "Songs" not in answer.text


async def test_strangers_read_the_public_nights_and_no_others(client: Client) -> None:
    await songs(title="Open songs", **PUBLIC)
    await songs(title="Our own soup")
    for path in PATHS:
        answer = await client.get(path)
        assert answer.status_code == 200, path
        assert "Open songs" in answer.text
        assert "Our own soup" not in answer.text


async def test_no_trace_of_members_reaches_strangers(cast: Cast, client: Client) -> None:
    night = await songs(places=12, cancelled_words="The pipes burst, says Ada", **PUBLIC)
    for member in (cast.ada, cast.cy):
        await answers.answer(night.ref, member.id, Want.COMING, Details(named=True), now=NOW)
    await answers.answer(night.ref, cast.dee.id, Want.MAYBE, now=NOW)
    await Helper.create(night_id=night.id, member_id=cast.bo.id, part=Part.HOST)
    await Night.filter(id=night.id).update(places=1)
    for path in (*PATHS, f"/e/{night.ref}.ics"):
        text = (await client.get(path)).text
        assert "Songs and soup" in text
        words = set(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", text)))
        assert words & TOLD_TO_MEMBERS == set(), path


async def test_the_place_is_public_only_if_the_club_says_so(client: Client) -> None:
    await songs(title="Hidden", listed=Listed.PUBLIC, place_shown=PlaceShown.MEMBERS)
    for path in PATHS:
        text = (await client.get(path)).text
        assert "Hidden" in text
        assert "Mill Lane" not in text
        assert "blue door" not in text
    await songs(title="Shown", **PUBLIC)
    for path in PATHS:
        assert "Mill Lane" in (await client.get(path)).text


async def test_what_is_called_off_says_so_to_strangers_too(client: Client) -> None:
    await songs(cancelled_at=NOW, cancelled_words="The pipes burst", **PUBLIC)
    assert "called off" in (await client.get("/events")).text
    assert (await client.get("/events.json")).json()["nights"][0]["called_off"] is True
    (event,) = plain_calendar.events((await client.get("/events.ics")).content)
    assert event["STATUS"] == "CANCELLED"


async def test_the_first_page_leads_strangers_to_open_nights_if_there_are_any(
    cast: Cast, client: Client
) -> None:
    assert cast
    await songs()
    assert "/events" not in (await client.get("/")).text
    await songs(**PUBLIC)
    assert 'href="/events"' in (await client.get("/")).text


async def test_three_ways_of_reading_say_the_same(client: Client) -> None:
    for days in (2, 9, 16):
        await songs(starts_at=NOW + days * DAY, title=f"Open, {days}", **PUBLIC)
    told = json.loads((await client.get("/events.json")).content)["nights"]
    answer = await client.get("/events.ics")
    events = plain_calendar.events(answer.content)
    assert [each["uid"] for each in told] == [each["UID"] for each in events]
    assert [each["title"] for each in told] == [each["SUMMARY"] for each in events]
    again = await client.get("/events.ics", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_a_planner_makes_a_night_public_and_reads_what_that_means(
    cast: Cast, bo: int, client: Client, signed_in: SignedIn
) -> None:
    assert bo == cast.bo.id
    browser = await signed_in(cast.bo)
    page = await browser.get("/e/new")
    assert "Strangers read its name, its day and its time." in page.text
    plain = await browser.send_form("/e/new", **PLAN)
    assert plain.status_code == 303
    assert (await client.get("/events")).status_code == 404
    await browser.send_form("/e/new", **PLAN, listed="public", place_shown="members")
    assert (await client.get("/events")).status_code == 200


@pytest.mark.parametrize("field", ["listed", "place_shown"])
@pytest.mark.parametrize("value", ["everybody", "invited", "coming"])
async def test_nothing_else_can_be_chosen(
    cast: Cast, bo: int, signed_in: SignedIn, field: str, value: str
) -> None:
    assert bo
    browser = await signed_in(cast.bo)
    answer = await browser.send_form("/e/new", **PLAN, **{field: value})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert not await Night.exists()


async def test_the_nights_of_a_public_series_are_public(bo: int, client: Client) -> None:
    starts = NOW.replace(tzinfo=None) + 3 * DAY
    plan = Plan("Tea", starts, starts + timedelta(hours=2), repeats=Repeats.WEEK, **PUBLIC)
    await nights.schedule(plan, bo, now=NOW)
    assert (await Series.get()).listed is Listed.PUBLIC
    assert len((await client.get("/events.json")).json()["nights"]) == await Night.all().count() > 3
