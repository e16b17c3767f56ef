"""Planning another night like one that was: what comes along, what stays, and who may."""

from datetime import datetime, timedelta

import pytest

from club.events.models import (
    Answer,
    Helper,
    Night,
    NightComment,
    NightDraft,
    Place,
    Series,
    Slot,
    SlotTake,
)
from club.events.rules.bringing import MOST_DRAFTS
from club.events.rules.places import Listed, NamesShown, Part, PlaceShown
from club.events.rules.seats import Want
from club.events.rules.slots import SlotKind
from club.events.rules.times import wall
from club.events.service import answers, drafts, nights
from club.kit import clock
from club.kit.tokens import new_ref
from tests.conftest import SignedIn
from tests.events.nights import HOURS, ZONE, a_night
from tests.events.test_calendars import DAY
from tests.events.test_drafts import a_brought, bo
from tests.people import NOW, Cast
from tests.web import Client

__all__ = ["bo"]

TERMS = {
    "guests_most": 2, "first_timers": 1, "content_note": "Loud music", "plan_b": "The library",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
async def songs(cast: Cast) -> Night:
    """Thursday in a week, with an answer, a comment, a list and a lift; Cy hosts it."""
    hall = await Place.create(name="The hall", how_to_find="Ring twice")
    night = await a_night(
        starts_at=NOW + 7 * DAY + timedelta(hours=7), places=20, title="Songs", text="Bring a cup",
        place_id=hall.id, answer_by=NOW + 6 * DAY + timedelta(hours=7),
        names_shown=NamesShown.HOSTS, listed=Listed.INVITED, place_shown=PlaceShown.COMING, **TERMS,
    )  # fmt: skip
    await Helper.create(night_id=night.id, member_id=cast.cy.id, part=Part.HOST)
    await answers.answer(night.ref, cast.dee.id, Want.COMING, now=NOW)
    await NightComment.create(night_id=night.id, member_id=cast.dee.id, words="Tea?", said_at=NOW)
    milk = {"night_id": night.id, "kind": SlotKind.BRING, "title": "Milk", "need": 3, "taken": 2}
    await SlotTake.create(slot_id=(await Slot.create(**milk)).id, member_id=cast.dee.id, n=2)
    lift = {"night_id": night.id, "kind": SlotKind.LIFT, "area": "Cabra", "need": 3}
    await Slot.create(**lift, by_id=cast.dee.id)
    return night


async def copied(browser: Client, night: Night) -> str:
    answer = await browser.send_form(f"/e/{night.ref}/copy")
    assert answer.status_code == 303
    return str(answer.headers["location"])


def as_shown(**changes: str) -> dict[str, str]:
    """The form of the draft as a browser sends it back."""
    place = changes.pop("place")
    return {
        "title": "Songs", "starts": "2027-03-18T19:00", "ends": "2027-03-18T21:00", "place": place,
        "places": "20", "text": "Bring a cup", "names_shown": "hosts", "listed": "invited",
        "place_shown": "coming", **changes,
    }  # fmt: skip


async def opened(browser: Client, night: Night, **changes: str) -> Night:
    """Copy a night and open its draft."""
    place = (await Place.get()).ref
    answer = await browser.send_form(
        await copied(browser, night), **as_shown(place=place, **changes)
    )
    assert answer.status_code == 303, answer.text
    return await Night.get(ref=answer.headers["location"].removeprefix("/e/"))


async def test_a_planner_finds_a_draft_for_the_week_after(bo: Client, songs: Night) -> None:
    assert "Plan another night like this" in (await bo.get(f"/e/{songs.ref}")).text
    page = (await bo.get(await copied(bo, songs))).text
    assert "Here is a draft of another night." in page
    for value in ("Songs", "2027-03-18T19:00", "2027-03-18T21:00", "20"):
        assert f'value="{value}"' in page, value
    for words in ("Bring a cup", "The list of what is needed comes along"):
        assert words in page
    for chosen in ((await Place.get()).ref, "invited", "coming"):
        assert f'value="{chosen}" checked' in page, chosen
    assert '<option value="hosts" selected>' in page
    assert '<details class="stack" open>\n<summary>Who may see what' in page, "not to be missed"
    assert await Night.all().count() == 1


async def test_what_makes_sense_comes_along_and_no_answer_does(
    bo: Client, songs: Night, cast: Cast
) -> None:
    new = await opened(bo, songs)
    same = (
        "title", "text", "place_id", "places", "names_shown", "listed", "place_shown", "zone",
        *TERMS,
    )  # fmt: skip
    assert [getattr(new, name) for name in same] == [getattr(songs, name) for name in same]
    assert new.starts_at - songs.starts_at == new.ends_at - songs.ends_at == 7 * DAY
    assert new.answer_by == new.starts_at - DAY
    assert (new.coming, new.waiting, new.sequence) == (0, 0, 0)
    (slot,) = await Slot.filter(night_id=new.id)
    assert (slot.kind, slot.title, slot.need, slot.taken) == (SlotKind.BRING, "Milk", 3, 0)
    for table in (Answer, NightComment):
        assert not await table.filter(night_id=new.id).exists()
    assert not await SlotTake.filter(slot_id=slot.id).exists()
    helpers = await Helper.filter(night_id=new.id).values("member_id", "part")
    assert helpers == [{"member_id": cast.bo.id, "part": Part.HOST}], "whoever opens it hosts it"
    assert not await NightDraft.exists()


async def test_a_series_may_begin_with_a_copy(bo: Client, songs: Night) -> None:
    await opened(bo, songs, repeats="week")
    series = await Series.get()
    assert {name: getattr(series, name) for name in TERMS} == TERMS
    assert (series.answer_hours, series.listed) == (24, Listed.INVITED)
    made = await Night.filter(series_id=series.id).order_by("starts_at")
    assert len(made) > 5
    assert {night.guests_most for night in made} == {2}
    assert [await Slot.filter(night_id=night.id).count() for night in made[:2]] == [1, 0]


async def test_answers_are_not_closed_before_the_copy_is_there(bo: Client, songs: Night) -> None:
    soon = {"starts": "2027-03-04T19:00", "ends": "2027-03-04T21:00"}
    assert (await opened(bo, songs, **soon)).answer_by is None


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        (datetime(2026, 3, 5, 19), "2027-03-04T19:00"),  # noqa: DTZ001  # tonight is to come
        (datetime(2027, 3, 4, 9), "2027-03-11T09:00"),  # noqa: DTZ001  # this morning
        (datetime(2027, 3, 25, 19), "2027-04-01T19:00"),  # noqa: DTZ001  # the clocks change
    ],
)
async def test_the_day_and_the_hour_stay_and_the_week_is_to_come(
    bo: Client, starts: datetime, expected: str
) -> None:
    night = await a_night(starts_at=starts.astimezone(NOW.tzinfo), title="Songs")
    assert f"{wall(night.starts_at, ZONE):%Y-%m-%dT%H:%M}" == f"{starts:%Y-%m-%dT%H:%M}"
    page = (await bo.get(await copied(bo, night))).text
    assert f'value="{expected}"' in page


