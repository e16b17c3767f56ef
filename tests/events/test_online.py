"""Nights that can be joined from home: who reads where, and who is told when that is new."""

from datetime import timedelta

import pytest

from club.events.models import Answer, Helper, Night, Series
from club.events.rules.calendars import Detail, Which
from club.events.rules.edits import Change, Scope, Terms
from club.events.rules.places import Listed, Part, PlaceShown
from club.events.rules.seats import Want
from club.events.service import answers, changes, rewriting
from club.kit import clock
from club.notices.models import Letter, Message
from tests import plain_calendar
from tests.conftest import SignedIn
from tests.events.nights import a_night, a_series
from tests.events.test_calendars import DAY, bo, given, path_of, songs
from tests.people import NOW, Cast
from tests.web import Client

__all__ = ["bo"]

HOME = "https://meet.example/thursday-room"
OTHER = "https://other.example/r"
PLAN = {"title": "Songs", "starts": "2027-03-20T19:00", "ends": "2027-03-20T21:00", "place": ""}
PUBLIC = ("/events", "/events.json", "/events.ics")


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


async def planned(browser: Client, **more: str) -> Night:
    answer = await browser.send_form("/e/new", **PLAN, **more)
    assert answer.status_code == 303, answer.text
    return await Night.get(ref=answer.headers["location"].removeprefix("/e/"))


def wanted(place: str | None = None, **terms: object) -> Change:
    return Change("Songs and soup", "", place, None, terms=Terms(**terms))  # type: ignore[arg-type]


# Saying where


async def test_a_planner_says_where_it_is_joined_and_members_read_it(
    cast: Cast, bo: int, signed_in: SignedIn
) -> None:
    assert bo == cast.bo.id
    planner, member = await signed_in(cast.bo), await signed_in(cast.cy)
    night = await planned(planner, join_url=HOME)
    assert night.join_url == HOME
    page = (await member.get(f"/e/{night.ref}")).text
    assert f'<a href="{HOME}" rel="noopener noreferrer">Join from home</a>' in page
    assert "This leads to meet.example, another site." in page
    assert f'value="{HOME}"' in (await planner.get(f"/e/{night.ref}/edit")).text
    for path in ("/nights", "/"):
        assert "meet.example" not in (await member.get(path)).text


async def test_a_night_may_have_a_place_and_a_way_to_join(cast: Cast, signed_in: SignedIn) -> None:
    night = await songs(join_url=HOME)
    page = (await (await signed_in(cast.cy)).get(f"/e/{night.ref}")).text
    assert page.index("Mill Lane") < page.index("Join from home")
    plain = await songs()
    assert "Join from home" not in (await (await signed_in(cast.cy)).get(f"/e/{plain.ref}")).text


@pytest.mark.parametrize(
    "wrong", ["http://meet.example", "meet.example", "https://ada:tea@meet.example", "https://"]
)
async def test_what_is_no_address_is_said_at_its_field_and_nothing_is_lost(
    cast: Cast, bo: int, signed_in: SignedIn, wrong: str
) -> None:
    assert bo == cast.bo.id
    planner = await signed_in(cast.bo)
    night = await a_night(starts_at=NOW + DAY, join_url=HOME)
    for path in ("/e/new", f"/e/{night.ref}/edit"):
        page = await planner.send_form(path, **PLAN, join_url=wrong)
        assert page.status_code == 422
        assert 'id="join_url-error"' in page.text
        assert "Please copy the whole address. It begins with https://" in page.text
        assert f'value="{wrong}"' in page.text
    assert [each.join_url for each in await Night.all()] == [HOME]


async def test_each_night_of_a_series_has_it(cast: Cast, bo: int, signed_in: SignedIn) -> None:
    assert bo == cast.bo.id
    await planned(await signed_in(cast.bo), join_url=HOME, repeats="week")
    assert (await Series.get()).join_url == HOME
    assert {night.join_url for night in await Night.all()} == {HOME}
    assert await Night.all().count() > 5


