"""What changes about a night's room, while members answer it and wait for it."""

from datetime import datetime, timedelta

import pytest

from club.events.models import Answer, Night
from club.events.rules.edits import Change, Terms
from club.events.rules.seats import Seat, Want
from club.events.rules.times import wall
from club.events.service.answers import answer
from club.events.service.changes import change
from club.events.service.terms import Details
from club.notices.models import Letter
from club.roles import service as roles
from tests.events.nights import EVENING, NOW, ZONE, a_night, by_the_rule, holds
from tests.people import Cast

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ASKS = Details(asks=True)


@pytest.fixture(autouse=True)
async def bo(cast: Cast) -> int:
    """Bo coordinates, by a decision."""
    await roles.establish("decision/1", by=None, now=NOW)
    about = {"decision_ref": "decision/1", "by": None, "now": NOW, "starts_at": NOW}
    await roles.grant("coordinator", cast.bo.id, ends_at=NOW + 300 * DAY, **about)
    return cast.bo.id


async def _say(night: Night, *members: int, now: datetime = NOW, details: Details = ASKS) -> None:
    for member in members:
        await answer(night.ref, member, Want.COMING, details, now=now)


async def _seats(night: Night) -> dict[int, Seat]:
    await holds(night)
    return {member: each.seat for member, each in (await by_the_rule(night)).items()}


async def test_a_night_that_moves_into_a_smaller_room_gives_no_seat_too_many(
    cast: Cast, bo: int
) -> None:
    night = await a_night(places=2)
    await _say(night, cast.ada.id, cast.bo.id, cast.cy.id, cast.dee.id, details=Details())
    at = wall(night.starts_at, ZONE) + DAY
    await change(night.ref, Change("Songs", "", None, 1, starts=at), bo, now=NOW)
    found = await _seats(night)
    assert [found[each.id] for each in (cast.cy, cast.dee)] == [Seat.SEATED, Seat.WAITING]
    assert (await Night.get(id=night.id)).taken == 1


async def test_places_no_longer_kept_for_newcomers_are_given_to_those_who_wait(
    cast: Cast, bo: int
) -> None:
    night = await a_night(places=2, first_timers=2)
    await type(cast.cy).filter(id=cast.cy.id).update(came_before=True)
    await _say(night, cast.cy.id, details=Details())
    assert (await _seats(night))[cast.cy.id] is Seat.WAITING
    await change(night.ref, Change("Songs", "", None, 2, terms=Terms(first_timers=0)), bo, now=NOW)
    assert (await _seats(night))[cast.cy.id] is Seat.SEATED
    assert await Letter.filter(message__kind="seat_given", member_id=cast.cy.id).exists()


async def test_an_offer_of_the_last_hours_ends_when_the_night_moves(cast: Cast, bo: int) -> None:
    night = await a_night(places=1)
    late = night.starts_at - 2 * HOUR
    await _say(night, cast.ada.id)
    await _say(night, cast.cy.id, cast.dee.id)
    await answer(night.ref, cast.ada.id, Want.NO, now=late)
    at = wall(night.starts_at, ZONE) + 7 * DAY
    await change(night.ref, Change("Songs", "", None, 1, starts=at), bo, now=late)
    first = await Answer.get(night_id=night.id, member_id=cast.cy.id)
    assert first.held == 1, "whoever waits longest has the offer, and it holds the place"
    assert (await _seats(night))[cast.dee.id] is Seat.WAITING


@pytest.mark.parametrize("terms", [None, Terms(answer_hours=24)], ids=["as it was", "once more"])
async def test_who_is_asked_again_can_say_yes_though_the_day_for_answers_is_past(
    cast: Cast, bo: int, terms: Terms | None
) -> None:
    night = await a_night(answer_by=EVENING - DAY)
    await _say(night, cast.cy.id)
    late = night.starts_at - 20 * HOUR
    at = wall(night.starts_at, ZONE) + 2 * HOUR
    await change(night.ref, Change("Songs", "", None, None, starts=at, terms=terms), bo, now=late)
    assert (await _seats(night))[cast.cy.id] is Seat.MAYBE
    await _say(night, cast.cy.id, now=late)
    assert (await _seats(night))[cast.cy.id] is Seat.SEATED


async def test_an_offer_ends_two_hours_before_the_night_also_when_it_moves_earlier(
    cast: Cast, bo: int
) -> None:
    night = await a_night(places=1)
    soon = night.starts_at - 6 * HOUR
    await _say(night, cast.ada.id)
    await _say(night, cast.cy.id)
    await answer(night.ref, cast.ada.id, Want.NO, now=soon)
    assert (await _offer(night, cast)).offer_until == night.starts_at - 2 * HOUR
    await _move(night, -HOUR, bo, now=soon)
    assert (await _offer(night, cast)).offer_until == night.starts_at - 3 * HOUR
    await _move(night, HOUR, bo, now=soon)
    assert (await _offer(night, cast)).offer_until == night.starts_at - 3 * HOUR


async def test_an_offer_that_a_move_leaves_no_time_for_has_not_run_out(cast: Cast, bo: int) -> None:
    night = await a_night(places=1)
    soon = night.starts_at - 6 * HOUR
    await _say(night, cast.ada.id)
    await _say(night, cast.cy.id)
    await answer(night.ref, cast.ada.id, Want.NO, now=soon)
    late = night.starts_at - 2.5 * HOUR
    await _move(night, -HOUR, bo, now=late)
    stands = await _offer(night, cast)
    begins = (await Night.get(id=night.id)).starts_at
    assert (stands.held, stands.lapses, stands.passed) == (0, 0, False)
    assert stands.offer_until == begins, "in the last hours it is offered to all, until it begins"
    assert (await _seats(night))[cast.cy.id] is Seat.OFFERED


async def _offer(night: Night, cast: Cast) -> Answer:
    return await Answer.get(night_id=night.id, member_id=cast.cy.id)


async def _move(night: Night, by: timedelta, bo: int, *, now: datetime) -> None:
    starts = wall((await Night.get(id=night.id)).starts_at, ZONE) + by
    await change(night.ref, Change("Songs", "", None, 1, starts=starts), bo, now=now)
