"""An election up to its ballot: the clock asks, members stand or are named, and step down."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from club.journal import queries as journal
from club.journeys import chores
from club.journeys.service import elections
from club.kit import clock
from club.kit.errors import Invalid, TooLate
from club.members.models import Member
from club.notices.models import Letter
from club.roles import service
from club.roles.models import Candidacy, ElectionCall
from club.roles.queries import calls
from club.roles.service import calls as standing_up
from tests.conftest import SignedIn
from tests.people import NOW, Cast
from tests.roles.offices import DAY, give
from tests.web import Client

END = NOW + 25 * DAY
CALLED = END - 21 * DAY
CLOSED = CALLED + 7 * DAY + timedelta(hours=8)
"""Eight in the evening, club time."""
PATH = "/roles/chair/election"
Clock = Callable[[datetime], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Clock:
    def turn(to: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: to)

    turn(CALLED)
    return turn


@pytest.fixture(autouse=True)
async def _called(cast: Cast, at: Clock) -> None:
    _ = at
    await service.establish("founding", by=None, now=NOW)
    await give("chair", cast.ada, lasting=25 * DAY)
    assert await chores.ask_for_names_due(CALLED - DAY) == 0
    assert await chores.ask_for_names_due(CALLED) == 1


async def told(member: Member) -> list[str]:
    letters = await Letter.filter(member_id=member.id).order_by("id").select_related("message")
    return [letter.message.title for letter in letters]


async def standing() -> list[int]:
    call = await ElectionCall.get()
    return [each.member_id for each in await calls.candidates(call.id)]


async def text_of(browser: Client) -> str:
    return (await browser.get(PATH)).text


async def test_everybody_is_asked_for_names_once(signed_in: SignedIn, cast: Cast) -> None:
    assert await chores.ask_for_names_due(CALLED) == 0
    for one in (cast.ada, cast.bo, cast.dee):
        assert await told(one) == ["Names are wanted"]
    call = await ElectionCall.get()
    assert (call.seats, call.starts_at, call.names_until) == (1, END, CLOSED)
    kinds = [entry.kind for entry in await journal.about("role/chair")]
    assert kinds == ["role", "names_wanted"]
    cy = await signed_in(cast.cy)
    for page in ("/roles", "/roles/chair"):
        assert PATH in (await cy.get(page)).text


async def test_five_clocks_at_once_ask_once(cast: Cast) -> None:
    await give("secretary", cast.bo, lasting=25 * DAY)
    asked = await asyncio.gather(*(chores.ask_for_names_due(CALLED) for _ in range(5)))
    assert sum(asked) == 1
    assert await told(cast.cy) == ["Names are wanted"] * 2


async def test_a_member_stands_with_a_few_words_and_changes_them(
    signed_in: SignedIn, cast: Cast
) -> None:
    cy = await signed_in(cast.cy)
    answer = await cy.send_form(f"{PATH}/candidacy", statement="I listen.")
    assert (answer.status_code, answer.headers["location"]) == (303, PATH)
    await cy.send_form(f"{PATH}/candidacy", statement="I listen well.")
    assert await standing() == [cast.cy.id]
    seen = await text_of(await signed_in(cast.bo))
    assert "I listen well." in seen
    await cy.send_form(f"{PATH}/withdrawal")
    assert await Candidacy.all().count() == 0


async def test_whoever_is_named_is_seen_by_nobody_before_they_say_yes(
    signed_in: SignedIn, cast: Cast
) -> None:
    bo, cy, dee = [await signed_in(one) for one in (cast.bo, cast.cy, cast.dee)]
    await bo.send_form(f"{PATH}/names", member=cast.cy.ref)
    assert await told(cast.cy) == ["Names are wanted", "Somebody asks you something"]
    assert await standing() == []
    for browser in (bo, dee):
        assert "Nobody stands yet." in await text_of(browser)
    seen = await text_of(cy)
    assert "Somebody would like to see you in this role." in seen
    assert "Bo" not in seen.split("Name somebody", 1)[0].split("A question for you", 1)[1]
    await cy.send_form(f"{PATH}/candidacy", statement="")
    assert await standing() == [cast.cy.id]


async def test_a_no_is_kept_nowhere_and_nobody_is_pressed(signed_in: SignedIn, cast: Cast) -> None:
    bo, cy = await signed_in(cast.bo), await signed_in(cast.cy)
    await bo.send_form(f"{PATH}/names", member=cast.cy.ref)
    await cy.send_form(f"{PATH}/withdrawal")
    assert await Candidacy.all().count() == 0
    answer = await bo.send_form(f"{PATH}/names", member=cast.cy.ref)
    assert answer.status_code == 303
    assert (await told(cast.cy)).count("Somebody asks you something") == 1
    assert (await told(cast.bo)).count("Somebody asks you something") == 0


@pytest.mark.parametrize("who", ["listener", "self", "nobody", "left", "new"])
async def test_a_name_that_cannot_be_is_refused_with_the_reason(
    signed_in: SignedIn, cast: Cast, who: str
) -> None:
    await give("listener", cast.cy)
    named = {
        "listener": (cast.cy.ref, "does not go with"),
        "self": (cast.bo.ref, "Please choose somebody who is a member"),
        "nobody": ("x", "Please choose somebody who is a member"),
        "left": (cast.eli.ref, "Please choose somebody who is a member"),
        "new": (cast.dee.ref, "They can stand as soon as they have a vote."),
    }
    bo = await signed_in(cast.bo)
    member, reason = named[who]
    answer = await bo.send_form(f"{PATH}/names", member=member)
    assert answer.status_code == 422
    assert reason in answer.text
    assert await Candidacy.all().count() == 0


async def test_a_listener_who_would_stand_is_told_why_not_and_loses_no_word(
    signed_in: SignedIn, cast: Cast
) -> None:
    await give("listener", cast.bo)
    bo = await signed_in(cast.bo)
    answer = await bo.send_form(f"{PATH}/candidacy", statement="I listen.")
    assert answer.status_code == 422
    assert "does not go with" in answer.text
    assert "I listen." in answer.text
    long = await (await signed_in(cast.cy)).send_form(f"{PATH}/candidacy", statement="a" * 501)
    assert (long.status_code, "a" * 501 in long.text) == (422, True)


async def test_whoever_has_no_vote_yet_reads_who_stands_and_waits(
    signed_in: SignedIn, cast: Cast
) -> None:
    dee = await signed_in(cast.dee)
    page = await text_of(dee)
    assert "as soon as you have a vote" in page
    assert "Would you like to stand?" not in page
    for path, sent in (("candidacy", {"statement": "Me"}), ("names", {"member": cast.cy.ref})):
        answer = await dee.send_form(f"{PATH}/{path}", **sent)
        assert answer.status_code == 422
        assert "as soon as you have a vote" in answer.text
    assert await Candidacy.all().count() == 0


async def test_nobody_stands_for_what_they_hold_beyond_that_day(cast: Cast) -> None:
    await give("chair", cast.cy, at=END)
    with pytest.raises(Invalid) as no:
        await service.stand("chair", cast.cy.id, "", now=CALLED)
    assert "hold this role already" in no.value.sentence
    await service.stand("chair", cast.ada.id, "Once more.", now=CALLED)
    assert await standing() == [cast.ada.id]


async def test_no_more_stand_than_a_ballot_can_name(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing_up, "MOST_CANDIDATES", 1)
    both = [service.stand("chair", one.id, "", now=CALLED) for one in (cast.bo, cast.cy)]
    ended = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(each).__name__ for each in ended) == ["Invalid", "NoneType"]
    (first,) = await standing()
    await service.stand("chair", first, "In other words.", now=CALLED)
    assert await standing() == [first]


async def test_five_who_name_the_same_member_at_once_ask_once(cast: Cast) -> None:
    await asyncio.gather(
        *(elections.name("chair", one.id, cast.cy.ref, now=CALLED) for one in (cast.ada, cast.bo)),
        *(elections.name("chair", cast.bo.id, cast.cy.ref, now=CALLED) for _ in range(3)),
    )
    assert await Candidacy.all().count() == 1
    assert (await told(cast.cy)).count("Somebody asks you something") == 1


async def test_names_are_closed_by_the_clock(signed_in: SignedIn, cast: Cast, at: Clock) -> None:
    cy = await signed_in(cast.cy)
    await cy.send_form(f"{PATH}/candidacy", statement="I listen.")
    bo = await signed_in(cast.bo)
    await bo.send_form(f"{PATH}/names", member=cast.ada.ref)
    at(CLOSED)
    for path, sent in (
        ("candidacy", {"statement": "Me too"}),
        ("names", {"member": cast.cy.ref}),
        ("withdrawal", {}),
    ):
        answer = await cy.send_form(f"{PATH}/{path}", **sent)
        assert answer.status_code == 409, path
    seen = await text_of(cy)
    assert "Names are closed." in seen
    assert "The vote begins in a moment." in seen
    assert "Stand no more" not in seen
    with pytest.raises(TooLate):
        await service.stand("chair", cast.bo.id, "", now=CLOSED)


async def test_whoever_leaves_stands_for_nothing(cast: Cast) -> None:
    await service.stand("chair", cast.cy.id, "", now=CALLED)
    await service.lay_down_all(cast.cy.id, now=CALLED)
    assert await Candidacy.all().count() == 0


async def test_where_no_names_are_wanted_there_is_no_page(signed_in: SignedIn, cast: Cast) -> None:
    cy = await signed_in(cast.cy)
    assert (await cy.get("/roles/secretary/election")).status_code == 404
    answer = await cy.send_form("/roles/secretary/election/candidacy", statement="Me")
    assert answer.status_code == 404


async def test_a_stranger_sees_no_names(client: Client) -> None:
    assert (await client.get(PATH)).headers["location"].startswith("/sign-in")
