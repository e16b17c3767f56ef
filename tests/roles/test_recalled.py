"""A role taken back for a day to come: until then it is held, and not a moment longer."""

import pytest

from club.kit.errors import NotFound
from club.roles import chores, queries, service
from club.roles.models import LeaveRequest, Mandate
from club.roles.queries import notes, offices
from tests.people import NOW
from tests.roles.offices import DAY, WEEK, founded, give, goes_away, may

pytestmark = pytest.mark.usefixtures("db")
THEN = NOW + 7 * DAY
END = NOW + 90 * DAY


async def test_a_deputy_acts_until_the_holder_is_taken_back_and_not_after() -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    await goes_away("coordinator", people.bo, people.cy)
    await service.recall([mandate.ref], at=THEN, now=NOW)
    assert await may(people.cy, at=THEN - DAY)
    assert not await may(people.cy, at=THEN)
    assert not await may(people.bo, at=THEN)


async def test_whoever_comes_back_before_then_sends_the_deputy_home_at_once() -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    await goes_away("coordinator", people.bo, people.cy)
    await service.recall([mandate.ref], at=THEN, now=NOW)
    back = NOW + DAY
    assert await service.come_back("coordinator", people.bo.id, now=back) == [people.cy.id]
    assert (await may(people.bo, at=back), await may(people.cy, at=back)) == (True, False)


async def test_a_question_to_act_is_gone_once_the_role_is_taken_back() -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    await service.ask_for_leave(
        "coordinator", people.bo.id, deputy_ref=people.cy.ref, weeks=4, now=NOW
    )
    (asked,) = await offices.leave_asked("coordinator", people.cy.id, now=NOW)
    await service.recall([mandate.ref], at=THEN, now=NOW)
    with pytest.raises(NotFound):
        await service.act_as_deputy(asked.ref, people.cy.id, now=NOW)


async def test_no_deputy_outlasts_a_holder_who_was_taken_back() -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    await service.recall([mandate.ref], at=THEN, now=NOW)
    asked = await LeaveRequest.create(
        mandate_id=mandate.id, deputy_id=people.cy.id, until_at=NOW + 4 * WEEK, asked_at=NOW
    )
    await service.act_as_deputy(asked.ref, people.cy.id, now=NOW)
    assert await may(people.cy, at=THEN - DAY)
    assert not await may(people.cy, at=THEN)


async def test_a_holder_who_is_taken_back_soon_is_asked_for_notes() -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    assert await notes.unwritten(4 * WEEK, now=NOW) == []
    await service.recall([mandate.ref], at=THEN, now=NOW)
    (asked,) = await notes.unwritten(4 * WEEK, now=NOW)
    assert asked.member_id == people.bo.id
    assert await notes.unwritten(4 * WEEK, now=THEN) == []


async def test_a_caretaker_who_is_taken_back_goes_when_somebody_chosen_begins() -> None:
    people = await founded()
    await give("chair", people.bo, lasting=90 * DAY)
    await service.be_willing("chair", people.bo.id, willing=True, now=NOW)
    await chores.end_due(END)
    (caretaker,) = await queries.mandates(now=END)
    await service.recall([caretaker.ref], at=END + 20 * DAY, now=END)
    await give("chair", people.cy, at=END + DAY)
    over = await Mandate.get(id=caretaker.id)
    assert over.over_at == END + DAY
    held = await queries.mandates(now=END + DAY)
    assert [each.member_id for each in held] == [people.cy.id]


async def test_whoever_leaves_before_then_holds_nothing_from_that_moment() -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    await service.recall([mandate.ref], at=THEN, now=NOW)
    assert await service.lay_down_all(people.bo.id, now=NOW + DAY) == 1
    assert not await may(people.bo, at=NOW + DAY)


async def test_a_holder_who_is_away_can_be_asked_about() -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    await goes_away("coordinator", people.bo, people.cy)
    assert mandate.ref in {each.ref for each in await offices.running(now=NOW)}
    assert mandate.ref not in {each.ref for each in await queries.mandates(now=NOW)}
