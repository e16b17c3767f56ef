"""Meet me at the door: asked without an account, answered by a member, and never dropped."""

import asyncio
import re
from datetime import date, timedelta

import pytest

from club.events import chores
from club.events.messages import meeting as words
from club.events.models import Helper, MeetRequest, Night, Place
from club.events.rules.meeting import Spot
from club.events.rules.places import Listed, Part, PlaceShown
from club.events.service import meeting, welcoming
from club.events.service.meeting import Asked
from club.kit import clock, pictures
from club.kit.errors import Invalid, TooLate
from club.kit.once import Once
from club.kit.tokens import digest, new_token
from club.notices.models import Letter, Message
from club.roles import service as roles
from club.settings import Settings
from tests.conftest import SignedIn
from tests.events.nights import EVENING, NOW, a_night
from tests.events.test_place_doors import a_photo
from tests.people import Cast
from tests.web import Client

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
THAT_DAY = date(2027, 3, 11)
A_REQUEST = {"name": "Niamh", "spot": Spot.DOOR, "word": "kettle"}
RED_HAT = {"spot": "bus", "wearing": "A red hat", "no_questions": "true"}


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
async def night(cast: Cast) -> Night:
    """A week from now; Ada opens its door and Bo hosts it."""
    night = await a_night(title="Songs and soup")
    await Helper.create(night_id=night.id, member_id=cast.ada.id, part=Part.DOOR)
    await Helper.create(night_id=night.id, member_id=cast.bo.id, part=Part.HOST)
    return night


async def asks(client: Client, name: str = "Niamh", **fields: str) -> str:
    """Somebody asks to be met; return the link that is theirs."""
    page = await client.get("/welcome/meet")
    token = re.search(r'name="token" value="([^"]+)"', page.text)
    assert token is not None
    sent = {"day": "2027-03-11", "name": name, **RED_HAT, **fields}
    answer = await client.send_form("/welcome/meet", token=token[1], **sent)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def a_request(night: Night, name: str = "Niamh") -> MeetRequest:
    await meeting.ask(Asked(THAT_DAY, name, Spot.DOOR), new_token(), now=NOW)
    request = await MeetRequest.filter(night_id=night.id).order_by("-id").first()
    assert request is not None
    return request


async def told() -> set[tuple[int, str]]:
    letters = await Letter.all().select_related("message")
    return {(letter.member_id, letter.message.kind) for letter in letters}


# Asking


async def test_the_way_there_is_on_the_strangers_first_page(cast: Cast, client: Client) -> None:
    assert cast.ada
    assert 'href="/welcome/meet"' in (await client.get("/")).text
    assert "No evening is open for this now." in (await client.get("/welcome/meet")).text


async def test_the_page_says_the_days_and_nothing_else_of_the_nights(
    night: Night, client: Client
) -> None:
    await a_night(starts_at=EVENING + 7 * DAY, title="Only for some")
    await Night.filter(title="Only for some").update(listed=Listed.INVITED)
    await a_night(starts_at=EVENING + 60 * DAY, title="Far away")
    off = await a_night(starts_at=EVENING + 2 * DAY)
    await Night.filter(id=off.id).update(cancelled_at=NOW)
    page = (await client.get("/welcome/meet")).text
    days = re.findall(r"<option[^>]*>([^<]+)<", page)
    assert days == ["Thursday 11 March"]
    for secret in ("Songs and soup", night.ref, "7 in the evening"):
        assert secret not in page


async def test_whoever_asks_gets_a_link_and_a_word_and_no_title(
    night: Night, client: Client
) -> None:
    link = await asks(client)
    page = (await client.get(link)).text
    request = await MeetRequest.get()
    assert request.token_sha == digest(link.rsplit("/", 1)[-1])
    for shown in ("Thursday 11 March", request.word, "At the bus stop", "Nobody has said yes yet"):
        assert shown in page, shown
    for secret in ("Songs and soup", night.ref, "7 in the evening", "Niamh", "red hat"):
        assert secret not in page, secret


