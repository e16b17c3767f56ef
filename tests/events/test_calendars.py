"""A member's own calendars: what they are given, and that it stops when they say so."""

import asyncio
import logging
import re
from datetime import datetime, timedelta

import pytest
from icalendar import Calendar
from starlette.applications import Starlette
from tortoise import Tortoise
from tortoise.connection import get_connection

from club import clockwork
from club.charter import queries as charter
from club.events import chores
from club.events.models import CalToken, Night, Place
from club.events.rules.calendars import Detail, Which
from club.events.rules.places import PlaceShown
from club.events.rules.plans import PlacePlan
from club.events.rules.seats import Want
from club.events.service import answers, changes, feeds, nights, places
from club.events.service.changes import Change
from club.events.service.feeds import CalendarWish
from club.events.service.places import Told
from club.journeys.service import leaving
from club.kit import clock
from club.kit.errors import TooLate
from club.kit.tokens import digest
from club.roles import service as roles
from club.settings import Settings
from tests import plain_calendar
from tests.conftest import SignedIn
from tests.events.nights import HOURS, ZONE, a_night
from tests.people import NOW, Cast
from tests.plain_calendar import instant
from tests.qr_reading import shown
from tests.web import Client

DAY = timedelta(days=1)
WORDS = ("Songs and soup", "Mill Lane", "blue door", "Bring a cup", "The pipes")
"""What stands about the night of these tests; none of it may be said to strangers."""


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


async def songs(starts_at: datetime = NOW + 3 * DAY, **about: object) -> Night:
    place = await Place.create(name="The hall on Mill Lane", how_to_find="Ring at the blue door")
    return await Night.create(
        **{
            "title": "Songs and soup",
            "text": "Bring a cup",
            "zone": ZONE,
            "starts_at": starts_at,
            "ends_at": starts_at + HOURS,
            "place_id": place.id,
            "changed_at": NOW - DAY,
            **about,
        }
    )


async def path_of(
    member_id: int, detail: Detail = Detail.NEUTRAL, which: Which = Which.MINE
) -> str:
    wish = CalendarWish("My phone", detail, which)
    return f"/cal/{await feeds.connect(wish, member_id, now=NOW)}.ics"


async def given(client: Client, path: str) -> list[plain_calendar.Read]:
    answer = await client.get(path)
    assert answer.status_code == 200
    return plain_calendar.events(answer.content)


async def dump() -> dict[str, list[dict[str, object]]]:
    """Everything in the database, by table."""
    found = {}
    for name in Tortoise.apps["club"]:
        rows = await Tortoise.apps["club"][name].all().values()
        found[name] = sorted((dict(row) for row in rows), key=str)
    return found


# What a calendar is given


async def test_a_calendar_is_given_the_nights_its_owner_comes_to_or_may(
    cast: Cast, client: Client
) -> None:
    coming, maybe, away, unanswered = [await a_night(starts_at=NOW + n * DAY) for n in (1, 2, 3, 4)]
    for night, want in ((coming, Want.COMING), (maybe, Want.MAYBE), (away, Want.NO)):
        await answers.answer(night.ref, cast.cy.id, want, now=NOW)
    await answers.answer(unanswered.ref, cast.ada.id, Want.COMING, now=NOW)

    found = await given(client, await path_of(cast.cy.id))
    assert [(each["UID"], each["STATUS"]) for each in found] == [
        (f"{coming.ref}@127.0.0.1", "CONFIRMED"),
        (f"{maybe.ref}@127.0.0.1", "TENTATIVE"),
    ]
    everything = await given(client, await path_of(cast.cy.id, which=Which.ALL))
    assert len(everything) == 4


async def test_whoever_waits_sees_the_night_as_unsure(cast: Cast, client: Client) -> None:
    night = await a_night(places=1, starts_at=NOW + DAY)
    for member in (cast.ada, cast.cy):
        await answers.answer(night.ref, member.id, Want.COMING, now=NOW)
    (event,) = await given(client, await path_of(cast.cy.id, Detail.FULL))
    assert event["STATUS"] == "TENTATIVE"
    assert "waiting list" in event["DESCRIPTION"]


async def test_the_window_is_a_month_behind_and_half_a_year_ahead(
    cast: Cast, client: Client
) -> None:
    for days in (-31, -29, 179, 181):
        await a_night(starts_at=NOW + days * DAY, title=f"{days} days")
    path = await path_of(cast.cy.id, Detail.FULL, Which.ALL)
    titles = [each["SUMMARY"] for each in await given(client, path)]
    assert titles == ["-29 days", "179 days"]


