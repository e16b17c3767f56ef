"""The doors of being here: members, strangers, and whoever stands at the door."""

from datetime import datetime, timedelta

import pytest
from starlette.applications import Starlette

from club.events.models import Answer, DoorChoice, DoorWord, Helper, Here, Night, Place
from club.events.rules.places import Listed, Part, PlaceShown
from club.events.rules.seats import Want
from club.events.rules.wishes import Wish
from club.kit import clock
from club.kit.tokens import new_ref
from club.members.models import Member
from club.roles import service as roles
from tests.conftest import SignedIn
from tests.events.nights import a_night
from tests.people import Cast
from tests.qr_reading import shown
from tests.web import Client

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NOTHING_THERE = "a2" * 13
I_AM_HERE = "I\u2019m here"


@pytest.fixture
async def tonight(cast: Cast) -> Night:
    """A night that has begun; Ada opens its door."""
    night = await a_night(starts_at=clock.now() - 5 * MINUTE, title="Songs and soup")
    await Helper.create(night_id=night.id, member_id=cast.ada.id, part=Part.DOOR)
    return night


async def comes(night: Night, member: Member, **about: object) -> Answer:
    told = {"named": True, "seats": 1, "turn": 1, **about}
    now = clock.now()
    return await Answer.create(
        night_id=night.id, member_id=member.id, want=Want.COMING, said_at=now, **told
    )


async def people(night: Night) -> int:
    night = await Night.get(id=night.id)
    return night.here + night.unnamed


# I'm here


async def test_a_member_says_so_from_the_night_and_takes_it_back(
    tonight: Night, cy: Client
) -> None:
    path = f"/e/{tonight.ref}"
    assert I_AM_HERE in (await cy.get(path)).text
    answer = await cy.send_form(f"{path}/here", here="true")
    assert (answer.status_code, answer.headers["location"]) == (303, path)
    page = await cy.get(path)
    assert "Good to have you here." in page.text
    assert "You are counted as here." in page.text
    await DoorWord.all().update(at=clock.now() - MINUTE)
    await cy.send_form(f"{path}/here", here="false")
    assert "You are counted as here." not in (await cy.get(path)).text
    assert await people(tonight) == 0


async def test_a_form_sent_twice_counts_once(tonight: Night, cy: Client, ada: Client) -> None:
    key, other = new_ref(), new_ref()
    for _ in range(3):
        await cy.send_form(f"/e/{tonight.ref}/here", key=key, here="true")
        await ada.send_form(f"/e/{tonight.ref}/here/new", key=other, more="true")
    assert await people(tonight) == 2


async def test_what_cannot_be_read_is_asked_again(tonight: Night, cy: Client) -> None:
    answer = await cy.send_form(f"/e/{tonight.ref}/here", here="perhaps")
    assert answer.status_code == 422
    assert "Please choose one of these." in answer.text


async def test_a_day_before_there_is_no_button(cy: Client) -> None:
    night = await a_night(starts_at=clock.now() + DAY)
    assert I_AM_HERE not in (await cy.get(f"/e/{night.ref}")).text
    page = await cy.get(f"/e/{night.ref}/here")
    assert "half an hour before" in page.text
    answer = await cy.send_form(f"/e/{night.ref}/here", here="true")
    assert answer.status_code == 409


async def test_my_own_phone_keeps_the_page_and_a_strangers_does_not(
    tonight: Night, cy: Client, client: Client
) -> None:
    path = f"/e/{tonight.ref}/here"
    assert (await cy.get(path)).headers["X-Offline"] == "keep"
    assert "X-Offline" not in (await client.get(path)).headers


async def test_a_stranger_is_counted_without_a_name_once_per_phone(
    tonight: Night, client: Client
) -> None:
    path = f"/e/{tonight.ref}/here"
    assert "Count me (no name)" in (await client.get(path)).text
    for _ in range(2):
        answer = await client.send_form(path, here="true")
        assert (answer.status_code, answer.headers["location"]) == (303, path)
    page = await client.get(path)
    assert "You are counted." in page.text
    row = await Here.get()
    assert (row.member_id, row.n, row.how) == (None, 1, "anon")
    assert await people(tonight) == 1


async def test_the_page_tells_a_stranger_nothing_of_the_night(
    tonight: Night, client: Client, cast: Cast
) -> None:
    place = await Place.create(name="The hall on Mill Lane")
    await Night.filter(id=tonight.id).update(place_id=place.id, content_note="Loud drums")
    await comes(tonight, cast.cy)
    path = f"/e/{tonight.ref}/here"
    page = await client.get(path)
    data = await client.get(path, headers={"Accept": "application/json"})
    for secret in (
        "Songs and soup",
        "Mill Lane",
        "drums",
        "Cy",
        "Ada",
        str(tonight.starts_at.year),
    ):
        assert secret not in page.text.replace("wikipedia", "")
        assert secret not in data.text
    await Night.filter(id=tonight.id).update(listed=Listed.PUBLIC, place_shown=PlaceShown.PUBLIC)
    page = await client.get(path)
    assert "Songs and soup" in page.text
    assert "Mill Lane" in page.text


