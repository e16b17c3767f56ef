"""The doors of the photos of a night: letting them in, sending one, what is refused in words."""

import asyncio
import io
from datetime import timedelta

import pytest
from PIL import Image

from club import clockwork
from club.events import queries
from club.events.models import Answer, Helper, Here, Night, NightPhoto, NightPhotos, PhotoTag
from club.events.queries import photos as seen
from club.events.rules import photos as rules
from club.events.rules.seats import Want
from club.events.service import photos
from club.journal.models import JournalEntry
from club.kit import clock, pictures
from club.kit.pictures.sweeping import sweeper
from club.kit.tokens import new_ref
from club.members import service as members
from club.roles import service as roles
from club.settings import Settings
from tests.conftest import SignedIn
from tests.events.album import DAY, HOUR, SAYS, a_jpeg, files, send, sent, tonight
from tests.events.nights import a_night
from tests.kit.test_db_cancelled import cancelled
from tests.kit.test_pictures import png_that_claims, with_place
from tests.people import Cast
from tests.web import Client


@pytest.fixture
async def night(cast: Cast) -> Night:
    return await tonight(cast)


# Letting photos in


async def test_a_night_takes_no_photo_until_its_host_lets_them_in(
    cast: Cast, bo: Client, cy: Client, settings: Settings
) -> None:
    night = await tonight(cast, allowed=False)
    assert "No photos are shared from this night." in (await cy.get(f"/e/{night.ref}/photos")).text
    refused = await send(cy, night)
    assert refused.status_code == 403
    assert "No photos are shared from this night." in refused.text
    assert files(settings) == set()
    assert "Photos:" not in (await cy.get(f"/e/{night.ref}")).text
    assert "Off, unless you let them in" in (await bo.get(f"/e/{night.ref}")).text
    assert "Off, unless you let them in" not in (await cy.get(f"/e/{night.ref}")).text
    done = await bo.send_form(f"/e/{night.ref}/photos/allowed", allowed="true")
    assert done.headers["location"] == f"/e/{night.ref}/photos"
    assert (await send(cy, night)).status_code == 303
    assert "Photos: 1" in (await bo.get(f"/e/{night.ref}")).text


async def test_the_next_night_of_the_same_host_is_off_again(cast: Cast, night: Night) -> None:
    other = await tonight(cast, allowed=False)
    shown = [
        await queries.night_page(each.ref, cast.cy.id, now=clock.now()) for each in (night, other)
    ]
    assert [each.photos for each in shown] == [0, None]


async def test_only_those_who_look_after_a_night_let_photos_in_or_stop_them(
    cast: Cast, cy: Client, signed_in: SignedIn
) -> None:
    night = await tonight(cast, allowed=False)
    way = f"/e/{night.ref}/photos/allowed"
    assert "Photos may be shared" not in (await cy.get(f"/e/{night.ref}/photos")).text
    assert (await cy.send_form(way, allowed="true")).status_code == 403
    await roles.establish("decision/1", by=None, now=clock.now())
    await roles.grant(
        "coordinator", cast.ada.id, decision_ref="decision/1", starts_at=clock.now() - DAY,
        ends_at=clock.now() + DAY, by=None, now=clock.now(),
    )  # fmt: skip
    ada = await signed_in(cast.ada)
    assert "Photos may be shared" in (await ada.get(f"/e/{night.ref}/photos")).text
    assert (await ada.send_form(way, allowed="true")).status_code == 303
    assert (await cy.send_form(way, allowed="false")).status_code == 403
    assert await NightPhotos.filter(night_id=night.id).exists()
    entry = await JournalEntry.get(kind="photos_allowed")
    assert (entry.thing, entry.actor) == (f"night/{night.ref}", cast.ada.id)
    assert "mandate" in entry.body


async def test_photos_let_in_three_times_at_once_are_let_in_once(cast: Cast, bo: Client) -> None:
    night = await tonight(cast, allowed=False)
    way = f"/e/{night.ref}/photos/allowed"
    came = await asyncio.gather(*[bo.send_form(way, allowed="true") for _ in range(3)])
    assert [each.status_code for each in came] == [303, 303, 303]
    assert await NightPhotos.all().count() == 1
    assert await JournalEntry.filter(kind="photos_allowed").count() == 1


