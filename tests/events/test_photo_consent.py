"""Who sees a photo of a night: nobody else until all who are on it agree, and never after a no."""

import asyncio
from datetime import datetime, timedelta

import pytest

from club.events import chores, queries
from club.events.models import Night, NightPhoto, PhotoTag, Report
from club.events.rules import photos as rules
from club.events.service import consent
from club.journal.models import JournalEntry
from club.journeys.service import blocking, leaving
from club.kit import clock
from club.kit.db import retried
from club.kit.tokens import new_ref
from club.members import service as members
from club.members.models import Member
from club.notices.models import Letter
from club.roles import service as roles
from club.settings import Settings
from tests.conftest import SignedIn
from tests.events.album import DAY, SAYS, files, says, sees, send, sent, tonight
from tests.people import Cast, join
from tests.web import Client

DATA = {"Accept": "application/json"}
SECOND = timedelta(seconds=1)


@pytest.fixture
async def night(cast: Cast) -> Night:
    return await tonight(cast)


async def a_carer(cast: Cast, signed_in: SignedIn) -> Client:
    """Fay chairs, by a decision, and so looks after what others are asked to look at."""
    _, now = cast, clock.now()
    fay = await join("Fay")
    await roles.establish("decision/1", by=None, now=now)
    await roles.grant(
        "chair", fay.id, decision_ref="decision/1", starts_at=now, ends_at=now + 200 * DAY,
        by=None, now=now,
    )  # fmt: skip
    return await signed_in(fay)


async def who_sees(photo: NightPhoto, **browsers: Client) -> set[str]:
    return {name for name, browser in browsers.items() if await sees(browser, photo)}


# Asking


async def test_everybody_on_a_photo_is_asked_in_words_that_tell_nothing(
    cast: Cast, ada: Client, bo: Client, cy: Client, dee: Client, night: Night
) -> None:
    photo = await sent(cy, night, cast.ada.ref, cast.dee.ref)
    letters = await Letter.all().select_related("message")
    assert {each.member_id for each in letters} == {cast.ada.id, cast.dee.id}
    message = letters[0].message
    assert message.path == f"/e/{night.ref}/photos"
    assert (message.category, message.when) == ("personal", None), "no lock screen says more"
    for hidden in ("Cy", "Ada", night.title, SAYS):
        assert hidden not in message.title + message.body
    page = (await dee.get(f"/e/{night.ref}/photos")).text
    assert "May the others see this photo?" in page
    assert "Yes, the others may see it" in page
    assert "May the others see this photo?" not in (await cy.get(f"/e/{night.ref}/photos")).text
    assert await who_sees(photo, ada=ada, bo=bo, cy=cy, dee=dee) == {"ada", "cy", "dee"}


async def test_a_photo_is_shown_when_the_last_one_on_it_has_said_yes(
    cast: Cast, ada: Client, bo: Client, cy: Client, dee: Client, night: Night
) -> None:
    photo = await sent(cy, night, cast.ada.ref, cast.dee.ref)
    answer = await says(ada, photo, yes=True)
    assert answer.headers["location"] == f"/e/{night.ref}/photos"
    assert not await sees(bo, photo)
    await says(dee, photo, yes=True)
    assert await who_sees(photo, ada=ada, bo=bo, cy=cy, dee=dee) == {"ada", "bo", "cy", "dee"}
    assert "I take my yes back" in (await dee.get(f"/e/{night.ref}/photos")).text


async def test_whoever_sends_a_photo_of_themselves_has_agreed(
    cast: Cast, bo: Client, cy: Client, night: Night
) -> None:
    photo = await sent(cy, night, cast.cy.ref)
    assert await sees(bo, photo)
    assert not await Letter.exists()


async def test_one_no_deletes_a_photo_and_its_files_at_once_for_everybody(
    cast: Cast, ada: Client, cy: Client, dee: Client, night: Night, settings: Settings
) -> None:
    photo = await sent(cy, night, cast.ada.ref, cast.dee.ref)
    await says(ada, photo, yes=True)
    answer = await says(dee, photo, yes=False)
    assert answer.headers["location"] == f"/e/{night.ref}/photos"
    assert files(settings) == set()
    assert not await NightPhoto.exists()
    assert not await PhotoTag.exists()
    assert await who_sees(photo, ada=ada, cy=cy, dee=dee) == set()
    assert (await says(dee, photo, yes=False)).status_code == 404
    assert (await says(ada, photo, yes=True)).status_code == 404