async def test_a_stranger_cannot_tell_a_night_that_is_not_now_from_none(client: Client) -> None:
    night = await a_night(starts_at=clock.now() + DAY)
    off = await a_night(starts_at=clock.now())
    await Night.filter(id=off.id).update(cancelled_at=clock.now())
    pages = [await client.get(f"/e/{ref}/here") for ref in (night.ref, off.ref, NOTHING_THERE)]
    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages}) == 1
    for ref in (night.ref, off.ref, NOTHING_THERE):
        assert (await client.send_form(f"/e/{ref}/here", here="true")).status_code == 404
    assert not await Here.all().exists()


async def test_sixty_phones_an_hour_are_counted_at_a_door_and_no_more(
    tonight: Night, app: Starlette
) -> None:
    path = f"/e/{tonight.ref}/here"
    for n in range(62):
        async with Client(app) as stranger:
            answer = await stranger.send_form(path, here="true")
        assert answer.status_code == (303 if n < 60 else 429)
    assert await people(tonight) == 60


# The list of the door


async def test_the_list_is_for_tonights_own_people(
    tonight: Night, ada: Client, cy: Client, client: Client, cast: Cast, signed_in: SignedIn
) -> None:
    path = f"/e/{tonight.ref}/door"
    assert (await ada.get(path)).status_code == 200
    assert (await cy.get(path)).status_code == 404
    assert (await client.get(path)).status_code == 303
    await comes(tonight, cast.cy)
    for where, fields in (
        (f"here/{cast.cy.ref}", {"here": "true"}),
        ("here/new", {"more": "true"}),
    ):
        assert (await cy.send_form(f"/e/{tonight.ref}/{where}", **fields)).status_code == 404
    host = await Helper.create(night_id=tonight.id, member_id=cast.bo.id, part=Part.HOST)
    bo = await signed_in(cast.bo)
    assert (await bo.get(path)).status_code == 200
    await host.delete()
    assert (await bo.get(path)).status_code == 404


async def test_the_list_names_who_wants_to_be_expected_and_counts_the_others(
    tonight: Night, ada: Client, cast: Cast
) -> None:
    await comes(tonight, cast.cy, party=3, seats=3)
    wishes = Wish.MEET_ME | Wish.LATE
    await comes(tonight, cast.dee, named=False, wishes=wishes, note="I wear a red hat")
    await comes(tonight, cast.bo, named=False)
    page = (await ada.get(f"/e/{tonight.ref}/door")).text
    for words in ("Cy", "2 more with them", "Dee", "Please meet me at the door", "Comes later",
                  "I wear a red hat", "1 more comes and wants no name here."):  # fmt: skip
        assert words in page, words
    assert "<bdi>Bo</bdi>" not in page
    assert "Waiting for a place" not in page
    assert page.index("Cy") < page.index("Dee")


async def test_those_who_wait_for_a_place_stand_below(
    tonight: Night, ada: Client, cast: Cast
) -> None:
    await Night.filter(id=tonight.id).update(places=1)
    await comes(tonight, cast.cy, seats=0, turn=2)
    await comes(tonight, cast.dee)
    await comes(tonight, cast.bo, seats=0, offer_until=clock.now() + HOUR, turn=3)
    page = (await ada.get(f"/e/{tonight.ref}/door")).text
    assert page.index("Dee") < page.index("Waiting for a place") < page.index("Cy")
    assert page.index("Bo") < page.index("Waiting for a place")


async def test_whoever_only_waits_is_not_one_of_those_who_come_without_a_name(
    tonight: Night, ada: Client, cast: Cast
) -> None:
    await Night.filter(id=tonight.id).update(places=2)
    await comes(tonight, cast.cy, named=False, party=4, seats=2, held=2, fewer=True)
    await comes(tonight, cast.dee, named=False, party=3, seats=0, turn=2)
    page = (await ada.get(f"/e/{tonight.ref}/door")).text
    assert "2 more come and want no name here." in page
    await Answer.filter(member_id=cast.dee.id).update(offer_until=clock.now() + HOUR, held=3)
    page = (await ada.get(f"/e/{tonight.ref}/door")).text
    assert "5 more come and want no name here." in page


async def test_the_door_ticks_and_counts_and_reads_the_sum(
    tonight: Night, ada: Client, cast: Cast
) -> None:
    await comes(tonight, cast.cy, party=2, seats=2)
    door = f"/e/{tonight.ref}/door"
    answer = await ada.send_form(f"/e/{tonight.ref}/here/{cast.cy.ref}", here="true")
    assert (answer.status_code, answer.headers["location"]) == (303, door)
    for more in ("true", "true", "false", "true"):
        await ada.send_form(f"/e/{tonight.ref}/here/new", more=more)
    page = (await ada.get(door)).text
    assert "<b data-people>4</b> <span>here now<small>2 without a name" in page
    assert 'aria-pressed="true"' in page
    assert (await ada.send_form(f"/e/{tonight.ref}/here/new", more="x")).status_code == 422
    wrong = await ada.send_form(f"/e/{tonight.ref}/here/{cast.cy.ref}", here="")
    assert wrong.status_code == 422


