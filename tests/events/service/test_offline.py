"""Answers that a phone sends when it finds a net, hours after they were given."""

from datetime import datetime, timedelta

import pytest

from club.events import messages
from club.events.models import Answer, Night
from club.events.rules.edits import Change
from club.events.rules.seats import Seat, Want
from club.events.service.answers import answer
from club.events.service.changes import change
from club.events.service.proxies import answer_for, trust
from club.events.service.terms import Details
from club.events.service.usual import usually
from club.notices.models import Letter
from club.roles import service as roles
from tests.events.nights import NOW, a_night, a_series, holds
from tests.people import Cast

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AT_NOON, AT_ONE, AT_TWO = (NOW + n * HOUR for n in (0, 1, 2))
FRIDAY = datetime(2027, 3, 12, 19, 0)  # noqa: DTZ001  # on the club's wall
SAID_AT_NOON = Details(client_at=AT_NOON)


@pytest.fixture
async def bo_coordinates(cast: Cast) -> int:
    await roles.establish("decision/1", by=None, now=NOW)
    until = NOW + 300 * DAY
    await roles.grant(
        "coordinator", cast.bo.id, decision_ref="decision/1", starts_at=NOW, ends_at=until, by=None,
        now=NOW,
    )  # fmt: skip
    return int(cast.bo.id)


async def _moved(by: int) -> Night:
    """A night that Bo moves from Thursday to Friday, at one."""
    night = await a_night()
    await change(night.ref, Change("Songs", "", None, None, FRIDAY), by, now=AT_ONE)
    return night


async def _asked_again() -> list[int]:
    letters = Letter.filter(message__kind="asked_again").order_by("id")
    return [each.member_id for each in await letters]


async def test_a_members_own_word_wins_over_what_they_usually_say(cast: Cast) -> None:
    series, night = await a_series(NOW)
    await usually(series.ref, cast.cy.id, Want.COMING, now=AT_ONE)
    said = await answer(night.ref, cast.cy.id, Want.NO, SAID_AT_NOON, now=AT_TWO)
    assert (said.want, said.kept) == (Want.NO, False)
    await holds(night)
    later = await answer(
        night.ref, cast.cy.id, Want.MAYBE, Details(client_at=NOW - HOUR), now=AT_TWO
    )
    assert later.kept, "their own word is of noon now, and this one is older"


async def test_a_no_to_the_old_time_is_a_no(cast: Cast, bo_coordinates: int) -> None:
    night = await a_night()
    await answer(night.ref, cast.cy.id, Want.COMING, now=NOW - HOUR)
    await change(night.ref, Change("Songs", "", None, None, FRIDAY), bo_coordinates, now=AT_ONE)
    assert (await Answer.get()).want is Want.MAYBE
    said = await answer(night.ref, cast.cy.id, Want.NO, SAID_AT_NOON, now=AT_TWO)
    assert messages.answered(said) == "Noted. Another time, then."
    assert (await Answer.get()).want is Want.NO
    await holds(night)


@pytest.mark.parametrize("before", [None, Want.MAYBE, Want.NO, Want.COMING])
async def test_a_yes_to_the_old_time_is_asked_again_in_true_words(
    cast: Cast, bo_coordinates: int, before: Want | None
) -> None:
    night = await a_night()
    if before:
        await answer(night.ref, cast.cy.id, before, now=NOW - HOUR)
    await change(night.ref, Change("Songs", "", None, None, FRIDAY), bo_coordinates, now=AT_ONE)
    said = await answer(night.ref, cast.cy.id, Want.COMING, SAID_AT_NOON, now=AT_TWO)
    assert (said.want, said.again, said.kept) == (Want.MAYBE, True, False)
    assert messages.answered(said).startswith("The time changed after you said this.")
    assert cast.cy.id in await _asked_again()
    now = await answer(night.ref, cast.cy.id, Want.COMING, now=AT_TWO)
    assert now.standing.seat is Seat.SEATED
    await holds(night)


async def test_a_yes_that_was_given_to_the_new_time_stands(cast: Cast, bo_coordinates: int) -> None:
    night = await _moved(bo_coordinates)
    after = Details(client_at=AT_ONE + HOUR / 2)
    said = await answer(night.ref, cast.cy.id, Want.COMING, after, now=AT_TWO)
    assert said.standing.seat is Seat.SEATED
    old = await answer(night.ref, cast.cy.id, Want.COMING, SAID_AT_NOON, now=AT_TWO)
    assert (old.kept, old.want) == (True, Want.COMING)
    assert messages.answered(old) == "You changed this later. Your answer: coming."
    assert await _asked_again() == []


async def test_who_waited_when_the_night_moved_still_waits(cast: Cast, bo_coordinates: int) -> None:
    night = await a_night(places=1)
    for member in (cast.ada, cast.dee, cast.cy):
        await answer(night.ref, member.id, Want.COMING, now=NOW - HOUR)
    turn = (await Answer.get(member_id=cast.cy.id)).turn
    await change(night.ref, Change("Songs", "", None, 1, FRIDAY), bo_coordinates, now=AT_ONE)
    said = await answer(night.ref, cast.cy.id, Want.COMING, SAID_AT_NOON, now=AT_TWO)
    assert (said.standing.number, said.again) == (1, False), "Dee has Ada's place now"
    assert (await Answer.get(member_id=cast.cy.id)).turn == turn
    await holds(night)


async def test_whoever_was_answered_for_later_reads_that_it_was_not_they(cast: Cast) -> None:
    night = await a_night()
    await trust(cast.cy.id, cast.bo.ref, now=NOW)
    await answer_for(night.ref, cast.bo.id, cast.cy.ref, Want.COMING, now=AT_ONE)
    said = await answer(night.ref, cast.cy.id, Want.NO, SAID_AT_NOON, now=AT_TWO)
    assert said.kept
    words = "Somebody answered for you later, as you agreed. Your answer: coming."
    assert messages.answered(said) == words
