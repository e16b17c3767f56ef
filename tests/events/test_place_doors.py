"""The doors of the places: what members read, who changes it, the picture of the door."""

import asyncio
import io
from datetime import timedelta

import pytest
from httpx2 import Response
from PIL import Image

from club.events.models import Helper, Night, Place
from club.events.queries import places
from club.events.rules.places import Part, PlaceShown
from club.events.rules.seats import Want
from club.events.service import answers
from club.journal.models import JournalEntry
from club.kit import clock, pictures
from club.kit.pictures.sweeping import sweeper
from club.kit.tokens import new_ref
from club.roles import service as roles
from club.settings import Settings
from tests.conftest import SignedIn
from tests.events.around import DAY, a_hosted_night
from tests.events.nights import a_night
from tests.people import Cast
from tests.web import Client

SAYS = "A blue door beside the bakery"
TOLD = {
    "place_name": "The boat house",
    "how_to_find": "Past the bridge",
    "steps": "Two steps",
    "plan_b": "The library, next door",
    "keys": "Two of us",
    "booked_until": "2027-06-30",
    "spot": "53.3478, -6.2597",
}


@pytest.fixture
async def place(cast: Cast) -> Place:
    _ = cast
    return await Place.create(
        name="The hall", how_to_find="Red door", facts={"toilet": "On the left"}, keys="Ada's word"
    )


@pytest.fixture
async def bo(cast: Cast, signed_in: SignedIn) -> Client:
    """Bo coordinates, by a decision."""
    now = clock.now()
    await roles.establish("decision/1", by=None, now=now)
    await roles.grant(
        "coordinator", cast.bo.id, decision_ref="decision/1", starts_at=now,
        ends_at=now + 200 * DAY, by=None, now=now,
    )  # fmt: skip
    return await signed_in(cast.bo)


def a_photo(colour: str = "blue") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(written, "JPEG")
    return written.getvalue()


async def hang(browser: Client, place: Place, body: bytes | None = None, **form: str) -> Response:
    files = {"photo": ("my house, 12 Main Street.jpg", a_photo() if body is None else body)}
    path = f"/places/{place.ref}/photo"
    return await browser.post(path, data={"key": new_ref(), "says": SAYS, **form}, files=files)


def kept(settings: Settings) -> set[str]:
    folder = settings.data / "pictures"
    return {each.name for each in folder.iterdir()} if folder.is_dir() else set()


# What members read


async def test_a_member_reads_about_a_place(cy: Client, place: Place) -> None:
    assert "The hall" in (await cy.get("/places")).text
    page = (await cy.get(f"/places/{place.ref}")).text
    for words in ("The hall", "Red door", "Toilet", "On the left", "The keys"):
        assert words in page
    assert "Change this place" not in page
    assert (await cy.get(f"/places/{'a2' * 13}")).status_code == 404


async def test_the_list_of_places_says_so_when_there_is_none(cy: Client) -> None:
    assert "No place is known yet." in (await cy.get("/places")).text


@pytest.mark.parametrize("path", ["/places", "/places/{ref}", "/pictures/{ref}"])
async def test_a_stranger_signs_in_first(client: Client, place: Place, path: str) -> None:
    answer = await client.get(path.format(ref=place.ref))
    assert answer.headers["location"].startswith("/sign-in")


async def test_the_page_of_a_night_shows_the_door_and_the_room(
    cast: Cast, bo: Client, cy: Client, place: Place
) -> None:
    night = await a_hosted_night(cast)
    await Night.filter(id=night.id).update(place_id=place.id)
    await bo.send_form(f"/places/{place.ref}/edit", **TOLD)
    await hang(bo, place)
    page = (await cy.get(f"/e/{night.ref}")).text
    for words in ("The boat house", "Two steps", SAYS, "geo:53.34780,-6.25970", "The library"):
        assert words in page
    assert 'loading="lazy"' in page
    assert page.count("https://www.openstreetmap.org") == 1, "a link, and nothing that loads"
    await Night.filter(id=night.id).update(plan_b="The church")
    assert "The church" in (await cy.get(f"/e/{night.ref}")).text


async def test_a_place_for_those_who_come_is_not_told_to_others(
    cast: Cast, cy: Client, place: Place, signed_in: SignedIn
) -> None:
    night, dee = await a_hosted_night(cast), await signed_in(cast.dee)
    hidden = {"place_id": place.id, "place_shown": PlaceShown.COMING}
    await Night.filter(id=night.id).update(**hidden)
    for page in ("/nights", "/", f"/e/{night.ref}"):
        assert "The hall" not in (await cy.get(page)).text
    assert "once you have a place" in (await cy.get(f"/e/{night.ref}")).text
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=clock.now())
    for page in ("/nights", f"/e/{night.ref}"):
        assert "The hall" in (await cy.get(page)).text
    await Helper.create(night_id=night.id, member_id=cast.dee.id, part=Part.DOOR)
    assert "The hall" in (await dee.get(f"/e/{night.ref}")).text


# Changing it


