"""Nights to take along as files: one night, all a member answered, or all of the club's."""

import pytest

from club.charter import queries as charter
from club.events.models import Answer, Helper, Night
from club.events.rules.places import Listed, Part, PlaceShown
from club.events.rules.seats import Want
from club.events.rules.wishes import Wish
from club.events.service import answers
from club.events.service.terms import Details
from club.kit import clock
from tests import plain_calendar
from tests.conftest import SignedIn
from tests.events.test_calendars import DAY, WORDS, songs
from tests.people import NOW, Cast
from tests.web import Client


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


async def test_a_member_puts_one_night_in_a_calendar(cast: Cast, signed_in: SignedIn) -> None:
    night, browser = await songs(), await signed_in(cast.cy)
    page = await browser.get(f"/e/{night.ref}")
    assert f'href="/e/{night.ref}.ics"' in page.text
    answer = await browser.get(f"/e/{night.ref}.ics")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="night.ics"'
    (event,) = plain_calendar.events(answer.content)
    assert event["UID"] == f"{night.ref}@127.0.0.1"
    assert event["SUMMARY"] == (await charter.in_force(NOW)).word("club.alias")
    assert not [word for word in WORDS if word in answer.text]


async def test_with_name_and_place_only_when_asked_for(cast: Cast, signed_in: SignedIn) -> None:
    night, browser = await songs(), await signed_in(cast.cy)
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    answer = await browser.get(f"/e/{night.ref}.ics?full")
    (event,) = plain_calendar.events(answer.content)
    assert (event["SUMMARY"], event["LOCATION"]) == ("Songs and soup", "The hall on Mill Lane")
    assert event["STATUS"] == "CONFIRMED"


async def test_an_unknown_night_is_no_file(cast: Cast, signed_in: SignedIn) -> None:
    browser = await signed_in(cast.cy)
    for path in (f"/e/{'a2' * 13}.ics", "/e/x.ics", "/e/.ics"):
        assert (await browser.get(path)).status_code == 404


async def test_a_stranger_gets_no_file_unless_the_night_is_public(client: Client) -> None:
    night = await songs()
    for path in (f"/e/{night.ref}.ics", f"/e/{night.ref}.ics?full", f"/e/{'a2' * 13}.ics"):
        answer = await client.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("shown", PlaceShown)
async def test_a_stranger_reads_of_a_public_night_what_the_club_made_public(
    cast: Cast, client: Client, shown: PlaceShown
) -> None:
    night = await songs(listed=Listed.PUBLIC, place_shown=shown)
    await answers.answer(night.ref, cast.cy.id, Want.COMING, Details(named=True), now=NOW)
    answer = await client.get(f"/e/{night.ref}.ics?full")
    (event,) = plain_calendar.events(answer.content)
    assert event["SUMMARY"] == "Songs and soup"
    assert ("Mill Lane" in answer.text) is (shown is PlaceShown.PUBLIC)
    for word in ("Bring a cup", "Cy", "coming", "waiting"):
        assert word not in answer.text


async def test_a_night_that_is_over_is_not_offered(cast: Cast, signed_in: SignedIn) -> None:
    night = await songs(starts_at=NOW - 2 * DAY)
    browser = await signed_in(cast.cy)
    assert ".ics" not in (await browser.get(f"/e/{night.ref}")).text
    assert await Night.filter(id=night.id).exists()


# All my answers


