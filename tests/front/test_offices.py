"""The page of a role: who holds it, who acts, what is empty, who held it; and its notebook."""

from dataclasses import replace

import pytest

from club.charter import service as charter
from club.front.queries import notebooks, offices, roster
from club.journeys import chores
from club.kit import clock
from club.kit.tokens import new_ref
from club.members import service as members
from club.members.models import Member
from club.roles import service
from club.roles.models import Mandate
from club.roles.rules import ROLES
from tests.conftest import SignedIn
from tests.people import NOW, Cast
from tests.roles.offices import DAY, give, goes_away
from tests.web import Client


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture(autouse=True)
async def _roles(cast: Cast) -> None:
    _ = cast
    await service.establish("founding", by=None, now=NOW - 60 * DAY)


async def page(signed_in: SignedIn, who: Member, path: str) -> str:
    answer = await (await signed_in(who)).get(path)
    assert answer.status_code == 200
    return answer.text


async def test_empty_places_are_said_aloud(signed_in: SignedIn, cast: Cast) -> None:
    await give("coordinator", cast.bo)
    text = await page(signed_in, cast.cy, "/roles/coordinator")
    assert "2 of 3 places are empty." in text
    assert "2 of 3 places are empty." in await page(signed_in, cast.cy, "/roles")
    assert "This role is empty." in await page(signed_in, cast.cy, "/roles/chair")


async def test_a_power_held_by_too_few_is_a_warning_to_all_and_about_nobody(
    signed_in: SignedIn, cast: Cast
) -> None:
    await give("coordinator", cast.bo)
    for one in (cast.bo, cast.cy):
        text = await page(signed_in, one, "/roles")
        warned = text.split("Too few members hold these", 1)[1].split("Held now", 1)[0]
        assert "Send a word to all members" in warned
        assert "It needs two holders. 1 member holds it now." in warned
        assert "It needs two holders. Nobody holds it now." in warned
        assert "<bdi>" not in warned, "nobody is named"
    await give("coordinator", cast.cy)
    text = await page(signed_in, cast.cy, "/roles/coordinator")
    assert "It needs two holders. 2 members hold it now." in text
    roles = await page(signed_in, cast.cy, "/roles")
    assert "Send a word to all members" not in roles.split("Held now", 1)[0]


async def test_a_holder_who_is_away_does_not_count_as_one_of_two(
    signed_in: SignedIn, cast: Cast
) -> None:
    for one in (cast.bo, cast.ada):
        await give("coordinator", one)
    await goes_away("coordinator", cast.bo, cast.cy)
    (acting,) = await Mandate.filter(in_place_of_id__isnull=False)
    assert "2 members hold it now." in await page(signed_in, cast.cy, "/roles/coordinator")
    await service.step_back(acting.ref, cast.cy.id, now=NOW)
    assert "1 member holds it now." in await page(signed_in, cast.cy, "/roles/coordinator")


async def test_everybody_sees_who_acts_for_whom_and_until_when(
    signed_in: SignedIn, cast: Cast
) -> None:
    await give("coordinator", cast.bo)
    await goes_away("coordinator", cast.bo, cast.cy, weeks=4)
    text = await page(signed_in, cast.ada, "/roles/coordinator")
    assert "Acts for" in text
    assert "Away until Thursday 1 April" in text
    assert "acts for" in await page(signed_in, cast.ada, "/roles")


async def test_who_held_a_role_before_is_remembered_without_how_it_ended(
    signed_in: SignedIn, cast: Cast
) -> None:
    mandate = await give("chair", cast.ada, at=NOW - 20 * DAY, lasting=30 * DAY)
    other = await give("chair", cast.cy, at=NOW - 50 * DAY, lasting=20 * DAY)
    await service.step_back(mandate.ref, cast.ada.id, now=NOW)
    assert other.ends_at < NOW
    text = await page(signed_in, cast.bo, "/roles/chair")
    past = text.split("Who held it before", 1)[1]
    assert past.index("Ada") < past.index("Cy")
    assert "resigned" not in text
    await members.leave(cast.cy.id, now=NOW)
    assert "Somebody who has left" in await page(signed_in, cast.bo, "/roles/chair")


async def test_whoever_is_chosen_stands_there_before_their_time_begins(
    signed_in: SignedIn, cast: Cast
) -> None:
    await give("chair", cast.cy, at=NOW + 10 * DAY)
    text = await page(signed_in, cast.bo, "/roles/chair")
    assert "Who is next" in text
    assert text.index("This role is empty.") < text.index("Cy")


async def test_a_holder_says_whether_they_would_look_on_and_can_take_it_back(
    signed_in: SignedIn, cast: Cast
) -> None:
    mandate = await give("chair", cast.ada)
    phone = await signed_in(cast.ada)
    assert "for up to 42 days more?" in (await phone.get("/roles/chair")).text
    answer = await phone.send_form("/roles/chair/caretaking", want="yes")
    assert (answer.status_code, answer.headers["location"]) == (303, "/roles/chair")
    await mandate.refresh_from_db()
    assert mandate.willing_at == NOW
    assert "I would rather not" in (await phone.get("/roles/chair")).text
    await phone.send_form("/roles/chair/caretaking", want="no")
    await mandate.refresh_from_db()
    assert mandate.willing_at is None
    await charter.adopt({"caretaker_days": 0}, "d9", by=None, now=NOW)
    assert "days more?" not in (await phone.get("/roles/chair")).text


