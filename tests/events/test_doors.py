"""The doors of the nights: who passes, who is turned away, and what a browser gets wrong."""

import asyncio
from datetime import timedelta

import pytest

from club.events.models import Answer, Helper, Night, Series
from club.events.rules.places import Part
from club.events.rules.seats import Want
from club.events.service import answers
from club.events.service.terms import Details
from club.kit import clock
from club.kit.tokens import new_ref
from club.roles import service as roles
from tests.conftest import SignedIn
from tests.events.nights import HOURS, a_night
from tests.people import Cast
from tests.web import Client

DAY = timedelta(days=1)
NIGHT = {"title": "Songs", "starts": "", "ends": "", "repeats": "once", "place": ""}


@pytest.fixture
async def bo(cast: Cast, signed_in: SignedIn) -> Client:
    """Bo coordinates, by a decision."""
    now = clock.now()
    await roles.establish("decision/1", by=None, now=now)
    await roles.grant(
        "coordinator",
        cast.bo.id,
        decision_ref="decision/1",
        starts_at=now,
        ends_at=now + 300 * DAY,
        by=None,
        now=now,
    )
    return await signed_in(cast.bo)


async def a_coming_night(places: int | None = None, title: str = "Thursday night") -> Night:
    return await a_night(places=places, starts_at=clock.now() + 3 * DAY, title=title)


def _local(days: int, hour: int = 19) -> str:
    day = (clock.now() + days * DAY).date()
    return f"{day}T{hour}:00"


def planned(**changes: str) -> dict[str, str]:
    return NIGHT | {"starts": _local(5), "ends": _local(5, 21)} | changes


# The list


async def test_the_list_shows_the_nights_and_three_buttons_each(cy: Client) -> None:
    night = await a_coming_night(title="Songs and soup")
    page = await cy.get("/nights")
    assert page.status_code == 200
    assert "Songs and soup" in page.text
    assert f'action="/e/{night.ref}/rsvp"' in page.text
    assert page.text.count('name="want"') == 3


async def test_the_list_says_so_when_nothing_is_planned(cy: Client) -> None:
    assert "No night is planned yet." in (await cy.get("/nights")).text


async def test_the_list_ends_after_eight_weeks(cy: Client) -> None:
    await a_night(starts_at=clock.now() + 57 * DAY, title="Too far")
    await a_night(starts_at=clock.now() - 2 * DAY, title="Gone by")
    page = await cy.get("/nights")
    assert "Too far" not in page.text
    assert "Gone by" not in page.text


async def test_the_list_is_data_for_whoever_asks_for_data(cy: Client) -> None:
    night = await a_coming_night(places=12)
    answer = await cy.get("/nights", headers={"Accept": "application/json"})
    shown = answer.json()["page"]["nights"][0]
    assert (shown["ref"], shown["places"], shown["mine"]) == (night.ref, 12, None)


@pytest.mark.parametrize("path", ["/nights", "/e/{ref}", "/e/new", "/e/{ref}/edit"])
async def test_a_stranger_signs_in_first(client: Client, path: str) -> None:
    night = await a_coming_night(title="Secret soup")
    page = await client.get(path.format(ref=night.ref))
    assert page.status_code == 303
    assert page.headers["location"].startswith("/sign-in")


async def test_my_own_phone_may_keep_the_pages_and_a_shared_one_may_not(
    cast: Cast, signed_in: SignedIn
) -> None:
    night = await a_coming_night()
    own, shared = await signed_in(cast.cy), await signed_in(cast.dee, shared=True)
    for path in ("/nights", f"/e/{night.ref}"):
        assert (await own.get(path)).headers["X-Offline"] == "keep"
        assert "X-Offline" not in (await shared.get(path)).headers


# One night


async def test_the_page_of_a_night_says_when_where_and_who(cast: Cast, cy: Client) -> None:
    night = await a_coming_night(places=2)
    await Helper.create(night_id=night.id, member_id=cast.ada.id, part=Part.DOOR)
    await Helper.create(night_id=night.id, member_id=cast.bo.id, part=Part.HOST)
    page = await cy.get(f"/e/{night.ref}")
    assert page.status_code == 200
    for words in ("Thursday night", "At the door", "Ada", "Bo", "Are you coming?"):
        assert words in page.text
    assert page.text.index("At the door") < page.text.index("Are you coming?")