async def test_a_member_takes_their_answers_along(cast: Cast, signed_in: SignedIn) -> None:
    wants = {"Songs": Want.COMING, "Tea": Want.MAYBE, "Cake": Want.NO}
    for days, (title, want) in enumerate(wants.items(), start=1):
        night = await songs(starts_at=NOW + days * DAY, title=title)
        await answers.answer(night.ref, cast.cy.id, want, now=NOW)
    other = await songs(title="Not mine")
    await answers.answer(other.ref, cast.ada.id, Want.COMING, Details(named=True), now=NOW)

    browser = await signed_in(cast.cy)
    data, file = [await browser.get(f"/me/calendar/answers.{kind}") for kind in ("json", "ics")]
    told = data.json()["answers"]
    assert [(each["title"], each["answer"]) for each in told] == [
        ("Songs", "coming"),
        ("Tea", "maybe"),
        ("Cake", "no"),
    ]
    assert told[0]["place"] == "The hall on Mill Lane"
    assert told[0]["said_at"].startswith("2027-03-04T12:00:00")
    events = plain_calendar.events(file.content)
    assert [each["SUMMARY"] for each in events] == ["Songs", "Tea", "Cake"]
    for each in (data, file):
        assert each.headers["content-disposition"].startswith("attachment")
        assert "Ada" not in each.text
        assert "Not mine" not in each.text


async def test_their_wishes_and_words_go_with_them(cast: Cast, signed_in: SignedIn) -> None:
    night = await songs()
    await answers.answer(night.ref, cast.cy.id, Want.COMING, Details(named=True), now=NOW)
    wishes = int(Wish.LATE | Wish.QUIET)
    await Answer.filter(member_id=cast.cy.id).update(wishes=wishes, note="By bus", party=2)
    browser = await signed_in(cast.cy)
    (told,) = (await browser.get("/me/calendar/answers.json")).json()["answers"]
    assert told["wishes"] == ["late", "quiet"]
    assert (told["note"], told["party"], told["named"]) == ("By bus", 2, True)


async def test_who_answered_nothing_takes_an_empty_page(cast: Cast, signed_in: SignedIn) -> None:
    browser = await signed_in(cast.cy)
    assert (await browser.get("/me/calendar/answers.json")).json() == {"answers": []}
    assert plain_calendar.events((await browser.get("/me/calendar/answers.ics")).content) == []


@pytest.mark.parametrize("kind", ["json", "ics"])
async def test_a_stranger_takes_nothing(client: Client, kind: str) -> None:
    answer = await client.get(f"/me/calendar/answers.{kind}")
    assert answer.headers["location"].startswith("/sign-in")


# All nights of the club


async def test_a_member_takes_the_clubs_nights_along_and_nobody_in_them(
    cast: Cast, signed_in: SignedIn
) -> None:
    first = await songs(starts_at=NOW - 400 * DAY, title="Long ago", places=12)
    night = await songs(title="Soup", cancelled_at=NOW, cancelled_words="Cy is ill")
    said = Details(named=True, note="By bus")
    await Answer.create(
        night_id=night.id, member_id=cast.cy.id, want=Want.COMING, turn=1, named=True, said_at=NOW
    )
    other = await songs(starts_at=NOW + 4 * DAY, title="Tea", place_shown=PlaceShown.COMING)
    await answers.answer(other.ref, cast.cy.id, Want.COMING, said, now=NOW)
    await Helper.create(night_id=other.id, member_id=cast.bo.id, part=Part.HOST)
    await songs(title="By a link only", listed=Listed.INVITED)

    browser = await signed_in(cast.cy)
    assert 'href="/nights.json"' in (await browser.get("/me/calendar")).text
    file = await browser.get("/nights.json")
    assert file.headers["content-disposition"] == 'attachment; filename="nights.json"'
    told = file.json()["nights"]
    assert [(each["title"], each["places"], each["called_off"]) for each in told] == [
        ("Long ago", 12, False),
        ("Soup", None, True),
        ("Tea", None, False),
    ]
    assert [each["place"] for each in told] == ["The hall on Mill Lane"] * 2 + [""]
    assert told[0]["night"] == first.ref
    assert set(told[0]) == {
        "night", "title", "text", "starts_at", "ends_at", "zone", "place", "join_url", "places",
        "called_off",
    }  # fmt: skip
    assert not [word for word in ("Cy", "Bo", "bus", cast.cy.ref, cast.bo.ref) if word in file.text]
    same = await (await signed_in(cast.ada)).get("/nights.json")
    assert same.json() == file.json()


async def test_a_stranger_takes_no_night_of_the_clubs(client: Client) -> None:
    await songs()
    answer = await client.get("/nights.json")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")