async def test_a_night_called_off_is_planned_anew(bo: Client, songs: Night, cast: Cast) -> None:
    await nights.cancel(songs.ref, "The pipes burst.", cast.bo.id, now=NOW)
    new = await opened(bo, songs)
    assert (new.cancelled_at, new.cancelled_words) == (None, "")


async def test_a_copy_goes_with_the_night_it_comes_from(bo: Client) -> None:
    """Without it, nobody would know that it was for a few, and its place for those who come."""
    bare = await a_night(starts_at=NOW + 2 * DAY, title="Tea")
    draft = await copied(bo, bare)
    await bare.delete()
    assert (await bo.get(draft)).status_code == 404
    assert not await NightDraft.exists()


async def test_a_smaller_room_keeps_no_more_places_for_newcomers_than_it_has(
    bo: Client, songs: Night
) -> None:
    await Night.filter(id=songs.id).update(first_timers=4)
    new = await opened(bo, songs, places="2")
    assert (new.places, new.first_timers) == (2, 2)


# Who may, and the second time


async def test_only_who_plans_nights_may_copy_one(
    cast: Cast, client: Client, signed_in: SignedIn, songs: Night
) -> None:
    host = await signed_in(cast.cy)
    assert "Plan another night like this" not in (await host.get(f"/e/{songs.ref}")).text
    assert (await host.send_form(f"/e/{songs.ref}/copy")).status_code == 403
    answer = await client.send_form(f"/e/{songs.ref}/copy")
    assert answer.headers["location"].startswith("/sign-in")
    assert not await NightDraft.exists()


async def test_no_night_no_copy(bo: Client) -> None:
    assert (await bo.send_form(f"/e/{new_ref()}/copy")).status_code == 404
    assert (await bo.send_form("/e/x/copy")).status_code == 404
    assert not await NightDraft.exists()


async def test_copying_twice_leaves_one_draft(bo: Client, songs: Night) -> None:
    key = new_ref()
    first = [await bo.post(f"/e/{songs.ref}/copy", data={"key": key}) for _ in range(2)]
    places = {answer.headers["location"] for answer in first} | {await copied(bo, songs)}
    assert places == {f"/e/drafts/{(await NightDraft.get()).ref}"}


async def test_a_draft_opened_twice_is_one_night(bo: Client, songs: Night) -> None:
    draft, place = await copied(bo, songs), (await Place.get()).ref
    codes = [(await bo.send_form(draft, **as_shown(place=place))).status_code for _ in range(2)]
    assert codes == [303, 404]
    assert await Night.all().count() == 2


async def test_no_more_drafts_than_may_wait(bo: Client, songs: Night) -> None:
    many = [a_brought(uid=str(n)) for n in range(MOST_DRAFTS)]
    await drafts.bring_in(many, ZONE, now=NOW)
    assert (await bo.send_form(f"/e/{songs.ref}/copy")).status_code == 409
    assert await NightDraft.all().count() == MOST_DRAFTS


async def test_a_program_is_told_the_name_of_the_draft(bo: Client, songs: Night) -> None:
    asked = {"accept": "application/json"}
    answer = await bo.post(f"/e/{songs.ref}/copy", data={"key": new_ref()}, headers=asked)
    draft = await NightDraft.get()
    assert answer.status_code == 200
    assert (answer.json()["at"], answer.json()["came_to"]) == (f"/e/drafts/{draft.ref}", draft.ref)
    page = (await bo.get(f"/e/drafts/{draft.ref}", headers=asked)).json()["page"]
    assert page["copied"]
    assert page["typed"]["listed"] == "invited"
    assert draft.ends_at - draft.starts_at == HOURS