async def test_a_host_who_stops_photos_deletes_them_with_their_files(
    bo: Client, cy: Client, night: Night, settings: Settings
) -> None:
    first = await sent(cy, night)
    assert len(files(settings)) == 2
    for _ in range(2):
        stopped = await bo.send_form(f"/e/{night.ref}/photos/allowed", allowed="false")
        assert stopped.status_code == 303
    assert files(settings) == set()
    assert not await NightPhoto.exists()
    assert (await cy.get(f"/photos/{first.ref}")).status_code == 404
    assert (await send(cy, night)).status_code == 403
    assert await JournalEntry.filter(kind="photos_ended").count() == 1


async def test_a_photo_sent_while_the_host_stops_them_leaves_nothing_behind(
    bo: Client, cy: Client, night: Night, settings: Settings
) -> None:
    stop = bo.send_form(f"/e/{night.ref}/photos/allowed", allowed="false")
    came = await asyncio.gather(send(cy, night), send(cy, night), stop)
    assert {each.status_code for each in came} <= {303, 403}
    assert not await NightPhoto.exists()
    assert files(settings) == set()


@pytest.mark.parametrize("off", ["cancelled", "over"])
async def test_it_can_be_too_late_to_let_photos_in(cast: Cast, bo: Client, off: str) -> None:
    night = await tonight(cast, allowed=False)
    ended = clock.now() - rules.TAKEN_UNTIL
    change = (
        {"cancelled_at": clock.now()}
        if off == "cancelled"
        else {"starts_at": ended - HOUR, "ends_at": ended}
    )
    await Night.filter(id=night.id).update(**change)
    late = await bo.send_form(f"/e/{night.ref}/photos/allowed", allowed="true")
    assert late.status_code == 409
    assert "It is too late for photos of this night." in late.text


# Sending one


async def test_a_photo_on_which_nobody_is_known_is_seen_by_members_at_once(
    cast: Cast, bo: Client, cy: Client, night: Night
) -> None:
    answer = await send(cy, night)
    assert answer.headers["location"] == f"/e/{night.ref}/photos"
    page = (await bo.get(f"/e/{night.ref}/photos")).text
    photo = await NightPhoto.get()
    assert f'<img src="/photos/{photo.ref}/small" alt="{SAYS}"' in page
    assert 'loading="lazy"' in page
    assert "about 80 KB" in page
    assert "<bdi>Cy</bdi>" in page
    assert photo.picture not in page
    assert not await PhotoTag.exists()
    assert photo.member_id == cast.cy.id


async def test_no_phone_keeps_a_photo_and_nothing_but_the_picture_is_in_it(
    cy: Client, night: Night
) -> None:
    body = a_jpeg(exif=with_place())
    assert b"53.3478" in body
    await send(cy, night, body=body)
    photo = await NightPhoto.get()
    for path in (f"/photos/{photo.ref}", f"/photos/{photo.ref}/small"):
        shown = await cy.get(path)
        assert shown.headers["content-type"] == "image/webp"
        assert shown.headers["cache-control"] == "no-store"
        assert shown.headers["x-content-type-options"] == "nosniff"
        assert Image.open(io.BytesIO(shown.content)).format == "WEBP"
        for hidden in (b"53.3478", b"Exif", b"camera"):
            assert hidden not in shown.content
    page = await cy.get(f"/e/{night.ref}/photos")
    assert "x-offline" not in page.headers


async def test_a_stranger_sees_no_photo_even_of_a_public_night(
    client: Client, cy: Client, night: Night
) -> None:
    await Night.filter(id=night.id).update(listed="public")
    photo = await sent(cy, night)
    for path in (f"/photos/{photo.ref}", f"/photos/{photo.ref}/small", f"/e/{night.ref}/photos"):
        answer = await client.get(path)
        assert answer.headers["location"].startswith("/sign-in")
    public = (await client.get("/events")).text + (await client.get("/events.json")).text
    assert photo.ref not in public


async def test_photos_are_added_from_when_a_night_begins_until_a_day_after_it(
    cy: Client, night: Night, settings: Settings
) -> None:
    now = clock.now()
    for starts_at, ends_at, code in (
        (now + HOUR, now + 2 * HOUR, 409),
        (now - 30 * HOUR, now - 25 * HOUR, 409),
        (now - 25 * HOUR, now - 23 * HOUR, 303),
    ):
        await Night.filter(id=night.id).update(starts_at=starts_at, ends_at=ends_at)
        answer = await send(cy, night)
        assert answer.status_code == code
        if code == 409:
            assert "from when a night begins until a day after it" in answer.text
            assert files(settings) == set()


async def test_a_night_that_was_called_off_takes_no_photo(cy: Client, night: Night) -> None:
    await Night.filter(id=night.id).update(cancelled_at=clock.now())
    assert (await send(cy, night)).status_code == 409