async def test_names_are_shown_to_those_who_come_and_only_by_choice(
    cast: Cast, cy: Client, signed_in: SignedIn
) -> None:
    night = await a_coming_night()
    now = clock.now()
    await answers.answer(night.ref, cast.ada.id, Want.COMING, Details(named=True), now=now)
    await answers.answer(night.ref, cast.bo.id, Want.COMING, now=now)
    await cy.send_form(f"/e/{night.ref}/rsvp", want="coming")
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "<bdi>Ada</bdi>" in page
    assert "<bdi>Bo</bdi>" not in page
    dee = await signed_in(cast.dee)
    assert "<bdi>Ada</bdi>" not in (await dee.get(f"/e/{night.ref}")).text


async def test_in_a_full_room_only_those_with_a_seat_are_named(cast: Cast, cy: Client) -> None:
    night = await a_coming_night(places=1)
    for member in (cast.ada, cast.bo, cast.cy):
        await answers.answer(
            night.ref, member.id, Want.COMING, Details(named=True), now=clock.now()
        )
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "<bdi>Ada</bdi>" in page
    assert "<bdi>Bo</bdi>" not in page
    assert "You are number 2 on the waiting list." in page


@pytest.mark.parametrize("ref", ["a" * 26, "short", "%00", "a" * 3000, "A" * 26, "a/b"])
async def test_a_night_nobody_knows_is_kindly_not_found(cy: Client, ref: str) -> None:
    assert (await cy.get(f"/e/{ref}")).status_code == 404


async def test_a_night_that_is_over_still_says_how_many_said_yes(cy: Client) -> None:
    night = await a_night(starts_at=clock.now() - 3 * HOURS)
    await Night.filter(id=night.id).update(coming=5)
    page = await cy.get(f"/e/{night.ref}")
    assert "This night is over." in page.text
    assert "5 people said yes." in page.text
    assert 'name="want"' not in page.text


# Answering


async def test_a_member_answers_and_is_led_back_to_the_night(cast: Cast, cy: Client) -> None:
    night = await a_coming_night()
    answer = await cy.send_form(f"/e/{night.ref}/rsvp", want="coming")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/e/{night.ref}"
    assert "You are coming. See you there." in (await cy.get(f"/e/{night.ref}")).text
    assert (await Answer.get()).member_id == cast.cy.id


@pytest.mark.parametrize(
    ("back", "leads"),
    [("/nights", "/nights"), ("https://evil.example/", ""), ("//evil.example", "")],
)
async def test_an_answer_leads_back_to_where_it_was_given(
    cy: Client, back: str, leads: str
) -> None:
    night = await a_coming_night()
    answer = await cy.send_form(f"/e/{night.ref}/rsvp", want="maybe", back=back)
    assert answer.headers["location"] == (leads or f"/e/{night.ref}")


async def test_a_stranger_cannot_answer(client: Client) -> None:
    night = await a_coming_night()
    answer = await client.send_form(f"/e/{night.ref}/rsvp", want="coming")
    assert answer.headers["location"].startswith("/sign-in")
    assert await Answer.all().count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"want": "perhaps"},
        {"want": ""},
        {"want": "coming", "client_at": "yesterday"},
        {"want": "coming", "client_at": "2027-01-01T10:00"},
        {"want": "coming", "named": "very"},
    ],
)
async def test_an_answer_that_cannot_be_read_changes_nothing(
    cy: Client, fields: dict[str, str]
) -> None:
    night = await a_coming_night()
    answer = await cy.send_form(f"/e/{night.ref}/rsvp", **fields)
    assert answer.status_code == 422
    assert "Please look at this again" in answer.text
    assert await Answer.all().count() == 0


async def test_an_answer_without_a_key_changes_nothing(cy: Client) -> None:
    night = await a_coming_night()
    answer = await cy.post(f"/e/{night.ref}/rsvp", data={"want": "coming"})
    assert answer.status_code == 422
    assert await Answer.all().count() == 0


async def test_an_answer_sent_twice_acts_once(cy: Client) -> None:
    night = await a_coming_night()
    key = new_ref()
    for _ in range(3):
        answer = await cy.send_form(f"/e/{night.ref}/rsvp", key=key, want="coming")
        assert answer.headers["location"] == f"/e/{night.ref}"
    assert (await Night.get(id=night.id)).revision == 1