async def test_a_yes_taken_back_deletes_what_all_had_seen(
    cast: Cast, bo: Client, cy: Client, dee: Client, night: Night, settings: Settings
) -> None:
    photo = await sent(cy, night, cast.dee.ref)
    await says(dee, photo, yes=True)
    assert await sees(bo, photo)
    await says(dee, photo, yes=False)
    for path in (f"/photos/{photo.ref}", f"/photos/{photo.ref}/small"):
        assert (await bo.get(path)).status_code == 404
    assert files(settings) == set()


async def test_only_those_on_a_photo_answer_for_it(
    cast: Cast, bo: Client, cy: Client, night: Night
) -> None:
    photo = await sent(cy, night, cast.dee.ref)
    for browser in (bo, cy):
        for yes in (True, False):
            assert (await says(browser, photo, yes=yes)).status_code == 404
    assert await PhotoTag.filter(agreed_at=None).count() == 1


async def test_an_answer_that_is_neither_yes_nor_no_changes_nothing(
    cast: Cast, bo: Client, cy: Client, dee: Client, night: Night
) -> None:
    photo = await sent(cy, night, cast.dee.ref)
    way = f"/photos/{photo.ref}/answer"
    odd = await dee.send_form(way, agrees="perhaps")
    assert odd.status_code == 422
    assert "May the others see this photo?" in odd.text
    assert (await bo.send_form(way, agrees="perhaps")).status_code == 404
    assert await PhotoTag.filter(agreed_at=None).count() == 1


# At once, and twice


async def test_two_who_say_yes_at_once_show_a_photo_once(
    cast: Cast, ada: Client, bo: Client, cy: Client, dee: Client, night: Night
) -> None:
    for _ in range(3):
        photo = await sent(cy, night, cast.ada.ref, cast.dee.ref)
        came = await asyncio.gather(says(ada, photo, yes=True), says(dee, photo, yes=True))
        assert [each.status_code for each in came] == [303, 303]
        assert await sees(bo, photo)
        assert (await NightPhoto.get(id=photo.id)).shown_at is not None


async def test_of_a_yes_and_a_no_at_once_the_no_counts(
    cast: Cast, ada: Client, cy: Client, dee: Client, night: Night, settings: Settings
) -> None:
    for _ in range(3):
        photo = await sent(cy, night, cast.ada.ref, cast.dee.ref)
        came = await asyncio.gather(says(ada, photo, yes=True), says(dee, photo, yes=False))
        assert came[0].status_code in {303, 404}
        assert came[1].status_code == 303
        assert not await sees(cy, photo)
    assert files(settings) == set()
    assert not await NightPhoto.exists()


async def test_two_who_say_no_at_once_delete_it_once(
    cast: Cast, ada: Client, cy: Client, dee: Client, night: Night, settings: Settings
) -> None:
    photo = await sent(cy, night, cast.ada.ref, cast.dee.ref)
    came = await asyncio.gather(says(ada, photo, yes=False), says(dee, photo, yes=False))
    assert sorted(each.status_code for each in came) == [303, 404]
    assert files(settings) == set()


@pytest.mark.parametrize("agrees", ["true", "false"])
async def test_the_same_answer_sent_three_times_is_given_once(
    cast: Cast, cy: Client, dee: Client, night: Night, agrees: str
) -> None:
    photo = await sent(cy, night, cast.dee.ref)
    way, key = f"/photos/{photo.ref}/answer", new_ref()
    came = await asyncio.gather(*[dee.send_form(way, key=key, agrees=agrees) for _ in range(3)])
    assert {each.status_code for each in came} == {303}
    assert await NightPhoto.all().count() == (1 if agrees == "true" else 0)


# I am on it


async def test_whoever_is_on_a_photo_that_is_shown_hides_it_until_they_agree(
    ada: Client, bo: Client, cy: Client, dee: Client, night: Night
) -> None:
    photo = await sent(cy, night)
    assert "I am on it" in (await dee.get(f"/e/{night.ref}/photos")).text
    assert "I am on it" not in (await cy.get(f"/e/{night.ref}/photos")).text
    done = await dee.send_form(f"/photos/{photo.ref}/on-it")
    assert done.headers["location"] == f"/e/{night.ref}/photos"
    assert await who_sees(photo, ada=ada, bo=bo, cy=cy, dee=dee) == {"cy", "dee"}
    assert "May the others see this photo?" in (await dee.get(f"/e/{night.ref}/photos")).text
    await says(dee, photo, yes=True)
    assert await sees(bo, photo)