@pytest.mark.parametrize("how", ["here", "had a place", "helped"])
async def test_whoever_was_there_adds_photos(
    cast: Cast, cy: Client, night: Night, how: str
) -> None:
    await Here.filter(member_id=cast.cy.id).delete()
    refused = await send(cy, night)
    assert refused.status_code == 403
    assert "had a place, or said they are here" in refused.text
    assert "Add a photo" not in (await cy.get(f"/e/{night.ref}/photos")).text
    mine = {"night_id": night.id, "member_id": cast.cy.id}
    if how == "here":
        await Here.create(**mine, how="self", at=clock.now())
    elif how == "helped":
        await Helper.create(**mine, part="door")
    else:
        answer = {"turn": 1, "said_at": clock.now(), "want": Want.COMING}
        waiting = await Answer.create(**mine, **answer)
        assert (await send(cy, night)).status_code == 403, "who waits for a place was not there"
        await Answer.filter(id=waiting.id).update(seats=1)
    assert "Add a photo" in (await cy.get(f"/e/{night.ref}/photos")).text
    assert (await send(cy, night)).status_code == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"seen": []}, "Please say who can be seen"),
        ({"seen": ["nobody", "a2" * 13]}, "either members, or that nobody"),
        ({"seen": ["a2" * 13]}, "One of these members is not here just now."),
        ({"seen": [f"{n:026}" for n in range(21)]}, "20 people at most"),
        ({"says": ""}, "Please fill this in."),
        ({"says": "x" * 201}, "keep it to 200 letters"),
    ],
)
async def test_what_is_wrong_with_a_photo_is_said_at_its_field(
    cy: Client, night: Night, settings: Settings, fields: dict[str, object], words: str
) -> None:
    answer = await send(cy, night, **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert '<details class="more" open>' in answer.text
    if "says" not in fields:
        assert f'value="{SAYS}"' in answer.text
    assert files(settings) == set()
    assert not await NightPhoto.exists()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "Please choose a picture first."),
        (b"<svg/>", "This is not a photo."),
        (png_that_claims(60_000, 60_000), "too many points"),
        (b"\xff\xd8\xff" + bytes(pictures.MOST_BYTES), "8 megabytes is the most"),
    ],
)
async def test_what_is_no_photo_is_refused_in_words_and_leaves_no_file(
    cast: Cast, cy: Client, night: Night, settings: Settings, body: bytes, words: str
) -> None:
    answer = await send(cy, night, cast.dee.ref, body=body)
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{cast.dee.ref}" checked' in answer.text
    assert files(settings) == set()


async def test_the_same_photo_sent_three_times_is_there_once(
    cast: Cast, cy: Client, night: Night, settings: Settings
) -> None:
    key = new_ref()
    came = await asyncio.gather(*[send(cy, night, cast.dee.ref, key=key) for _ in range(3)])
    assert {each.status_code for each in came} == {303}
    assert await NightPhoto.all().count() == 1
    assert await PhotoTag.all().count() == 1
    assert len(files(settings)) == 2


async def test_a_member_sends_four_photos_of_a_night_at_most_also_at_once(
    cy: Client, dee: Client, night: Night, settings: Settings
) -> None:
    came = await asyncio.gather(*[send(cy, night) for _ in range(6)])
    assert sorted(each.status_code for each in came) == [303] * 4 + [409] * 2
    assert len(files(settings)) == 8
    assert "Add a photo" not in (await cy.get(f"/e/{night.ref}/photos")).text
    assert "You can add 4 more photos" in (await dee.get(f"/e/{night.ref}/photos")).text


async def test_a_member_has_a_hundred_photos_at_most(
    cast: Cast, cy: Client, dee: Client, night: Night
) -> None:
    old = await a_night(starts_at=clock.now() - 9 * DAY)
    mine = {"night_id": old.id, "member_id": cast.cy.id, "says": SAYS, "wide": 1, "high": 1}
    await NightPhoto.bulk_create(
        NightPhoto(**mine, picture=new_ref(), sent_at=clock.now())
        for _ in range(rules.MOST_OF_A_MEMBER)
    )
    full = await send(cy, night)
    assert full.status_code == 409
    assert "Take an old one down." in full.text
    assert (await send(dee, night)).status_code == 303