async def test_a_key_that_arrives_twenty_times_at_once_acts_once(cy: Client) -> None:
    night = await a_coming_night(places=12)
    key = new_ref()
    path = f"/e/{night.ref}/rsvp"
    sent = await asyncio.gather(*(cy.send_form(path, key=key, want="coming") for _ in range(20)))
    assert {answer.status_code for answer in sent} == {303}
    assert (await Night.get(id=night.id)).revision == 1
    assert await Answer.all().count() == 1


async def test_an_answer_after_the_night_is_too_late_and_says_so(cy: Client) -> None:
    night = await a_night(starts_at=clock.now() - 3 * HOURS)
    answer = await cy.send_form(f"/e/{night.ref}/rsvp", want="coming")
    assert answer.status_code == 409
    assert "takes no more answers" in answer.text


async def test_an_offline_answer_that_was_changed_later_is_kept_back(cy: Client) -> None:
    night = await a_coming_night()
    await cy.send_form(f"/e/{night.ref}/rsvp", want="no")
    before = (clock.now() - HOURS).isoformat()
    await cy.send_form(f"/e/{night.ref}/rsvp", want="coming", client_at=before)
    assert "You changed this later." in (await cy.get(f"/e/{night.ref}")).text
    assert (await Answer.get()).want is Want.NO


async def test_another_site_cannot_answer_for_a_member(cy: Client) -> None:
    night = await a_coming_night()
    answer = await cy.post(
        f"/e/{night.ref}/rsvp",
        data={"key": new_ref(), "want": "no"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
    assert await Answer.all().count() == 0


# The door of a night


async def test_a_member_offers_to_open_the_door(cy: Client) -> None:
    night = await a_coming_night()
    answer = await cy.send_form(f"/e/{night.ref}/helper", offers="true")
    assert answer.status_code == 303
    assert "I step back from the door" in (await cy.get(f"/e/{night.ref}")).text
    await cy.send_form(f"/e/{night.ref}/helper", offers="false")
    assert "I can open the door" in (await cy.get(f"/e/{night.ref}")).text


async def test_a_stranger_cannot_open_the_door(client: Client) -> None:
    night = await a_coming_night()
    answer = await client.send_form(f"/e/{night.ref}/helper", offers="true")
    assert answer.headers["location"].startswith("/sign-in")


async def test_an_offer_that_cannot_be_read_changes_nothing(cy: Client) -> None:
    night = await a_coming_night()
    assert (await cy.send_form(f"/e/{night.ref}/helper", offers="?")).status_code == 422
    assert await Helper.all().count() == 0


async def test_the_door_of_a_night_that_is_over_is_shut(cy: Client) -> None:
    night = await a_night(starts_at=clock.now() - 3 * HOURS)
    assert (await cy.send_form(f"/e/{night.ref}/helper", offers="true")).status_code == 409


# Planning


async def test_the_coordinator_plans_a_night_at_a_new_place(bo: Client) -> None:
    assert (await bo.get("/e/new")).status_code == 200
    sent = planned(place="new", place_name="The hall", steps="Two steps", places="12")
    answer = await bo.send_form("/e/new", **sent)
    assert answer.status_code == 303
    page = await bo.get(answer.headers["location"])
    for words in ("Songs", "The hall", "Two steps", "There is room for 12 people."):
        assert words in page.text


async def test_the_coordinator_plans_a_series(bo: Client) -> None:
    await bo.send_form("/e/new", **planned(repeats="2weeks"))
    assert str((await Series.get()).rounds()).startswith("FREQ=WEEKLY;INTERVAL=2")
    assert await Night.all().count() == 4


async def test_a_series_that_begins_far_ahead_leads_to_the_list(bo: Client) -> None:
    sent = planned(repeats="month", starts=_local(90), ends=_local(90, 21))
    answer = await bo.send_form("/e/new", **sent)
    assert answer.headers["location"] == "/nights"


@pytest.mark.parametrize("path", ["/e/new", "/e/{ref}/edit"])
async def test_a_member_without_the_role_is_told_whose_it_is(cy: Client, path: str) -> None:
    night = await a_coming_night()
    page = await cy.get(path.format(ref=night.ref))
    assert page.status_code == 403
    assert "This belongs to a role." in page.text


@pytest.mark.parametrize("path", ["/e/new", "/e/{ref}/edit", "/e/{ref}/cancellation"])
async def test_a_member_without_the_role_changes_nothing(cy: Client, path: str) -> None:
    night = await a_coming_night()
    answer = await cy.send_form(path.format(ref=night.ref), **planned())
    assert answer.status_code == 403
    assert (await Night.get(id=night.id)).revision == 0
    assert await Night.all().count() == 1


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("title", ""),
        ("title", "x" * 121),
        ("title", "x" * 50_000),
        ("starts", ""),
        ("starts", "tomorrow"),
        ("starts", "2027-02-30T19:00"),
        ("starts", "1700000000"),
        ("starts", "2027-03-18T19:00+01:00"),
        ("starts", "2020-01-01T19:00"),
        ("starts", "9999-12-31T23:59"),
        ("ends", "2020-01-01T19:00"),
        ("ends", "9999-12-31T23:59"),
        ("ends", "x"),
        ("repeats", "daily"),
        ("days", "7"),
        ("until", "1700000000"),
        ("until", "2020-01-01"),
        ("times", "0"),
        ("place", "nowhere"),
        ("places", "0"),
        ("places", "1001"),
        ("places", "-5"),
        ("places", "many"),
        ("names_shown", "everyone"),
        ("text", "x" * 4001),
        ("steps", "x" * 301),
    ],
)
async def test_what_cannot_be_planned_is_said_at_its_field_and_nothing_is_lost(
    bo: Client, field: str, wrong: str
) -> None:
    sent = planned(text="Bring a song.", repeats="week") | {field: wrong}
    if (field, wrong) == ("starts", "9999-12-31T23:59"):
        sent["ends"] = ""
    if field == "starts" and wrong == "2020-01-01T19:00":
        sent["ends"] = "2020-01-01T21:00"
    page = await bo.send_form("/e/new", **sent)
    assert page.status_code == 422
    at = "ends" if wrong == "9999-12-31T23:59" else field
    assert f'id="{at}-error"' in page.text
    assert "Bring a song." in page.text or field == "text"
    assert await Night.all().count() == 0