@pytest.mark.parametrize(
    ("scope", "new"), [("only", {2}), ("later", {2, 3}), ("all", {0, 1, 2, 3})]
)
async def test_it_changes_for_the_nights_that_are_meant(
    cast: Cast, bo: int, scope: str, new: set[int]
) -> None:
    assert cast
    await a_series(NOW)
    nights = await Night.all().order_by("starts_at")
    change = wanted(join_url=HOME)
    await rewriting.rewrite(nights[2].ref, Scope(scope), change, None, bo, now=NOW)
    after = await Night.all().order_by("starts_at")
    assert {n for n, night in enumerate(after[:4]) if night.join_url == HOME} == new
    going_on = await Series.all().order_by("-id").first()
    assert going_on is not None
    assert (going_on.join_url == HOME) is (scope != "only")


async def test_a_copy_brings_it_along_and_its_planner_may_take_it_out(
    cast: Cast, bo: int, signed_in: SignedIn
) -> None:
    assert bo == cast.bo.id
    planner, night = await signed_in(cast.bo), await a_night(starts_at=NOW + DAY, join_url=HOME)
    for sent in (HOME, ""):
        draft = (await planner.send_form(f"/e/{night.ref}/copy")).headers["location"]
        assert f'value="{HOME}"' in (await planner.get(draft)).text
        opened = await planner.send_form(draft, **PLAN, join_url=sent)
        new = await Night.get(ref=opened.headers["location"].removeprefix("/e/"))
        assert new.join_url == sent


# Who reads it


async def test_where_the_place_is_for_those_who_come_so_is_the_way_to_join(
    cast: Cast, signed_in: SignedIn
) -> None:
    cy, dee = await signed_in(cast.cy), await signed_in(cast.dee)
    for night in (
        await a_night(1, NOW + DAY, join_url=HOME, place_shown=PlaceShown.COMING),
        await songs(places=1, join_url=HOME, place_shown=PlaceShown.COMING),
    ):
        page = (await cy.get(f"/e/{night.ref}")).text
        assert "meet.example" not in page
        assert "Where it is, you read here once you have a place." in page
        for want, told in ((Want.MAYBE, False), (Want.COMING, True)):
            await answers.answer(night.ref, cast.cy.id, want, now=NOW)
            assert ("meet.example" in (await cy.get(f"/e/{night.ref}")).text) is told
        await answers.answer(night.ref, cast.dee.id, Want.COMING, now=NOW)
        assert "meet.example" not in (await dee.get(f"/e/{night.ref}")).text, "she waits"
        await Helper.create(night_id=night.id, member_id=cast.dee.id, part=Part.DOOR)
        assert "meet.example" in (await dee.get(f"/e/{night.ref}")).text, "she opens the door"


@pytest.mark.parametrize("shown", PlaceShown)
async def test_strangers_read_it_only_where_the_place_is_public(
    client: Client, shown: PlaceShown
) -> None:
    night = await songs(join_url=HOME, listed=Listed.PUBLIC, place_shown=shown)
    alone = await a_night(
        starts_at=NOW + DAY, join_url=HOME, listed=Listed.PUBLIC, place_shown=shown
    )
    for path in (*PUBLIC, f"/e/{night.ref}.ics", f"/e/{alone.ref}.ics"):
        answer = await client.get(path)
        assert answer.status_code == 200
        told = "meet.example" in answer.text.replace("\r\n ", "")
        assert told is (shown is PlaceShown.PUBLIC), path
    for each in (await client.get("/events.json")).json()["nights"]:
        assert each["join_url"] == (HOME if shown is PlaceShown.PUBLIC else "")


async def test_a_night_that_is_called_off_leads_no_stranger_anywhere(client: Client) -> None:
    await songs(
        join_url=HOME, listed=Listed.PUBLIC, place_shown=PlaceShown.PUBLIC, cancelled_at=NOW
    )
    assert "meet.example" not in (await client.get("/events")).text