async def test_only_this_door_takes_more_than_a_form(cy: Client, night: Night) -> None:
    big = bytes(200_000)
    assert (await send(cy, night, body=a_jpeg() + big)).status_code == 303
    other = await cy.post(f"/e/{night.ref}/photos/allowed", files={"photo": ("a.jpg", big)})
    assert other.status_code == 413


async def test_there_are_no_photos_of_a_night_that_is_not_there(cy: Client) -> None:
    nowhere = Night(ref="a2" * 13)
    assert (await cy.get(f"/e/{nowhere.ref}/photos")).status_code == 404
    assert (await send(cy, nowhere)).status_code == 404
    for way in ("answer", "on-it", "removal", "report"):
        sent_there = await cy.send_form(
            f"/photos/{nowhere.ref}/{way}", agrees="true", reason="other"
        )
        assert sent_there.status_code == 404


async def test_a_photo_that_is_kept_has_its_file_wherever_the_sending_was_cut_off(
    cast: Cast, night: Night, settings: Settings
) -> None:
    folder = settings.data / pictures.FOLDER
    what = photos.Sent(a_jpeg(), SAYS, [cast.dee.ref])
    for point in range(1, 400):
        adds = photos.add(night.ref, what, cast.cy.id, folder=folder, now=clock.now())
        was_cut_off, _awaits = await cancelled(adds, point)
        kept = {row.picture for row in await NightPhoto.all()}
        assert {f"{name}.webp" for name in kept} <= files(settings), point
        await NightPhoto.all().delete()
        if not was_cut_off:
            break
    assert not was_cut_off
    assert kept, "the last one was not cut off"
    assert point >= 5


# Who can be chosen


async def test_who_rests_is_not_on_the_list_of_those_to_choose_but_for_themselves(
    cast: Cast, bo: Client, cy: Client, night: Night
) -> None:
    await members.pause(cast.cy.id, now=clock.now())
    theirs, mine = [(await each.get(f"/e/{night.ref}/photos")).text for each in (bo, cy)]
    assert f'name="seen" value="{cast.dee.ref}"' in theirs
    assert f'name="seen" value="{cast.cy.ref}"' not in theirs
    assert f'name="seen" value="{cast.eli.ref}"' not in theirs
    assert "Cy (you)" in mine
    assert (await send(bo, night, cast.cy.ref)).status_code == 422
    assert (await send(cy, night, cast.cy.ref)).status_code == 303
    assert "<bdi>Cy</bdi>" not in (await bo.get(f"/e/{night.ref}/photos")).text


# What it costs, and what is swept up


async def test_the_page_asks_at_most_eight_questions_however_full_it_is(
    cast: Cast, cy: Client, dee: Client, night: Night, questions: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("club.app.HOUSE_SECONDS", 3600)
    costs = []
    for _ in range(2):
        await sent(dee, night, cast.cy.ref, cast.dee.ref)
        await sent(dee, night)
        for path in (f"/e/{night.ref}/photos", f"/e/{night.ref}"):
            await cy.get(path)
            questions.clear()
            assert (await cy.get(path)).status_code == 200
            costs.append(len(questions))
    assert costs[:2] == costs[2:]
    assert 0 < max(costs) <= 8


async def test_photos_are_data_for_whoever_asks_and_tell_no_names_of_those_on_them(
    cast: Cast, cy: Client, night: Night
) -> None:
    await sent(cy, night, cast.dee.ref)
    data = (await cy.get(f"/e/{night.ref}/photos", headers={"Accept": "application/json"})).json()
    photo = data["page"]["photos"][0]
    assert (photo["says"], photo["shown"], photo["mine"]) == (SAYS, False, True)
    assert "Dee" not in str(photo)


async def test_a_photo_is_never_swept_up_and_what_a_crash_left_is(
    cy: Client, night: Night, settings: Settings
) -> None:
    await sent(cy, night)
    folder, shown = settings.data / pictures.FOLDER, files(settings)
    await pictures.keep(folder, a_jpeg())
    sweep = sweeper(folder, [seen.pictures])
    assert await sweep(clock.now()) == 0
    assert await sweep(clock.now() + timedelta(days=2)) == 2
    assert files(settings) == shown
    assert await seen.pictures() == {shown.pop().partition(".")[0]}


async def test_the_clock_sweeps_around_photos_of_nights(
    cy: Client, night: Night, settings: Settings
) -> None:
    await sent(cy, night)
    async with clockwork._with_a_way_out(settings) as chores:
        sweep = next(each for each in chores if each.name.startswith("sweep up pictures"))
        assert await sweep.do(clock.now() + timedelta(days=2)) == 0
    assert len(files(settings)) == 2