async def test_whoever_plans_nights_changes_a_place_on_the_record(
    cast: Cast, bo: Client, cy: Client, place: Place
) -> None:
    assert "The hall" in (await bo.get(f"/places/{place.ref}/edit")).text
    sent = await bo.send_form(f"/places/{place.ref}/edit", **TOLD)
    assert sent.headers["location"] == f"/places/{place.ref}"
    page = (await cy.get(f"/places/{place.ref}")).text
    for words in ("The boat house", "Two steps", "Two of us", "Wednesday 30 June", "The library"):
        assert words in page
    assert "On the left" not in page
    entry = await JournalEntry.get(kind="place_changed")
    assert (entry.thing, entry.actor) == (f"place/{place.ref}", cast.bo.id)
    assert "boat" not in entry.body
    assert 'value="53.34780,-6.25970"' in (await bo.get(f"/places/{place.ref}/edit")).text


async def test_a_member_without_the_role_changes_nothing(cy: Client, place: Place) -> None:
    path = f"/places/{place.ref}"
    assert (await cy.get(f"{path}/edit")).status_code == 403
    assert (await cy.send_form(f"{path}/edit", **TOLD)).status_code == 403
    assert (await hang(cy, place)).status_code == 403
    assert (await Place.get(id=place.id)).name == "The hall"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("place_name", "", "Please fill this in."),
        ("spot", "by the river", "copy two numbers from a map"),
        ("booked_until", "soon", "Please write a date"),
        ("keys", "k" * 201, "keep it to 200 letters"),
    ],
)
async def test_what_is_wrong_with_a_place_is_said_at_its_field(
    bo: Client, place: Place, field: str, value: str, words: str
) -> None:
    answer = await bo.send_form(f"/places/{place.ref}/edit", **TOLD | {field: value})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Past the bridge" in answer.text
    assert (await Place.get(id=place.id)).name == "The hall"


async def test_there_is_no_changing_a_place_that_is_not_there(bo: Client) -> None:
    nowhere = f"/places/{'a2' * 13}"
    assert (await bo.get(f"{nowhere}/edit")).status_code == 404
    assert (await bo.send_form(f"{nowhere}/edit", **TOLD)).status_code == 404
    assert (await bo.send_form(f"{nowhere}/photo/removal")).status_code == 404


# The picture of the door


async def test_a_picture_is_hung_up_and_seen_by_members(
    bo: Client, cy: Client, place: Place, settings: Settings
) -> None:
    sent = await hang(bo, place)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/places/{place.ref}")
    page = (await cy.get(f"/places/{place.ref}")).text
    name = (await Place.get(id=place.id)).photo
    assert f'src="/pictures/{name}/small"' in page
    assert f'alt="{SAYS}"' in page
    assert "Main Street" not in page
    for path in (f"/pictures/{name}", f"/pictures/{name}/small"):
        seen = await cy.get(path)
        assert seen.headers["content-type"] == "image/webp"
        assert seen.headers["cache-control"] == "private, max-age=31536000, immutable"
        assert seen.headers["x-content-type-options"] == "nosniff"
        assert Image.open(io.BytesIO(seen.content)).format == "WEBP"
    assert len(kept(settings)) == 2


async def test_a_shared_phone_keeps_no_picture(
    cast: Cast, bo: Client, place: Place, signed_in: SignedIn
) -> None:
    await hang(bo, place)
    shared = await signed_in(cast.dee, shared=True)
    seen = await shared.get(f"/pictures/{(await Place.get(id=place.id)).photo}")
    assert seen.headers["cache-control"] == "no-store"


async def test_a_stranger_sees_no_picture_even_with_its_name(
    bo: Client, client: Client, place: Place
) -> None:
    await hang(bo, place)
    name = (await Place.get(id=place.id)).photo
    for path in (f"/pictures/{name}", f"/pictures/{name}/small"):
        answer = await client.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in")


async def test_a_new_picture_takes_the_place_of_the_old(
    bo: Client, cy: Client, place: Place, settings: Settings
) -> None:
    await hang(bo, place)
    first = (await Place.get(id=place.id)).photo
    await hang(bo, place, a_photo("green"))
    second = (await Place.get(id=place.id)).photo
    assert first != second
    assert (await cy.get(f"/pictures/{first}")).status_code == 404
    assert kept(settings) == {f"{second}.webp", f"{second}.small.webp"}


async def test_of_three_pictures_hung_at_once_one_stays(
    bo: Client, place: Place, settings: Settings
) -> None:
    await asyncio.gather(*[hang(bo, place, a_photo(each)) for each in ("red", "green", "blue")])
    name = (await Place.get(id=place.id)).photo
    assert kept(settings) == {f"{name}.webp", f"{name}.small.webp"}


async def test_a_picture_taken_down_three_times_at_once_is_taken_down_once(
    bo: Client, cy: Client, place: Place, settings: Settings
) -> None:
    await hang(bo, place)
    path = f"/places/{place.ref}/photo/removal"
    came = await asyncio.gather(*[cy.send_form(path) for _ in range(3)])
    assert sorted(each.status_code for each in came) == [303, 404, 404]
    assert kept(settings) == set()