async def test_a_form_sent_twice_asks_once_and_leads_to_the_same_link(
    night: Night, client: Client
) -> None:
    token = new_token()
    sent = {"day": "2027-03-11", "name": "Niamh", "token": token}
    answers = [await client.send_form("/welcome/meet", **sent) for _ in range(2)]
    at_once = await asyncio.gather(*(client.send_form("/welcome/meet", **sent) for _ in range(3)))
    where = {answer.headers["location"] for answer in (*answers, *at_once)}
    assert where == {f"/welcome/meet/{token}"}
    assert await MeetRequest.filter(night_id=night.id).count() == 1


async def test_no_row_keeps_the_link(night: Night, client: Client) -> None:
    link = await asks(client)
    token = link.rsplit("/", 1)[-1]
    await client.send_form(f"{link}/night", day="2027-03-11")
    await client.send_form(f"{link}/removal")
    kept = [row.location for row in await Once.all()]
    assert kept
    assert not [each for each in kept if token in each]
    assert night.id


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "..."}, "Please write a name, or any word we can call you by."),
        ({"name": ""}, "Please fill this in."),
        ({"day": "2027-03-12"}, "There is no evening on that day."),
        ({"day": "soon"}, "Please write a date"),
        ({"spot": "moon"}, "Please choose one of these."),
        ({"wearing": "x" * 201}, "Please keep it to 200 letters."),
        ({"token": "short"}, "Please look at this again."),
    ],
)
async def test_what_cannot_be_used_is_asked_again_and_kept(
    night: Night, client: Client, fields: dict[str, str], sentence: str
) -> None:
    sent = {"day": "2027-03-11", "name": "Niamh", "token": "t" * 43, "wearing": "Blue", **fields}
    answer = await client.send_form("/welcome/meet", **sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert sent["wearing"] in answer.text
    assert not await MeetRequest.filter(night_id=night.id).exists()


async def test_few_requests_an_hour_come_from_one_network(night: Night, client: Client) -> None:
    for n in range(8):
        sent = {"day": "2027-03-11", "name": "Niamh", "token": new_token()}
        answer = await client.send_form("/welcome/meet", **sent)
        assert answer.status_code == (303 if n < 6 else 429)
    assert await MeetRequest.filter(night_id=night.id).count() == 6


async def test_a_night_that_many_ask_for_is_full_and_says_so(night: Night) -> None:
    for n in range(20):
        await a_request(night, f"Person {n}")
    with pytest.raises(Invalid, match="Many people ask"):
        await a_request(night)
    assert len({row.word for row in await MeetRequest.all()}) == 20


# The night's own people


async def test_the_nights_people_are_told_that_there_is_somebody_and_no_more(
    night: Night, client: Client, cast: Cast
) -> None:
    await asks(client)
    assert await told() == {(cast.ada.id, "meet_asked"), (cast.bo.id, "meet_asked")}
    message = await Message.get()
    said = f"{message.title} {message.body} {message.path} {message.tag}"
    assert message.category == "personal"
    for secret in ("Niamh", "red hat", "bus", "Songs and soup"):
        assert secret not in said
    assert message.path == f"/e/{night.ref}/meet"


async def test_with_nobody_at_the_door_whoever_plans_nights_is_told(
    cast: Cast, client: Client
) -> None:
    await a_night()
    await roles.establish("the-founding", by=None, now=NOW)
    await roles.grant(
        "coordinator", cast.dee.id, decision_ref="the-founding", starts_at=NOW,
        ends_at=NOW + 60 * DAY, by=None, now=NOW, interim=True,
    )  # fmt: skip
    await asks(client)
    assert await told() == {(cast.dee.id, "meet_asked")}


async def test_only_the_nights_people_read_who_asks(
    night: Night, client: Client, ada: Client, cast: Cast, signed_in: SignedIn
) -> None:
    await asks(client)
    request = await MeetRequest.get()
    path = f"/e/{night.ref}/meet"
    page = (await ada.get(path)).text
    for shown in ("Niamh", "At the bus stop", "A red hat", "Please ask no questions", request.word):
        assert shown in page
    cy = await signed_in(cast.cy)
    assert (await cy.get(path)).status_code == 404
    assert (await cy.send_form(f"{path}/{request.ref}", sign="x")).status_code == 404
    assert (await client.get(path)).status_code == 303
    assert f"{path}" in (await ada.get(f"/e/{night.ref}")).text


async def test_a_yes_is_read_by_whoever_asked(
    night: Night, client: Client, ada: Client, bo: Client
) -> None:
    link = await asks(client)
    request = await MeetRequest.get()
    path = f"/e/{night.ref}/meet/{request.ref}"
    answer = await ada.send_form(path, sign="A green scarf")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/e/{night.ref}/meet")
    page = (await client.get(link)).text
    for shown in (
        "Ada will meet you.",
        "A green scarf",
        "7 in the evening",
        "Someone else, please",
    ):
        assert shown in page, shown
    assert "Is met by" in (await bo.get(f"/e/{night.ref}/meet")).text
    assert (await bo.send_form(path, sign="Me too")).status_code == 409
    assert (await ada.send_form(path, sign="")).status_code == 422


@pytest.mark.parametrize("shown", list(PlaceShown))
async def test_a_newcomer_sees_the_door_before_leaving_home_once_somebody_meets_them(
    night: Night, cast: Cast, client: Client, settings: Settings, shown: PlaceShown
) -> None:
    photo = await pictures.keep(settings.data / pictures.FOLDER, a_photo())
    hall = await Place.create(
        name="The hall on Mill Lane", how_to_find="Ring twice", facts={"steps": "Two steps"},
        photo=photo.name, photo_says="A blue door", photo_wide=photo.wide, photo_high=photo.high,
    )  # fmt: skip
    await Night.filter(id=night.id).update(place_id=hall.id, place_shown=shown)
    link = await asks(client)
    words = ("The hall on Mill Lane", "Ring twice", "Two steps", f"{link}/door/small")
    page = (await client.get(link)).text
    open_to_all = shown is PlaceShown.PUBLIC
    assert [each in page for each in words] == [open_to_all] * 4
    assert ((await client.get(f"{link}/door")).status_code == 200) is open_to_all
    request = await MeetRequest.get()
    await welcoming.take(night.ref, request.ref, cast.ada.id, "A scarf", now=NOW)
    page = (await client.get(link)).text
    assert [each in page for each in words] == [True] * 4
    for path in (f"{link}/door", f"{link}/door/small"):
        picture = await client.get(path)
        assert (picture.status_code, picture.headers["content-type"]) == (200, "image/webp")
        assert picture.headers["cache-control"] == "no-store"
    await welcoming.give_back(night.ref, request.ref, cast.ada.id, now=NOW)
    assert ((await client.get(f"{link}/door")).status_code == 404) is not open_to_all


async def test_nobody_looks_out_for_more_new_people_than_the_club_agreed(
    night: Night, cast: Cast
) -> None:
    for week in range(1, 3):
        other = await a_night(starts_at=EVENING + week * 7 * DAY)
        await taken_by(cast.ada.id, other)
    gone = await a_night(starts_at=NOW - DAY)
    await taken_by(cast.ada.id, gone)
    first = await a_request(night)
    await welcoming.take(night.ref, first.ref, cast.ada.id, "A scarf", now=NOW)
    fourth = await a_night(starts_at=EVENING + 30 * DAY)
    last = await MeetRequest.create(night_id=fourth.id, **A_REQUEST, token_sha=digest("last"))
    with pytest.raises(TooLate, match="enough new people"):
        await welcoming.take(fourth.ref, last.ref, cast.ada.id, "A scarf", now=NOW)
    await welcoming.take(fourth.ref, last.ref, cast.bo.id, "A hat", now=NOW)


async def taken_by(member_id: int, night: Night) -> None:
    await MeetRequest.create(
        night_id=night.id, **A_REQUEST, token_sha=digest(night.ref), taker_id=member_id
    )


async def test_one_new_person_a_night_is_enough_for_anybody(
    night: Night, cast: Cast, ada: Client
) -> None:
    first, second = await a_request(night), await a_request(night, "Aoife")
    await welcoming.take(night.ref, first.ref, cast.ada.id, "A scarf", now=NOW)
    await welcoming.take(night.ref, first.ref, cast.ada.id, "A green scarf", now=NOW)
    answer = await ada.send_form(f"/e/{night.ref}/meet/{second.ref}", sign="A scarf")
    assert answer.status_code == 409
    assert "One is enough." in answer.text


async def test_two_who_say_yes_at_once_do_not_both_wait(night: Night, cast: Cast) -> None:
    request = await a_request(night)
    yes = [
        welcoming.take(night.ref, request.ref, each.id, "A scarf", now=NOW)
        for each in (cast.ada, cast.bo)
    ]
    said = await asyncio.gather(*yes, return_exceptions=True)
    assert [type(each) for each in said if each is not None] == [TooLate]


async def test_whoever_cannot_after_all_gives_it_back_and_the_others_are_asked(
    night: Night, cast: Cast, client: Client, ada: Client
) -> None:
    link = await asks(client)
    request = await MeetRequest.get()
    path = f"/e/{night.ref}/meet/{request.ref}"
    await ada.send_form(path, sign="A scarf")
    await Helper.filter(member_id=cast.ada.id).delete()
    await Letter.all().delete()
    assert (await ada.send_form(f"{path}/giving-back")).status_code == 303
    assert (await ada.send_form(f"{path}/giving-back")).status_code == 404
    assert "Nobody has said yes yet" in (await client.get(link)).text
    assert await told() == {(cast.bo.id, "meet_asked")}


async def test_saying_yes_when_the_night_is_off_is_too_late(night: Night, cast: Cast) -> None:
    request = await a_request(night)
    await Night.filter(id=night.id).update(cancelled_at=NOW)
    with pytest.raises(TooLate):
        await welcoming.take(night.ref, request.ref, cast.ada.id, "A scarf", now=NOW)


# Whoever asked


async def test_someone_else_can_be_asked_for_once_and_nobody_reads_why(
    night: Night, cast: Cast, client: Client, ada: Client, bo: Client
) -> None:
    link = await asks(client)
    request = await MeetRequest.get()
    assert (await client.send_form(f"{link}/another")).status_code == 409
    await ada.send_form(f"/e/{night.ref}/meet/{request.ref}", sign="A scarf")
    await Letter.all().delete()
    assert (await client.send_form(f"{link}/another")).status_code == 303
    assert await told() == {(cast.ada.id, "meet_free"), (cast.bo.id, "meet_asked")}
    assert "Niamh" not in (await ada.get(f"/e/{night.ref}/meet")).text
    again = await ada.send_form(f"/e/{night.ref}/meet/{request.ref}", sign="A scarf")
    assert again.status_code == 404
    await bo.send_form(f"/e/{night.ref}/meet/{request.ref}", sign="A drum")
    page = (await client.get(link)).text
    assert "Bo will meet you." in page
    assert "Someone else, please" not in page
    assert (await client.send_form(f"{link}/another")).status_code == 409


async def test_a_request_taken_back_is_gone_at_once_and_nobody_waits(
    night: Night, cast: Cast, client: Client, ada: Client
) -> None:
    link = await asks(client)
    request = await MeetRequest.get()
    await ada.send_form(f"/e/{night.ref}/meet/{request.ref}", sign="A scarf")
    await Letter.all().delete()
    answer = await client.send_form(f"{link}/removal")
    assert (answer.status_code, answer.headers["location"]) == (303, "/welcome/meet")
    assert not await MeetRequest.all().exists()
    assert await told() == {(cast.ada.id, "meet_free")}
    for path in ("", "/another", "/removal"):
        sent = await (client.send_form(link + path) if path else client.get(link))
        assert sent.status_code == 404


async def test_it_can_be_moved_to_another_evening(
    night: Night, client: Client, ada: Client
) -> None:
    other = await a_night(starts_at=EVENING + 7 * DAY)
    link = await asks(client)
    request = await MeetRequest.get()
    await ada.send_form(f"/e/{night.ref}/meet/{request.ref}", sign="A scarf")
    assert (await client.send_form(f"{link}/night", day="2027-03-18")).status_code == 303
    assert "Thursday 18 March" in (await client.get(link)).text
    request = await MeetRequest.get()
    assert (request.night_id, request.taker_id, request.sign) == (other.id, None, "")
    assert (await client.send_form(f"{link}/night", day="2027-03-19")).status_code == 422
    assert (await client.send_form(f"{link}/night", day="never")).status_code == 422
    unknown = f"/welcome/meet/{new_token()}"
    assert (await client.send_form(f"{unknown}/night", day="2027-03-18")).status_code == 404
    assert (await client.get(unknown)).status_code == 404


async def test_looking_at_the_link_changes_nothing(night: Night, client: Client) -> None:
    link = await asks(client)
    before = [dict(row) for row in await MeetRequest.all().values()]
    for _ in range(2):
        assert (await client.get(link)).status_code == 200
    assert [dict(row) for row in await MeetRequest.all().values()] == before
    assert night.id


async def test_a_day_before_the_page_says_that_nobody_said_yes_and_what_else_there_is(
    night: Night, cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_night(starts_at=EVENING + 7 * DAY)
    link = await asks(client)
    await Letter.all().delete()
    early, due = EVENING - 24 * HOUR - timedelta(seconds=1), EVENING - 24 * HOUR
    assert await chores.meet_due(early) == 0
    assert await chores.meet_due(due) == 1
    assert await chores.meet_due(due) == 0
    assert await told() == {(cast.ada.id, "meet_waits"), (cast.bo.id, "meet_waits")}
    monkeypatch.setattr(clock, "now", lambda: due)
    page = (await client.get(link)).text
    for shown in ("Nobody has said yes so far", "Somebody opens the door", "Thursday 18 March",
                  "Ask for this one"):  # fmt: skip
        assert shown in page, shown
    assert night.id


async def test_a_night_called_off_is_said_and_another_offered(night: Night, client: Client) -> None:
    await a_night(starts_at=EVENING + 7 * DAY)
    link = await asks(client)
    await Night.filter(id=night.id).update(cancelled_at=NOW)
    page = (await client.get(link)).text
    assert "This evening does not happen." in page
    assert "Thursday 18 March" in page


async def test_a_week_after_the_night_it_is_forgotten(
    night: Night, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = await asks(client)
    week = night.ends_at + 7 * DAY
    assert await chores.meet_due(week - timedelta(seconds=1)) == 0
    assert await chores.meet_due(week) == 1
    assert not await MeetRequest.all().exists()
    monkeypatch.setattr(clock, "now", lambda: night.ends_at + HOUR)
    assert (await client.get(link)).status_code == 404


async def test_an_evening_that_is_over_is_said_to_be(
    night: Night, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = await asks(client)
    monkeypatch.setattr(clock, "now", lambda: night.ends_at)
    assert "This evening is over." in (await client.get(link)).text


async def test_whoever_leaves_meets_nobody_and_the_others_may(night: Night, cast: Cast) -> None:
    request = await a_request(night)
    await welcoming.take(night.ref, request.ref, cast.ada.id, "A scarf", now=NOW)
    await welcoming.let_go(cast.ada.id)
    assert (await MeetRequest.get()).taker_id is None


def test_every_spot_has_a_name() -> None:
    assert len({words.spot(each) for each in Spot}) == len(Spot)