async def test_two_who_are_on_a_photo_say_so_at_once_and_both_are_waited_for(
    ada: Client, bo: Client, cy: Client, dee: Client, night: Night
) -> None:
    photo = await sent(cy, night)
    way = f"/photos/{photo.ref}/on-it"
    came = await asyncio.gather(*[each.send_form(way) for each in (ada, dee, ada)])
    assert [each.status_code for each in came] == [303, 303, 303]
    assert await PhotoTag.all().count() == 2
    await says(ada, photo, yes=True)
    assert not await sees(bo, photo)
    await says(dee, photo, yes=True)
    assert await sees(bo, photo)


async def test_nobody_gets_to_see_a_photo_that_was_never_shown_by_saying_they_are_on_it(
    cast: Cast, bo: Client, cy: Client, night: Night
) -> None:
    photo = await sent(cy, night, cast.dee.ref)
    assert (await bo.send_form(f"/photos/{photo.ref}/on-it")).status_code == 404
    assert not await sees(bo, photo)
    own = await cy.send_form(f"/photos/{photo.ref}/on-it")
    assert own.status_code == 422
    assert "You can take it down." in own.text


# Taking down


async def test_whoever_sent_a_photo_takes_it_down_at_any_time(
    cast: Cast, cy: Client, night: Night, settings: Settings
) -> None:
    photo = await sent(cy, night, cast.dee.ref)
    done = await cy.send_form(f"/photos/{photo.ref}/removal")
    assert done.headers["location"] == f"/e/{night.ref}/photos"
    assert files(settings) == set()
    assert not await sees(cy, photo)
    assert not await JournalEntry.filter(kind="photo_taken_down").exists()
    assert (await cy.send_form(f"/photos/{photo.ref}/removal")).status_code == 404


async def test_a_host_takes_down_what_they_see_and_the_record_says_so(
    cast: Cast, ada: Client, bo: Client, cy: Client, night: Night, settings: Settings
) -> None:
    waits, shown = await sent(cy, night, cast.dee.ref), await sent(cy, night)
    assert (await bo.send_form(f"/photos/{waits.ref}/removal")).status_code == 404
    assert (await ada.send_form(f"/photos/{shown.ref}/removal")).status_code == 403
    assert (await bo.send_form(f"/photos/{shown.ref}/removal")).status_code == 303
    assert [each.id for each in await NightPhoto.all()] == [waits.id]
    assert len(files(settings)) == 2
    entry = await JournalEntry.get(kind="photo_taken_down")
    assert (entry.thing, entry.actor) == (f"night/{night.ref}", cast.bo.id)
    assert SAYS not in entry.body


async def test_a_photo_taken_down_by_two_at_once_is_taken_down_once(
    bo: Client, cy: Client, night: Night, settings: Settings
) -> None:
    photo = await sent(cy, night)
    way = f"/photos/{photo.ref}/removal"
    came = await asyncio.gather(*[each.send_form(way) for each in (bo, cy, bo)])
    assert sorted(each.status_code for each in came) == [303, 404, 404]
    assert files(settings) == set()


# Asking others to look


async def test_others_are_asked_to_look_at_a_photo_and_take_it_down_on_record(
    cast: Cast, cy: Client, dee: Client, night: Night, signed_in: SignedIn
) -> None:
    fay, photo = await a_carer(cast, signed_in), await sent(cy, night)
    way = f"/photos/{photo.ref}/report"
    assert way in (await dee.get(f"/e/{night.ref}/photos")).text
    assert f"/photos/{photo.ref}/small" in (await dee.get(way)).text
    assert (await dee.send_form(way, reason="spite")).status_code == 422
    for _ in range(2):
        done = await dee.send_form(way, reason="private")
        assert done.headers["location"] == f"/e/{night.ref}/photos"
    assert await Report.all().count() == 1
    own = await cy.send_form(way, reason="private")
    assert (own.status_code, "You sent this photo." in own.text) == (422, True)
    page = (await fay.get("/e/reports")).text
    for words in (SAYS, "It tells something private", "<bdi>Cy</bdi>", f"/e/{night.ref}/photos"):
        assert words in page
    assert (await fay.send_form(f"/photos/{photo.ref}/removal")).status_code == 303
    assert "There is nothing to look at." in (await fay.get("/e/reports")).text
    entry = await JournalEntry.get(kind="photo_taken_down")
    assert "mandate" in entry.body


async def test_whoever_sent_a_photo_reads_no_report_about_it(
    cast: Cast, dee: Client, night: Night, signed_in: SignedIn
) -> None:
    fay = await a_carer(cast, signed_in)
    await fay.send_form(f"/e/{night.ref}/here", here="true")
    photo = await sent(fay, night)
    await dee.send_form(f"/photos/{photo.ref}/report", reason="other")
    assert await Report.exists()
    assert "There is nothing to look at." in (await fay.get("/e/reports")).text