async def test_two_readers_agree_with_the_database(cast: Cast, client: Client) -> None:
    for days in range(1, 30, 3):
        night = await a_night(starts_at=NOW + days * DAY, title=f"Night, {days}; \\ 🎉\nsoup")
        await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    data = (await client.get(await path_of(cast.cy.id, Detail.FULL))).content

    rows = await Night.filter(answers__member_id=cast.cy.id).order_by("starts_at")
    there = [(f"{row.ref}@127.0.0.1", row.title, row.starts_at, row.ends_at) for row in rows]
    assert len(there) == 10
    assert there == [
        (each["UID"], each["SUMMARY"], instant(each["DTSTART"]), instant(each["DTEND"]))
        for each in plain_calendar.events(data)
    ]
    assert there == [
        (str(each["UID"]), str(each["SUMMARY"]), each.decoded("DTSTART"), each.decoded("DTEND"))
        for each in Calendar.from_ical(data).walk("VEVENT")
    ]
    assert b"RRULE" not in data
    assert b"VTIMEZONE" not in data


async def test_a_neutral_calendar_says_the_plain_word_and_the_time(
    cast: Cast, client: Client
) -> None:
    night = await songs()
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    answer = await client.get(await path_of(cast.cy.id))
    (event,) = plain_calendar.events(answer.content)
    alias = (await charter.in_force(NOW)).word("club.alias")
    assert event["SUMMARY"] == alias
    assert event["CLASS"] == "PRIVATE"
    assert not {"LOCATION", "DESCRIPTION", "URL"} & set(event)
    said = answer.text.replace(night.ref, "")  # its letters are drawn, and may spell a name
    for word in (*WORDS, "Cy", "hall", "coming", (await charter.in_force(NOW)).word("club.name")):
        assert word == alias or word.casefold() not in said.casefold(), word


async def test_a_full_calendar_says_what_the_page_says(cast: Cast, client: Client) -> None:
    night = await songs()
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    (event,) = await given(client, await path_of(cast.cy.id, Detail.FULL))
    assert event["SUMMARY"] == "Songs and soup"
    assert event["LOCATION"] == "The hall on Mill Lane"
    assert event["DESCRIPTION"] == "You are coming.\n\nRing at the blue door\n\nBring a cup"
    assert event["URL"].endswith(f"/e/{night.ref}")


async def test_a_place_for_those_who_come_is_told_to_nobody_else(
    cast: Cast, client: Client
) -> None:
    night = await songs(place_shown=PlaceShown.COMING)
    path = await path_of(cast.cy.id, Detail.FULL, Which.ALL)
    for want, told in ((Want.MAYBE, False), (Want.COMING, True)):
        await answers.answer(night.ref, cast.cy.id, want, now=NOW)
        answer = await client.get(path)
        assert ("Mill Lane" in answer.text, "blue door" in answer.text) == (told, told)


# Changes


async def test_a_night_keeps_its_name_through_every_change(
    cast: Cast, bo: int, client: Client
) -> None:
    night = await songs()
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    path = await path_of(cast.cy.id, Detail.FULL)
    seen = [(await given(client, path))[0]]
    for hours, title in ((1, "Songs"), (2, "Songs and tea"), (3, "Songs and cake")):
        now = NOW + timedelta(hours=hours)
        await changes.change(night.ref, Change(title, "", None, None), bo, now=now)
        seen.append((await given(client, path))[0])
    assert {each["UID"] for each in seen} == {f"{night.ref}@127.0.0.1"}
    assert [int(each["SEQUENCE"]) for each in seen] == [0, 1, 1, 1], "only the place was new"
    assert [each["SUMMARY"] for each in seen][1:] == ["Songs", "Songs and tea", "Songs and cake"]
    stamps = [instant(each["LAST-MODIFIED"]) for each in seen]
    assert stamps == sorted(set(stamps))