async def test_a_new_place_needs_a_name(bo: Client) -> None:
    page = await bo.send_form("/e/new", **planned(place="new", how_to_find="Blue door"))
    assert page.status_code == 422
    assert 'id="place_name-error"' in page.text
    assert "Blue door" in page.text


async def test_a_name_of_a_megabyte_is_too_long(bo: Client) -> None:
    answer = await bo.send_form("/e/new", **planned(title="x" * 1_000_000))
    assert answer.status_code == 413
    assert await Night.all().count() == 0


# Changing and calling off


async def test_the_coordinator_changes_a_night(bo: Client) -> None:
    night = await a_coming_night(places=2)
    assert "Thursday night" in (await bo.get(f"/e/{night.ref}/edit")).text
    answer = await bo.send_form(
        f"/e/{night.ref}/edit", title="Songs", places="5", text="", place=""
    )
    assert answer.status_code == 303
    night = await Night.get(id=night.id)
    assert (night.title, night.places) == ("Songs", 5)


async def test_a_change_that_cannot_be_read_changes_nothing(bo: Client) -> None:
    night = await a_coming_night()
    page = await bo.send_form(f"/e/{night.ref}/edit", title="Songs", places="x")
    assert page.status_code == 422
    assert 'value="Songs"' in page.text
    assert (await Night.get(id=night.id)).title == "Thursday night"


async def test_a_night_that_does_not_exist_cannot_be_changed(bo: Client) -> None:
    path = f"/e/{'a' * 26}/edit"
    assert (await bo.get(path)).status_code == 404
    assert (await bo.send_form(path, title="Songs")).status_code == 404


async def test_a_night_called_off_stays_and_says_why(bo: Client, cy: Client) -> None:
    night = await a_coming_night()
    await cy.send_form(f"/e/{night.ref}/rsvp", want="coming")
    answer = await bo.send_form(f"/e/{night.ref}/cancellation", words="The boiler is broken.")
    assert answer.headers["location"] == f"/e/{night.ref}"
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "This night is called off." in page
    assert "The boiler is broken." in page
    assert "called off" in (await cy.get("/nights")).text
    late = await cy.send_form(f"/e/{night.ref}/rsvp", want="no")
    assert late.status_code == 409


async def test_calling_off_twice_says_it_was_done(bo: Client) -> None:
    night = await a_coming_night()
    await bo.send_form(f"/e/{night.ref}/cancellation", words="")
    again = await bo.send_form(f"/e/{night.ref}/cancellation", words="")
    assert again.status_code == 409
    assert "called off already" in again.text