async def test_data_says_it_as_far_as_pages_do(cast: Cast, signed_in: SignedIn) -> None:
    cy = await signed_in(cast.cy)
    night = await songs(join_url=HOME, place_shown=PlaceShown.COMING)
    await answers.answer(night.ref, cast.cy.id, Want.MAYBE, now=NOW)
    for path, name in (("/nights.json", "nights"), ("/me/calendar/answers.json", "answers")):
        assert (await cy.get(path)).json()[name][0]["join_url"] == ""
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    assert (await cy.get("/me/calendar/answers.json")).json()["answers"][0]["join_url"] == HOME
    assert (await cy.get("/nights.json")).json()["nights"][0]["join_url"] == ""
    await Night.filter(id=night.id).update(place_shown=PlaceShown.MEMBERS)
    assert (await cy.get("/nights.json")).json()["nights"][0]["join_url"] == HOME


# Calendars


async def test_a_full_calendar_leads_there_and_still_to_the_night(
    cast: Cast, client: Client
) -> None:
    night = await songs(join_url=HOME)
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    (event,) = await given(client, await path_of(cast.cy.id, Detail.FULL))
    assert (event["LOCATION"], event["URL"]) == ("The hall on Mill Lane", HOME)
    assert event["DESCRIPTION"].endswith(f"/e/{night.ref}")


async def test_without_a_place_it_is_where_the_night_is(cast: Cast, client: Client) -> None:
    night = await songs(join_url=HOME, place_id=None)
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    (event,) = await given(client, await path_of(cast.cy.id, Detail.FULL))
    assert event["LOCATION"] == HOME
    assert event["URL"].endswith(f"/e/{night.ref}")


@pytest.mark.parametrize("place", [True, False])
async def test_a_calendar_says_it_only_to_whom_it_says_the_place(
    cast: Cast, client: Client, *, place: bool
) -> None:
    about = {} if place else {"place_id": None}
    night = await songs(join_url=HOME, place_shown=PlaceShown.COMING, **about)
    full = await path_of(cast.cy.id, Detail.FULL, Which.ALL)
    neutral = await path_of(cast.cy.id, Detail.NEUTRAL, Which.ALL)
    for want, told in ((None, False), (Want.MAYBE, False), (Want.COMING, True)):
        if want:
            await answers.answer(night.ref, cast.cy.id, want, now=NOW)
        text = (await client.get(full)).text.replace("\r\n ", "")
        assert ("meet.example" in text) is told
        (event,) = await given(client, neutral)
        assert not {"LOCATION", "DESCRIPTION", "URL"} & set(event)


# Another way to join


async def test_another_way_to_join_is_told_like_another_place(
    cast: Cast, bo: int, client: Client
) -> None:
    night = await songs(place_id=None)
    for member, want in ((cast.cy, Want.COMING), (cast.dee, Want.NO)):
        await answers.answer(night.ref, member.id, want, now=NOW)
    path = await path_of(cast.cy.id, Detail.FULL)
    for n, url in enumerate((HOME, HOME, OTHER, None, ""), 1):
        at = NOW + timedelta(minutes=n)
        await changes.change(night.ref, wanted(join_url=url), bo, now=at)
    (event,) = await given(client, path)
    assert event["SEQUENCE"] == "3", "it was said, it changed, it was taken out"
    letters = await Letter.all().select_related("message")
    assert {letter.member_id for letter in letters} == {cast.cy.id}
    assert {letter.message.kind for letter in letters} == {"changed"}
    for message in await Message.all():
        assert "example" not in f"{message.title} {message.body}"
    answer = await Answer.get(night_id=night.id, member_id=cast.cy.id)
    assert answer.want is Want.COMING, "nobody is asked again"


async def test_two_readers_find_the_same_address(cast: Cast, client: Client) -> None:
    long = "https://meet.example/" + "ä,;&=" * 50
    night = await songs(join_url=long)
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    data = (await client.get(await path_of(cast.cy.id, Detail.FULL))).content
    (event,) = plain_calendar.events(data)
    assert event["URL"] == long
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