async def test_a_place_with_another_name_is_another_place_to_calendars(
    cast: Cast, bo: int, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = await songs()
    elsewhere = await songs(NOW + 4 * DAY)
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    path, ref = await path_of(cast.cy.id, Detail.FULL), (await Place.get(id=night.place_id)).ref
    seen = [(await given(client, path))[0]]
    for hours, name, way in (
        (1, "The library", "Ring at the blue door"),
        (2, "The library", "Knock at the red door"),
        (3, "The library", "Knock at the red door"),
    ):
        now = NOW + timedelta(hours=hours)
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        await places.change(ref, Told(PlacePlan(name, way)), bo, now=now)
        seen.append((await given(client, path))[0])
    assert [each["LOCATION"] for each in seen] == ["The hall on Mill Lane", *3 * ["The library"]]
    assert "red door" in seen[2]["DESCRIPTION"]
    assert [int(each["SEQUENCE"]) for each in seen] == [0, 1, 1, 1], "only its name is where it is"
    stamps = [instant(each["LAST-MODIFIED"]) for each in seen]
    assert stamps == [NOW, *(NOW + timedelta(hours=n) for n in (1, 2, 2))]
    assert [instant(each["DTSTAMP"]) for each in seen[:3]] == [
        NOW + timedelta(hours=n) for n in range(3)
    ]
    assert (await Night.get(id=elsewhere.id)).changed_at == NOW - DAY


async def test_what_a_member_answers_is_newer_than_what_their_calendar_has(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = await songs(places=1)
    path, seen = await path_of(cast.cy.id, Detail.FULL, Which.ALL), []
    steps = (
        (0, cast.cy, Want.MAYBE),
        (1, cast.ada, Want.COMING),
        (2, cast.cy, Want.COMING),
        (3, cast.ada, Want.NO),
        (4, cast.cy, Want.NO),
    )
    for hours, member, want in steps:
        now = NOW + timedelta(hours=hours)
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        await answers.answer(night.ref, member.id, want, now=now)
        seen.append((await given(client, path))[0])
    states = [(each["STATUS"], each["DESCRIPTION"].splitlines()[0]) for each in seen]
    assert states == [
        ("TENTATIVE", "You may come."),
        ("TENTATIVE", "You may come."),
        ("TENTATIVE", "You are on the waiting list."),
        ("CONFIRMED", "You are coming."),
        ("TENTATIVE", "Not this time for you."),
    ]
    stamps = [instant(each["DTSTAMP"]) for each in seen]
    assert stamps == sorted(set(stamps)), "also when a place was handed on"
    mine = [instant(each["LAST-MODIFIED"]) for each in seen]
    assert mine == [NOW + timedelta(hours=n) for n in (0, 0, 2, 2, 4)]


async def test_a_calendar_hears_that_an_answer_was_forgotten(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = await songs(starts_at=NOW + timedelta(hours=1))
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    path = await path_of(cast.cy.id, which=Which.ALL)
    before = (await given(client, path))[0]
    later = NOW + 2 * DAY
    assert await chores.forget_due(later)
    monkeypatch.setattr(clock, "now", lambda: later)
    after = (await given(client, path))[0]
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "TENTATIVE")
    assert instant(before["LAST-MODIFIED"]) == NOW
    assert instant(after["LAST-MODIFIED"]) == later


async def test_a_night_called_off_stays_a_month_as_called_off(
    cast: Cast, bo: int, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = await songs(starts_at=NOW + 60 * DAY)
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    await nights.cancel(night.ref, "The pipes burst.", bo, now=NOW)
    path = await path_of(cast.cy.id, Detail.FULL)
    (event,) = await given(client, path)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", "1")
    assert event["DESCRIPTION"].startswith("The pipes burst.")

    monkeypatch.setattr(clock, "now", lambda: NOW + 31 * DAY)
    assert await given(client, path) == []


# Asking again


async def test_of_a_hundred_questions_one_is_answered_in_full(cast: Cast, client: Client) -> None:
    night = await songs()
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    path, known, codes = await path_of(cast.cy.id), "", []
    for _ in range(100):
        answer = await client.get(path, headers={"If-None-Match": known} if known else {})
        codes.append(answer.status_code)
        known = answer.headers["etag"]
    assert codes == [200] + 99 * [304]
    assert answer.content == b""


async def test_a_new_answer_is_heard_at_the_next_question(cast: Cast, client: Client) -> None:
    night = await songs()
    path = await path_of(cast.cy.id)
    first = await client.get(path)
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    second = await client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert second.status_code == 200
    assert len(plain_calendar.events(second.content)) == 1


async def test_asking_changes_nothing_not_even_the_first_time(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = await songs()
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    paths = [await path_of(cast.cy.id), await path_of(cast.cy.id, Detail.FULL, Which.ALL)]
    before = await dump()
    assert {"CalToken", "Night", "Answer", "Place", "Member"} <= {n for n in before if before[n]}
    for now in (NOW, NOW + timedelta(hours=3), NOW + DAY):
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        for path in paths:
            answer = await client.get(path)
            assert answer.status_code == 200
            known = answer.headers["etag"]
            assert (await client.get(path, headers={"If-None-Match": known})).status_code == 304
            await client.head(path)
        assert (await client.get("/cal/" + "x" * 43 + ".ics")).status_code == 404
        assert await dump() == before


async def test_the_clock_writes_down_the_day_on_which_a_calendar_asked(
    cast: Cast, client: Client, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = await signed_in(cast.cy)
    path, other = await path_of(cast.cy.id), await path_of(cast.ada.id)
    known = (await client.get(path)).headers["etag"]
    assert "Not read yet." in (await browser.get("/me/calendar")).text
    assert await chores.write_down_heard_due(NOW) == 1
    assert "Last read on Thursday 4 March." in (await browser.get("/me/calendar")).text
    assert (await CalToken.get(member_id=cast.ada.id)).last_read is None

    await client.get(path)
    assert await chores.write_down_heard_due(NOW) == 0, "that day is written down already"
    monkeypatch.setattr(clock, "now", lambda: NOW + DAY)
    await client.get(path, headers={"If-None-Match": known})
    await client.get(other)
    assert await chores.write_down_heard_due(NOW + DAY) == 2
    days = {row.member_id: row.last_read for row in await CalToken.all()}
    assert days == dict.fromkeys((cast.cy.id, cast.ada.id), (NOW + DAY).date())


async def test_a_link_taken_back_meanwhile_is_not_written_down(cast: Cast, client: Client) -> None:
    await client.get(await path_of(cast.cy.id))
    await feeds.disconnect((await CalToken.get()).ref, cast.cy.id)
    assert await chores.write_down_heard_due(NOW) == 0


async def test_what_two_workers_heard_of_one_calendar_ends_as_the_later_day(cast: Cast) -> None:
    await path_of(cast.cy.id)
    row = await CalToken.get()
    await CalToken.filter(id=row.id).update(last_read=(NOW + DAY).date())
    feeds.hear(row.ref, now=NOW)
    assert await chores.write_down_heard_due(NOW) == 0
    assert (await CalToken.get()).last_read == (NOW + DAY).date()


async def test_a_server_without_a_worker_writes_down_what_it_heard(
    cast: Cast, client: Client, settings: Settings
) -> None:
    assert not settings.worker
    await client.get(await path_of(cast.cy.id))
    async with clockwork.running(settings):
        await asyncio.sleep(0)
    assert (await CalToken.get()).last_read == NOW.date()


async def test_the_answer_is_for_this_calendar_alone(cast: Cast, client: Client) -> None:
    path = await path_of(cast.cy.id)
    answer, head = await client.get(path), await client.head(path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    for each in (answer, head):
        assert each.status_code == 200
        assert "private" in each.headers["cache-control"]
        assert each.headers["referrer-policy"] == "no-referrer"
        assert each.headers["x-robots-tag"] == "noindex"
        assert "set-cookie" not in each.headers
    assert head.content == b""


async def test_a_calendar_that_asks_all_the_time_is_slowed_down(cast: Cast, client: Client) -> None:
    path = await path_of(cast.cy.id)
    codes = [(await client.get(path)).status_code for _ in range(62)]
    assert codes == 60 * [200] + 2 * [429]


# Links


async def test_an_unknown_link_finds_nothing(client: Client) -> None:
    for token in ("x" * 43, "a2" * 13, "%00", "..%2f", "9" * 400):
        answer = await client.get(f"/cal/{token}.ics")
        assert answer.status_code == 404, token
        assert "BEGIN" not in answer.text


async def test_a_member_makes_a_link_and_sees_it_once(cast: Cast, signed_in: SignedIn) -> None:
    browser = await signed_in(cast.cy)
    made = await browser.send_form(
        "/me/calendar/new", label="Kitchen tablet", detail="0", which="mine"
    )
    assert made.status_code == 200
    link = re.search(r'value="[^"]*(/cal/[\w-]{43}\.ics)"', made.text)
    assert link is not None
    assert (await browser.get(link[1])).status_code == 200
    assert shown(made.text) == f"http://127.0.0.1:8000{link[1]}"

    page = await browser.get("/me/calendar")
    assert "Kitchen tablet" in page.text
    assert "/cal/" not in page.text
    row = await CalToken.get(member_id=cast.cy.id)
    secret = link[1].removeprefix("/cal/").removesuffix(".ics")
    assert row.digest == digest(secret)
    assert secret not in str(dict(row))


async def test_what_is_wrong_with_a_link_is_said_at_its_field(
    cast: Cast, signed_in: SignedIn
) -> None:
    browser = await signed_in(cast.cy)
    for fields, field in (
        ({"label": ""}, "label"),
        ({"label": "x" * 41}, "label"),
        ({"label": "My phone", "detail": "1"}, "detail"),
        ({"label": "My phone", "which": "none"}, "which"),
    ):
        answer = await browser.send_form("/me/calendar/new", **fields)
        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.text
    assert not await CalToken.exists()


async def test_a_link_taken_back_stops_at_once(
    cast: Cast, client: Client, signed_in: SignedIn
) -> None:
    browser, path = await signed_in(cast.cy), await path_of(cast.cy.id)
    known = (await client.get(path)).headers["etag"]
    row = await CalToken.get(member_id=cast.cy.id)
    answer = await browser.send_form(f"/me/calendar/{row.ref}/ending")
    assert answer.headers["location"] == "/me/calendar"
    assert (await client.get(path, headers={"If-None-Match": known})).status_code == 404
    assert (await browser.send_form(f"/me/calendar/{row.ref}/ending")).status_code == 404


async def test_nobody_takes_back_the_link_of_another(cast: Cast, signed_in: SignedIn) -> None:
    await path_of(cast.cy.id)
    row = await CalToken.get(member_id=cast.cy.id)
    browser = await signed_in(cast.ada)
    assert (await browser.send_form(f"/me/calendar/{row.ref}/ending")).status_code == 404
    assert await CalToken.exists()
    assert "My phone" not in (await browser.get("/me/calendar")).text


async def test_ten_links_are_enough_even_when_asked_for_at_once(cast: Cast) -> None:
    wish = CalendarWish("My phone")
    asked = [feeds.connect(wish, cast.cy.id, now=NOW) for _ in range(12)]
    done = await asyncio.gather(*asked, return_exceptions=True)
    assert sum(isinstance(each, str) for each in done) == 10
    assert await CalToken.all().count() == 10


async def test_the_page_says_when_there_are_enough_links(cast: Cast, signed_in: SignedIn) -> None:
    browser = await signed_in(cast.cy)
    for _ in range(10):
        await path_of(cast.cy.id)
    answer = await browser.send_form("/me/calendar/new", label="One more")
    assert answer.status_code == 409
    assert "Please take one back first" in answer.text


async def test_who_leaves_takes_the_links_along(cast: Cast, client: Client) -> None:
    path = await path_of(cast.cy.id)
    await leaving.leave(cast.cy, now=NOW)
    assert (await client.get(path)).status_code == 404
    assert not await CalToken.exists()


async def test_who_has_left_makes_no_link(cast: Cast) -> None:
    with pytest.raises(TooLate):
        await feeds.connect(CalendarWish("My phone"), cast.eli.id, now=NOW)
    assert not await CalToken.exists()


async def test_signing_out_everywhere_leaves_the_calendars(
    cast: Cast, client: Client, signed_in: SignedIn
) -> None:
    browser, path = await signed_in(cast.cy), await path_of(cast.cy.id)
    await browser.send_form("/me/sessions/ending")
    await browser.send_form("/sign-out")
    assert (await client.get(path)).status_code == 200


@pytest.mark.parametrize("path", ["/me/calendar"])
async def test_a_stranger_signs_in_first(client: Client, path: str) -> None:
    assert (await client.get(path)).headers["location"].startswith("/sign-in")
    sent = await client.send_form(f"{path}/new", label="My phone")
    assert sent.headers["location"].startswith("/sign-in")
    assert not await CalToken.exists()


async def test_no_secret_of_a_calendar_reaches_the_log(
    app: Starlette,
    cast: Cast,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    path = await path_of(cast.cy.id)
    async with Client(app, raises=False) as client:
        await client.get(path)
        await client.get("/cal/" + "x" * 43 + ".ics")
        monkeypatch.setattr("club.events.views.ics.written", None)
        assert (await client.get(path)).status_code == 500
    told = "\n".join(
        each.getMessage() for each in caplog.records if not each.name.startswith("httpx")
    )
    assert "fault" in told
    assert path.removeprefix("/cal/").removesuffix(".ics") not in told
    assert "x" * 43 not in told


async def test_a_calendar_costs_few_questions(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in range(1, 41):
        night = await a_night(starts_at=NOW + days * DAY)
        await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    path = await path_of(cast.cy.id, Detail.FULL)
    known = (await client.get(path)).headers["etag"]
    asked: list[str] = []
    run = type(get_connection("default")).execute_query
    monkeypatch.setattr(
        type(get_connection("default")),
        "execute_query",
        lambda self, query, *rest, **more: asked.append(query) or run(self, query, *rest, **more),
    )
    assert (await client.get(path, headers={"If-None-Match": known})).status_code == 304
    assert len(asked) <= 5, asked
