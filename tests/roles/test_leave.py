"""Being away from a role: the deputy's powers, whose decision they name, and how they end."""

import asyncio

import pytest

from club.charter import service as charter
from club.journal import queries as journal
from club.kit.errors import Invalid, NotFound, TooLate
from club.members import service as members
from club.roles import queries, service
from club.roles.models import LeaveRequest, Mandate
from club.roles.queries import offices
from club.roles.rules import ROLES, EndKind, Standing
from tests.people import NOW
from tests.roles.offices import DAY, WEEK, YEAR, founded, give, goes_away, may

pytestmark = pytest.mark.usefixtures("db")


async def test_nothing_changes_until_the_deputy_says_yes() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    await service.ask_for_leave(
        "coordinator", people.bo.id, deputy_ref=people.cy.ref, weeks=4, now=NOW
    )
    assert await may(people.bo)
    assert not await may(people.cy)


async def test_a_deputy_may_do_the_same_by_the_same_decision_and_the_holders_powers_rest() -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    await goes_away("coordinator", people.bo, people.cy)
    held = await queries.held_by(people.cy.id, now=NOW)
    assert held.roles == {"coordinator"}
    assert held.rights == ROLES["coordinator"].rights
    (acting,) = await queries.mandates(now=NOW)
    assert (acting.member_id, acting.decision_ref) == (people.cy.id, "d2")
    assert acting.standing is Standing.ACTING
    assert not await may(people.bo)
    assert not (await queries.held_by(people.bo.id, now=NOW)).roles
    assert (await Mandate.get(id=mandate.id)).ended_at is None


async def test_the_leave_ends_by_the_clock_alone() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    await goes_away("coordinator", people.bo, people.cy, weeks=4)
    last, after = NOW + 4 * WEEK - DAY / 24, NOW + 4 * WEEK
    assert (await may(people.bo, at=last), await may(people.cy, at=last)) == (False, True)
    assert (await may(people.bo, at=after), await may(people.cy, at=after)) == (True, False)


async def test_whoever_comes_back_early_has_their_powers_at_once() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    await goes_away("coordinator", people.bo, people.cy)
    later = NOW + DAY
    assert await service.come_back("coordinator", people.bo.id, now=later) == [people.cy.id]
    assert (await may(people.bo, at=later), await may(people.cy, at=later)) == (True, False)
    with pytest.raises(NotFound):
        await service.come_back("coordinator", people.bo.id, now=later)


async def test_a_leave_is_never_longer_than_the_term() -> None:
    people = await founded()
    await give("coordinator", people.bo, lasting=20 * DAY)
    with pytest.raises(Invalid):
        await service.ask_for_leave(
            "coordinator", people.bo.id, deputy_ref=people.cy.ref, weeks=3, now=NOW
        )
    await goes_away("coordinator", people.bo, people.cy, weeks=2)
    late = NOW + 20 * DAY
    assert (await may(people.bo, at=late), await may(people.cy, at=late)) == (False, False)


async def test_all_leaves_of_a_term_together_are_no_longer_than_the_club_agreed() -> None:
    people = await founded()
    await charter.adopt({"leave.max": 1}, "d9", by=None, now=NOW)
    await give("coordinator", people.bo)
    await goes_away("coordinator", people.bo, people.cy, weeks=4)
    back = NOW + 4 * WEEK
    with pytest.raises(Invalid) as refused:
        await service.ask_for_leave(
            "coordinator", people.bo.id, deputy_ref=people.cy.ref, weeks=1, now=back
        )
    assert refused.value.field == "weeks"


@pytest.mark.parametrize("how", [EndKind.RESIGNED, EndKind.RECALLED])
async def test_whatever_ends_the_role_ends_acting_in_it(how: EndKind) -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    await goes_away("coordinator", people.bo, people.cy)
    assert await service.end(mandate.id, how, NOW + DAY)
    assert not await may(people.cy, at=NOW + DAY)
    acting = await Mandate.get(in_place_of_id=mandate.id)
    assert (acting.end_kind, acting.ended_at) == (EndKind.RELIEVED, NOW + DAY)


async def test_a_holder_who_leaves_the_club_takes_the_deputys_powers_along() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    await goes_away("coordinator", people.bo, people.cy)
    await service.lay_down_all(people.bo.id, now=NOW + DAY)
    assert not await may(people.cy, at=NOW + DAY)


async def test_a_deputy_may_stop_and_another_goes_on_for_what_is_left() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    await goes_away("coordinator", people.bo, people.cy)
    (acting,) = await queries.mandates_of(people.cy.id, now=NOW)
    await service.step_back(acting.ref, people.cy.id, now=NOW + DAY)
    assert not await may(people.cy, at=NOW + DAY)
    assert not await may(people.bo, at=NOW + DAY), "the holder is still away"
    await goes_away("coordinator", people.bo, people.dee, weeks=2, now=NOW + DAY)
    assert await may(people.dee, at=NOW + DAY)
    assert await may(people.bo, at=NOW + DAY + 2 * WEEK)