async def test_any_member_takes_a_picture_down_at_once(
    bo: Client, cy: Client, place: Place, settings: Settings
) -> None:
    await hang(bo, place)
    name = (await Place.get(id=place.id)).photo
    down = await cy.send_form(f"/places/{place.ref}/photo/removal")
    assert down.headers["location"] == f"/places/{place.ref}"
    assert kept(settings) == set()
    assert (await bo.get(f"/pictures/{name}")).status_code == 404
    assert SAYS not in (await bo.get(f"/places/{place.ref}")).text
    assert (await cy.send_form(f"/places/{place.ref}/photo/removal")).status_code == 404
    assert await JournalEntry.filter(kind="place_changed").count() == 1, "the one of hanging it"


async def test_a_picture_that_hangs_is_never_swept_up_and_what_a_crash_left_is(
    bo: Client, place: Place, settings: Settings
) -> None:
    await hang(bo, place)
    hangs, folder = kept(settings), settings.data / pictures.FOLDER
    await pictures.keep(folder, a_photo())
    assert len(kept(settings)) == 4
    sweep = sweeper(folder, [places.photos])
    assert await sweep(clock.now()) == 0, "it may be on its way"
    assert await sweep(clock.now() + timedelta(days=2)) == 2
    assert kept(settings) == hangs
    assert len(hangs) == 2


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "Please choose a picture first."),
        (b"<svg/>", "This is not a photo."),
        (b"\xff\xd8\xff" + b"x" * 70_000, "This picture cannot be read."),
        (b"\xff\xd8\xff" + bytes(pictures.MOST_BYTES), "8 megabytes is the most"),
    ],
)
async def test_what_is_no_photo_is_refused_and_nothing_typed_is_lost(
    bo: Client, place: Place, settings: Settings, body: bytes, words: str
) -> None:
    answer = await hang(bo, place, body)
    assert answer.status_code == 422
    assert words in answer.text
    assert SAYS in answer.text
    assert kept(settings) == set()


async def test_a_picture_needs_words(bo: Client, place: Place, settings: Settings) -> None:
    answer = await hang(bo, place, says="")
    assert answer.status_code == 422
    assert "Please fill this in." in answer.text
    assert kept(settings) == set()


async def test_a_picture_for_a_place_that_is_not_there_leaves_no_file(
    bo: Client, settings: Settings
) -> None:
    answer = await hang(bo, Place(ref="a2" * 13, name="Nowhere"))
    assert answer.status_code == 404
    assert kept(settings) == set()


async def test_only_this_door_takes_more_than_a_form(bo: Client, cy: Client, place: Place) -> None:
    big = a_photo() + bytes(200_000)
    assert (await hang(bo, place, big)).status_code == 303
    other = await bo.post(f"/places/{place.ref}/edit", files={"photo": ("a.jpg", big)})
    assert other.status_code == 413
    far_too_big = bytes(pictures.MOST_BYTES + 300_000)
    assert (await hang(bo, place, far_too_big)).status_code == 413
    assert (await hang(cy, place, big)).status_code == 403


async def test_a_file_that_is_gone_is_not_a_fault(
    bo: Client, cy: Client, place: Place, settings: Settings
) -> None:
    await hang(bo, place)
    name = (await Place.get(id=place.id)).photo
    await pictures.forget(settings.data / "pictures", name)
    assert (await cy.get(f"/pictures/{name}")).status_code == 404


# WHAT THE NIGHTS THERE KEEP BACK


async def reads(browser: Client, place: Place) -> list[bool]:
    """Whether the list of places has it, and whether it opens."""
    listed = place.name in (await browser.get("/places")).text
    return [listed, (await browser.get(f"/places/{place.ref}")).status_code == 200]


async def test_a_place_kept_for_those_who_come_is_on_nobody_elses_list(
    cast: Cast, place: Place, bo: Client, signed_in: SignedIn
) -> None:
    cy, dee = await signed_in(cast.cy), await signed_in(cast.dee)
    night = await a_night(
        starts_at=clock.now() + DAY, place_id=place.id, place_shown=PlaceShown.COMING
    )
    assert await reads(cy, place) == [False, False]
    assert await reads(bo, place) == [True, True]
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=clock.now())
    await Helper.create(night_id=night.id, member_id=cast.dee.id, part=Part.DOOR)
    assert await reads(cy, place) == [True, True]
    assert await reads(dee, place) == [True, True]
    assert await reads(await signed_in(cast.ada), place) == [False, False]


async def test_a_place_of_which_all_are_told_for_one_night_stays_on_the_list(
    cast: Cast, place: Place, signed_in: SignedIn
) -> None:
    cy = await signed_in(cast.cy)
    assert await reads(cy, place) == [True, True]
    for shown in (PlaceShown.COMING, PlaceShown.MEMBERS):
        await a_night(starts_at=clock.now() + DAY, place_id=place.id, place_shown=shown)
    assert await reads(cy, place) == [True, True]