async def test_too_many_words_for_calling_off_are_given_back(bo: Client) -> None:
    night = await a_coming_night()
    page = await bo.send_form(f"/e/{night.ref}/cancellation", words="boiler " * 100)
    assert page.status_code == 422
    assert "boiler boiler" in page.text


async def test_the_coordinator_ends_a_series(bo: Client) -> None:
    planned_night = await bo.send_form("/e/new", **planned(repeats="week"))
    series = await Series.get()
    page = await bo.get(planned_night.headers["location"] + "/edit")
    assert f'action="/series/{series.ref}/ending"' in page.text
    ended = await bo.send_form(f"/series/{series.ref}/ending")
    assert ended.headers["location"] == "/nights"
    assert await Night.all().count() == 0
    assert (await bo.send_form(f"/series/{series.ref}/ending")).status_code == 409
    assert (await bo.send_form(f"/series/{'a' * 26}/ending")).status_code == 404


async def test_a_member_without_the_role_ends_no_series(bo: Client, cy: Client) -> None:
    await bo.send_form("/e/new", **planned(repeats="week"))
    series = await Series.get()
    assert (await cy.send_form(f"/series/{series.ref}/ending")).status_code == 403
    assert (await Series.get()).ended_at is None


# What it costs


async def _many(cast: Cast, nights: int) -> str:
    ref = ""
    everybody = (cast.ada, cast.bo, cast.cy, cast.dee)
    for n in range(nights):
        starts_at = clock.now() + (n + 2) * DAY
        night = await a_night(places=1, starts_at=starts_at, first_timers=1)
        for member in everybody:
            await answers.answer(
                night.ref, member.id, Want.COMING, Details(named=True), now=clock.now()
            )
        await Helper.create(night_id=night.id, member_id=cast.ada.id, part=Part.DOOR)
        ref = night.ref
    return ref


async def test_pages_ask_at_most_eight_questions_however_full_they_are(
    cast: Cast, bo: Client, cy: Client, questions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _ = bo
    # What is common to all pages is read every two seconds, whichever page comes next.
    monkeypatch.setattr("club.app.HOUSE_SECONDS", 3600)
    costs: list[int] = []
    for nights in (2, 9):
        ref = await _many(cast, nights)
        for path in ("/nights", f"/e/{ref}"):
            await cy.get(path)
            questions.clear()
            assert (await cy.get(path)).status_code == 200
            costs.append(len(questions))
    assert costs[:2] == costs[2:]
    assert min(costs) > 0
    assert max(costs) <= 8


async def test_a_form_sent_again_is_told_how_things_stand_by_then(
    cast: Cast, cy: Client, signed_in: SignedIn
) -> None:
    night, asked = await a_coming_night(places=1), {"Accept": "application/json"}
    path, key = f"/e/{night.ref}/rsvp", new_ref()
    first = await cy.post(path, data={"want": "coming", "key": key}, headers=asked)
    again = await cy.post(path, data={"want": "coming", "key": key}, headers=asked)
    assert again.json() == first.json()
    assert again.json()["came_to"]["want"] == "coming"
    other_phone = await signed_in(cast.cy)
    await other_phone.send_form(path, want="no")
    later = (await cy.post(path, data={"want": "coming", "key": key}, headers=asked)).json()
    assert (later["came_to"]["want"], later["said"]) == ("no", "Noted. Another time, then.")
    assert (await Answer.get(member_id=cast.cy.id)).want is Want.NO
    await cy.post(path, data={"want": "coming", "key": key})
    assert "Noted. Another time, then." in (await cy.get(f"/e/{night.ref}")).text


async def test_an_answer_is_data_for_whoever_asks_for_data(cy: Client) -> None:
    night = await a_coming_night(places=1)
    sent = await cy.post(
        f"/e/{night.ref}/rsvp",
        json={"want": "coming"},
        headers={"Accept": "application/json", "Idempotency-Key": new_ref()},
    )
    assert sent.status_code == 200
    data = sent.json()
    assert data["at"] == f"/e/{night.ref}"
    assert data["said"] == "You are coming. See you there."
    assert data["came_to"]["standing"] == {"seat": "seated", "number": None}
    assert "set-cookie" not in sent.headers, "the sentence is in the answer already"