async def test_there_is_no_report_of_a_photo_one_does_not_see(
    cast: Cast, bo: Client, cy: Client, night: Night
) -> None:
    photo = await sent(cy, night, cast.dee.ref)
    assert (await bo.get(f"/photos/{photo.ref}/report")).status_code == 404
    assert (await bo.send_form(f"/photos/{photo.ref}/report", reason="other")).status_code == 404
    assert not await Report.exists()


# Silence, rest, leaving, and a year


async def test_silence_is_no_yes_and_after_fourteen_days_a_no(
    cast: Cast, cy: Client, dee: Client, night: Night
) -> None:
    waits, shown = await sent(cy, night, cast.ada.ref, cast.dee.ref), await sent(cy, night)
    await says(dee, waits, yes=True)
    asked_at = (await PhotoTag.filter(photo_id=waits.id).first()).asked_at  # type: ignore[union-attr]
    assert await chores.forget_photos_due(asked_at + rules.ANSWERED_WITHIN - SECOND) == 0
    assert await chores.forget_photos_due(asked_at + rules.ANSWERED_WITHIN + SECOND) == 1
    assert [each.id for each in await NightPhoto.all()] == [shown.id]
    assert not await sees(dee, waits)


async def test_a_yes_in_the_last_moment_counts_although_the_clock_was_on_its_way(
    cast: Cast, cy: Client, dee: Client, night: Night
) -> None:
    photo = await sent(cy, night, cast.dee.ref)
    late = clock.now() + 20 * DAY
    await says(dee, photo, yes=True)
    assert await consent.forget(photo.id, now=late) is False
    assert await consent.forget(photo.id + 1, now=late) is False
    assert await NightPhoto.all().count() == 1


async def test_photos_go_a_year_after_their_night_and_twice_is_once(
    cy: Client, night: Night
) -> None:
    photo = await sent(cy, night)
    year = night.ends_at + rules.KEPT_FOR
    assert await chores.forget_photos_due(year - SECOND) == 0
    went = await asyncio.gather(*[chores.forget_photos_due(year) for _ in range(3)])
    assert sum(went) == 1
    assert not await sees(cy, photo)


async def test_while_somebody_on_it_rests_a_photo_is_not_shown(
    cast: Cast, bo: Client, cy: Client, dee: Client, night: Night
) -> None:
    photo = await sent(cy, night, cast.dee.ref)
    await says(dee, photo, yes=True)
    await members.pause(cast.dee.id, now=clock.now())
    assert await who_sees(photo, bo=bo, cy=cy, dee=dee) == {"cy", "dee"}
    await members.resume(cast.dee.id)
    assert await sees(bo, photo)


async def test_photos_a_member_sent_or_is_on_go_when_they_leave_with_their_files(
    cast: Cast, bo: Client, cy: Client, dee: Client, night: Night, settings: Settings
) -> None:
    theirs, on_it = await sent(cy, night), await sent(dee, night, cast.cy.ref)
    other = await sent(dee, night, cast.dee.ref)
    assert (await cy.send_form("/me/leaving")).status_code == 303
    assert await who_sees(theirs, bo=bo, dee=dee) == await who_sees(on_it, bo=bo, dee=dee) == set()
    assert [each.id for each in await NightPhoto.all()] == [other.id]
    assert files(settings) == {f"{other.picture}.webp", f"{other.picture}.small.webp"}


async def test_a_photo_that_came_in_while_its_sender_left_is_seen_by_nobody_and_goes(
    cast: Cast, bo: Client, cy: Client, dee: Client, night: Night
) -> None:
    photo = await sent(cy, night, cast.dee.ref)
    await says(dee, photo, yes=True)
    await members.leave(cast.cy.id, now=clock.now())
    assert await who_sees(photo, bo=bo, dee=dee) == set()
    assert "Photos: 0" in (await bo.get(f"/e/{night.ref}")).text
    assert await chores.forget_photos_due(clock.now()) == 1
    assert not await NightPhoto.exists()


async def test_whoever_leaves_while_others_answer_leaves_no_photo_behind(
    cast: Cast, ada: Client, cy: Client, dee: Client, night: Night
) -> None:
    photo = await sent(cy, night, cast.ada.ref, cast.dee.ref)
    await asyncio.gather(
        retried(leaving.leave)(cast.cy, now=clock.now()),  # as its door does
        says(ada, photo, yes=True),
        says(dee, photo, yes=True),
    )
    assert not await NightPhoto.exists()


# Everybody and every state