async def test_nobody_acts_who_was_not_asked_and_nobody_answers_twice() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    await service.ask_for_leave(
        "coordinator", people.bo.id, deputy_ref=people.cy.ref, weeks=4, now=NOW
    )
    request = await LeaveRequest.get()
    for one in (people.ada, people.bo):
        with pytest.raises(NotFound):
            await service.act_as_deputy(request.ref, one.id, now=NOW)
        with pytest.raises(NotFound):
            await service.decline_to_act(request.ref, one.id, now=NOW)
    await service.decline_to_act(request.ref, people.cy.id, now=NOW)
    with pytest.raises(NotFound):
        await service.act_as_deputy(request.ref, people.cy.id, now=NOW)
    assert await LeaveRequest.all().count() == 0, "a no is kept nowhere"


async def test_five_taps_on_yes_make_one_deputy() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    await service.ask_for_leave(
        "coordinator", people.bo.id, deputy_ref=people.cy.ref, weeks=4, now=NOW
    )
    request = await LeaveRequest.get()

    async def one() -> bool:
        try:
            await service.act_as_deputy(request.ref, people.cy.id, now=NOW)
        except NotFound:
            return False
        return True

    assert sum(await asyncio.gather(*(one() for _ in range(5)))) == 1
    assert await Mandate.filter(in_place_of_id__isnull=False).count() == 1


async def test_asking_another_takes_the_question_back_from_the_first() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    for deputy in (people.cy, people.dee):
        await service.ask_for_leave(
            "coordinator", people.bo.id, deputy_ref=deputy.ref, weeks=4, now=NOW
        )
    assert await offices.leave_asked("coordinator", people.cy.id, now=NOW) == []
    assert len(await offices.leave_asked("coordinator", people.dee.id, now=NOW)) == 1
    assert await offices.leave_asked("coordinator", people.ada.id, now=NOW) == []
    await service.withdraw_leave("coordinator", people.bo.id)
    assert await offices.leave_asked("coordinator", people.dee.id, now=NOW) == []


async def test_only_members_who_can_act_are_asked() -> None:
    people = await founded()
    await give("chair", people.ada)
    await give("listener", people.bo)
    await members.pause(people.dee.id, now=NOW)
    able = await offices.possible_deputies("chair", people.ada.id, now=NOW)
    assert [each.name for each in able] == ["Bo", "Cy"]
    with pytest.raises(Invalid) as clash:
        await service.ask_for_leave(
            "chair", people.ada.id, deputy_ref=people.bo.ref, weeks=1, now=NOW
        )
    assert (clash.value.field, "does not go with" in clash.value.sentence) == ("deputy", True)
    for nobody in (people.ada.ref, people.dee.ref, people.eli.ref, "nonsense"):
        with pytest.raises(Invalid):
            await service.ask_for_leave("chair", people.ada.id, deputy_ref=nobody, weeks=1, now=NOW)


async def test_who_carries_too_much_by_the_time_of_the_yes_is_told_so() -> None:
    people = await founded()
    await give("chair", people.ada)
    await service.ask_for_leave("chair", people.ada.id, deputy_ref=people.cy.ref, weeks=1, now=NOW)
    await give("tea", people.cy, lasting=90 * DAY)
    await give("door", people.cy, lasting=90 * DAY)
    request = await LeaveRequest.get()
    with pytest.raises(TooLate):
        await service.act_as_deputy(request.ref, people.cy.id, now=NOW)
    (chair,) = [each for each in await queries.mandates(now=NOW) if each.role == "chair"]
    assert chair.member_id == people.ada.id, "a leave that did not begin takes nothing away"


async def test_only_who_holds_a_role_can_be_away_from_it() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    await goes_away("coordinator", people.bo, people.cy)
    for one in (people.ada, people.cy):
        with pytest.raises(NotFound):
            await service.ask_for_leave(
                "coordinator", one.id, deputy_ref=people.dee.ref, weeks=1, now=NOW
            )


async def test_the_record_says_who_acts_and_for_which_mandate_and_not_why() -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    await goes_away("coordinator", people.bo, people.cy)
    acting = await Mandate.get(in_place_of_id=mandate.id)
    (entry,) = await journal.about(acting.thing)
    assert entry.kind == "mandate_start"
    assert mandate.thing in entry.body
    assert len(await journal.about(mandate.thing)) == 1


async def test_an_election_is_possible_while_a_deputy_acts() -> None:
    people = await founded()
    await give("chair", people.ada, lasting=30 * DAY)
    await goes_away("chair", people.ada, people.cy, weeks=4)
    next_term = await give("chair", people.cy, at=NOW + 30 * DAY)
    assert next_term.ends_at == NOW + 30 * DAY + YEAR