@pytest.mark.parametrize("want", ["", "maybe", "yes"])
async def test_nobody_answers_for_a_role_they_do_not_hold(
    signed_in: SignedIn, cast: Cast, want: str
) -> None:
    await give("chair", cast.ada)
    answer = await (await signed_in(cast.cy)).send_form("/roles/chair/caretaking", want=want)
    assert answer.status_code == 404
    assert await Mandate.filter(willing_at__isnull=False).count() == 0


async def test_a_notebook_is_written_and_read_by_whom_it_is_for(
    signed_in: SignedIn, cast: Cast
) -> None:
    await give("chair", cast.ada, lasting=20 * DAY)
    await give("chair", cast.cy, at=NOW + 20 * DAY)
    ada, cy = await signed_in(cast.ada), await signed_in(cast.cy)
    assert "Nothing is written here yet." in (await ada.get("/roles/chair/notes")).text
    sent = {"words": "Begin **on time**.", "after": "0"}
    answer = await ada.send_form("/roles/chair/notes", **sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/roles/chair/notes")
    text = (await cy.get("/roles/chair/notes")).text
    assert "<strong>on time</strong>" in text
    assert "What should the next one know?" not in text
    assert "The notebook of this role" in (await cy.get("/roles/chair")).text
    answer = await cy.send_form("/roles/chair/notes/reading")
    assert answer.status_code == 303
    assert "I have read it" not in (await cy.get("/roles/chair/notes")).text
    assert "Read by" in (await ada.get("/roles/chair/notes")).text


async def test_a_notebook_is_no_page_for_anybody_else(signed_in: SignedIn, cast: Cast) -> None:
    await give("chair", cast.ada)
    await service.write_note("chair", cast.ada.id, "Begin on time.", after=0, now=NOW)
    phone = await signed_in(cast.bo)
    assert (await phone.get("/roles/chair/notes")).status_code == 404
    assert (await phone.get("/roles/king/notes")).status_code == 404
    assert "The notebook of this role" not in (await phone.get("/roles/chair")).text
    for path in ("/roles/chair/notes", "/roles/chair/notes/reading"):
        assert (await phone.send_form(path, words="Mine", after="1")).status_code == 404


async def test_what_was_typed_into_a_notebook_is_there_to_be_mended(
    signed_in: SignedIn, cast: Cast
) -> None:
    for one in (cast.bo, cast.cy):
        await give("coordinator", one)
    phone = await signed_in(cast.bo)
    long = "The boiler hums. " * 600
    answer = await phone.send_form("/roles/coordinator/notes", words=long, after="0")
    assert answer.status_code == 422
    assert long.strip() in answer.text
    await service.write_note("coordinator", cast.cy.id, "Keys: Cy.", after=0, now=NOW)
    late = await phone.send_form("/roles/coordinator/notes", words="Keys: Bo.", after="0")
    assert late.status_code == 409
    assert "Keys: Bo." in late.text
    assert "Keys: Cy." in late.text


async def test_a_notebook_sent_twice_is_written_once(signed_in: SignedIn, cast: Cast) -> None:
    await give("chair", cast.ada)
    phone, key = await signed_in(cast.ada), new_ref()
    sent = {"words": "Begin on time.", "after": "0", "key": key}
    answers = [await phone.send_form("/roles/chair/notes", **sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert "What stood here before" not in (await phone.get("/roles/chair/notes")).text


@pytest.mark.parametrize("path", ["/roles/chair/notes", "/roles/chair/leave"])
async def test_a_stranger_opens_no_notebook_and_no_leave(client: Client, path: str) -> None:
    answer = await client.get(path)
    assert answer.headers["location"].startswith("/sign-in")


async def test_a_role_may_say_how_long_somebody_has_to_belong(
    signed_in: SignedIn, cast: Cast
) -> None:
    patient = replace(ROLES["tea"], min_member_days=90)
    await service.establish("d8", by=None, now=NOW, kinds=[patient])
    assert "90 days or more" in await page(signed_in, cast.cy, "/roles/tea")


async def test_no_page_of_a_role_asks_the_database_more_than_eight_questions(
    cast: Cast, questions: list[str]
) -> None:
    await give("coordinator", cast.ada, at=NOW - 50 * DAY, lasting=20 * DAY)
    await give("coordinator", cast.bo, lasting=20 * DAY)
    await give("coordinator", cast.cy, at=NOW + 30 * DAY)
    await service.ask_for_leave(
        "coordinator", cast.bo.id, deputy_ref=cast.ada.ref, weeks=2, now=NOW
    )
    await chores.ask_for_names_due(NOW)
    for ask in (
        *(offices.role_page("coordinator", one.id, now=NOW) for one in (cast.bo, cast.ada)),
        roster.roles_page(now=NOW),
        notebooks.notes_page("coordinator", cast.bo.id, now=NOW),
    ):
        questions.clear()
        await ask
        assert 1 <= len(questions) <= 8, questions