EVERYBODY = {"sender", "on it", "also on it", "host", "carer", "member"}
INVOLVED = {"sender", "on it", "also on it"}
STATES: dict[str, set[str]] = {
    "nobody answered": INVOLVED,
    "one said yes": INVOLVED,
    "all said yes": EVERYBODY,
    "another is on it": INVOLVED | {"member"},
    "another agreed": EVERYBODY,
    "one rests": INVOLVED,
    "the sender rests": EVERYBODY,
    "one said no": set(),
    "taken down": set(),
}


async def put(state: str, photo: NightPhoto, cast: Cast, now: datetime, settings: Settings) -> None:
    """Bring a photo on which Ada and Dee are into this state; Gil is another member."""
    gil, folder = await Member.get(name="Gil"), settings.data / "pictures"
    if state == "nobody answered":
        return
    await consent.agree(photo.ref, cast.ada.id, now=now)
    if state == "one said no":
        await consent.refuse(photo.ref, cast.dee.id, folder=folder)
    elif state != "one said yes":
        await consent.agree(photo.ref, cast.dee.id, now=now)
    if state.startswith("another"):
        await consent.say_on_it(photo.ref, gil.id, now=now)
    if state == "another agreed":
        await consent.agree(photo.ref, gil.id, now=now)
    if state.endswith("rests"):
        who = cast.cy if state.startswith("the sender") else cast.dee
        await members.pause(who.id, now=now)
    if state == "taken down":
        await consent.take_down(photo.ref, cast.cy.id, folder=folder, now=now)


@pytest.mark.parametrize("state", STATES)
async def test_who_sees_a_photo_in_which_state(
    cast: Cast, cy: Client, night: Night, settings: Settings, signed_in: SignedIn, state: str
) -> None:
    carer = await a_carer(cast, signed_in)
    photo, now = await sent(cy, night, cast.ada.ref, cast.dee.ref), clock.now()
    gil = await join("Gil")
    await put(state, photo, cast, now, settings)
    browsers = {
        "sender": cy, "on it": await signed_in(cast.ada), "also on it": await signed_in(cast.dee),
        "host": await signed_in(cast.bo), "carer": carer, "member": await signed_in(gil),
    }  # fmt: skip
    assert await who_sees(photo, **browsers) == STATES[state]
    people = {"sender": cast.cy, "on it": cast.ada, "also on it": cast.dee, "host": cast.bo}
    for name, person in ({**people, "member": gil}).items():
        page = await queries.night_page(night.ref, person.id, now=now)
        assert page.photos == int(name in STATES[state]), "the page of the night counts alike"


# Those who do not want to meet


async def test_a_photo_with_somebody_hidden_is_seen_only_by_those_whose_it_is(
    cast: Cast, ada: Client, bo: Client, cy: Client, dee: Client, night: Night
) -> None:
    photo = await sent(cy, night, cast.ada.ref, cast.dee.ref)
    await says(ada, photo, yes=True)
    await says(dee, photo, yes=True)
    await blocking.block(cast.dee.id, cast.bo.ref, now=clock.now())
    assert await who_sees(photo, ada=ada, bo=bo, cy=cy, dee=dee) == {"ada", "cy", "dee"}
    assert (await bo.get(f"/e/{night.ref}", headers=DATA)).json()["page"]["photos"] == 0
    assert (await ada.get(f"/e/{night.ref}", headers=DATA)).json()["page"]["photos"] == 1
    await blocking.unblock(cast.dee.id, cast.bo.ref)
    assert await sees(bo, photo)
    await blocking.block(cast.bo.id, cast.cy.ref, now=clock.now())
    assert not await sees(bo, photo), "the one who sent it"
    assert (await bo.get(f"/e/{night.ref}", headers=DATA)).json()["page"]["photos"] == 0


async def test_who_is_on_a_photo_of_somebody_hidden_decides_without_reading_the_name(
    cast: Cast, ada: Client, cy: Client, night: Night
) -> None:
    photo = await sent(cy, night, cast.ada.ref)
    await blocking.block(cast.ada.id, cast.cy.ref, now=clock.now())
    page = (await ada.get(f"/e/{night.ref}/photos")).text
    assert "May the others see this photo?" in page
    assert "<bdi>Cy</bdi>" not in page
    await says(ada, photo, yes=False)
    assert not await NightPhoto.exists()


async def test_nobody_puts_somebody_on_a_photo_who_is_hidden_from_them(
    cast: Cast, cy: Client, night: Night
) -> None:
    await blocking.block(cast.dee.id, cast.cy.ref, now=clock.now())
    assert cast.dee.ref not in (await cy.get(f"/e/{night.ref}/photos")).text
    answer = await send(cy, night, cast.dee.ref)
    assert answer.status_code == 422
    assert not await NightPhoto.exists()