async def test_what_a_door_did_in_time_counts_when_its_phone_finds_a_net(
    tonight: Night, ada: Client, cast: Cast
) -> None:
    await comes(tonight, cast.cy)
    came = clock.now() - 14 * HOUR
    await Night.filter(id=tonight.id).update(starts_at=came - HOUR, ends_at=came + HOUR)
    said = {"client_at": came.isoformat()}
    tick = await ada.send_form(f"/e/{tonight.ref}/here/{cast.cy.ref}", here="true", **said)
    more = await ada.send_form(f"/e/{tonight.ref}/here/new", more="true", **said)
    assert (tick.status_code, more.status_code) == (303, 303)
    assert await people(tonight) == 2


async def test_whoever_says_it_themself_has_no_tick_on_the_list(
    tonight: Night, ada: Client, cast: Cast, cy: Client
) -> None:
    await comes(tonight, cast.cy)
    await comes(tonight, cast.dee)
    await DoorChoice.create(member_id=cast.dee.id, only_self=True)
    await cy.send_form(f"/e/{tonight.ref}/here", here="true")
    page = (await ada.get(f"/e/{tonight.ref}/door")).text
    assert f"here/{cast.dee.ref}" not in page
    assert f"here/{cast.cy.ref}" not in page
    assert "wants to say it themself" in page
    refused = await ada.send_form(f"/e/{tonight.ref}/here/{cast.dee.ref}", here="true")
    assert refused.status_code == 422, "a phone that sends it later forgets it then"
    assert "This person wants to say it themself." in refused.text
    assert "One more, no name" in refused.text, "the list is there again"


async def test_whoever_came_without_an_answer_stands_on_the_list(
    tonight: Night, ada: Client, cy: Client
) -> None:
    await cy.send_form(f"/e/{tonight.ref}/here", here="true")
    assert "<bdi>Cy</bdi>" in (await ada.get(f"/e/{tonight.ref}/door")).text


async def test_the_list_opens_two_hours_before_and_closes_after_twelve(
    cast: Cast, signed_in: SignedIn
) -> None:
    ada = await signed_in(cast.ada)
    hours = {-3: 409, -1.9: 200, 13.9: 200, 14.1: 409}
    for since, status in hours.items():
        night = await a_night(starts_at=clock.now() - since * HOUR)
        await Helper.create(night_id=night.id, member_id=cast.ada.id, part=Part.DOOR)
        assert (await ada.get(f"/e/{night.ref}/door")).status_code == status, since
        answer = await ada.send_form(f"/e/{night.ref}/here/new", more="true")
        assert answer.status_code == (409 if status == 409 or since < 0 else 303), since


async def test_the_night_shows_its_number_to_its_door_and_the_committee_alone(
    tonight: Night, ada: Client, cy: Client, cast: Cast, signed_in: SignedIn
) -> None:
    now: datetime = clock.now()
    await roles.establish("the-founding", by=None, now=now)
    until = now + 60 * DAY
    await roles.grant(
        "secretary", cast.bo.id, decision_ref="the-founding", starts_at=now, ends_at=until,
        by=None, now=now, interim=True,
    )  # fmt: skip
    await ada.send_form(f"/e/{tonight.ref}/here/new", more="true")
    path = f"/e/{tonight.ref}"
    assert "1 person is counted." in (await ada.get(path)).text
    assert "1 person is counted." in (await (await signed_in(cast.bo)).get(path)).text
    assert "is counted." not in (await cy.get(path)).text
    assert f"{path}/door" in (await ada.get(path)).text
    assert f"{path}/door" not in (await cy.get(path)).text


# The poster


async def test_the_poster_shows_the_way_to_be_counted_and_names_nobody(
    tonight: Night, ada: Client, client: Client, cast: Cast
) -> None:
    await comes(tonight, cast.cy)
    path = f"/e/{tonight.ref}/poster"
    page = await ada.get(path)
    assert page.status_code == 200
    assert f"http://127.0.0.1:8000/e/{tonight.ref}/here" in page.text
    assert shown(page.text) == f"http://127.0.0.1:8000/e/{tonight.ref}/here"
    for secret in ("Cy", "Ada", "Songs and soup"):
        assert secret not in page.text
    assert path in (await ada.get(f"/e/{tonight.ref}")).text
    assert (await client.get(path)).status_code == 303
    assert (await ada.get(f"/e/{NOTHING_THERE}/poster")).status_code == 404
