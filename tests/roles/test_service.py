"""A right follows from a mandate in force, and from nothing else."""

import asyncio
import inspect
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from club.charter import service as charter
from club.journal import queries as journal
from club.kit.errors import Invalid, NotFound, TooLate
from club.members import service as members
from club.members.models import Member
from club.roles import chores, queries, service
from club.roles.models import Mandate, Role
from club.roles.rules import ROLES, EndKind, Right
from tests.people import NOW, Cast, cast

pytestmark = pytest.mark.usefixtures("db")
YEAR = timedelta(days=365)


async def founded() -> Cast:
    people = await cast()
    await service.establish("d1", by=None, now=NOW)
    return people


async def give(
    role: str, member: Member, *, at: datetime = NOW, lasting: timedelta = YEAR
) -> Mandate:
    return await service.grant(
        role, member.id, decision_ref="d2", starts_at=at, ends_at=at + lasting, by=None, now=NOW
    )


async def may(member: Member, right: Right = Right.BROADCAST, at: datetime = NOW) -> bool:
    return await queries.holds(member.id, right, now=at) is not None


async def test_without_mandates_nobody_may_do_anything_special() -> None:
    people = await founded()
    assert await Mandate.all().count() == 0
    for member in (people.ada, people.bo, people.cy, people.dee, people.eli):
        assert not (await queries.held_by(member.id, now=NOW)).rights
        for right in Right:
            assert not await may(member, right)


async def test_whoever_is_given_a_role_may_do_what_it_carries_and_no_more() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    held = await queries.held_by(people.bo.id, now=NOW)
    assert (held.roles, held.rights) == ({"coordinator"}, ROLES["coordinator"].rights)
    mandate = await queries.holds(people.bo.id, Right.BROADCAST, now=NOW)
    assert mandate is not None
    assert (mandate.role, mandate.decision_ref, mandate.ends_at) == (
        "coordinator",
        "d2",
        NOW + YEAR,
    )
    assert not await may(people.bo, Right.PAUSE_MEMBER)
    assert not await may(people.cy)


async def test_a_right_ends_by_the_clock_without_any_job() -> None:
    people = await founded()
    await give("coordinator", people.bo, at=NOW + timedelta(days=1))
    assert not await may(people.bo)
    assert await may(people.bo, at=NOW + timedelta(days=1))
    assert await may(people.bo, at=NOW + timedelta(days=366, seconds=-1))
    assert not await may(people.bo, at=NOW + timedelta(days=366))


async def test_the_end_of_a_term_is_written_down_once() -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    assert await chores.end_due(NOW) == 0
    late = NOW + YEAR + timedelta(days=3)
    assert await chores.end_due(late) == 1
    assert await chores.end_due(late) == 0
    await mandate.refresh_from_db()
    assert (mandate.ended_at, mandate.end_kind) == (NOW + YEAR, EndKind.TERM)
    kinds = [entry.kind for entry in await journal.about(mandate.thing)]
    assert kinds == ["mandate_start", "mandate_end"]


async def test_five_hands_that_end_a_term_end_it_once() -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    ends = await asyncio.gather(*(chores.end_due(NOW + YEAR) for _ in range(5)))
    assert sum(ends) == 1
    assert len(await journal.about(mandate.thing)) == 2


async def test_stepping_back_takes_effect_at_once_and_asks_no_reason() -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    assert "reason" not in inspect.signature(service.step_back).parameters
    assert (await service.step_back(mandate.ref, people.bo.id, now=NOW)).role == "coordinator"
    assert not await may(people.bo)
    with pytest.raises(TooLate):
        await service.step_back(mandate.ref, people.bo.id, now=NOW)


async def test_nobody_lays_down_a_role_for_somebody_else() -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    with pytest.raises(NotFound):
        await service.step_back(mandate.ref, people.ada.id, now=NOW)
    assert await may(people.bo)


async def test_a_term_that_is_over_cannot_be_ended_again_or_prolonged() -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    assert not await service.end(mandate.id, EndKind.TERM, NOW), "a running term is not over"
    late = NOW + YEAR
    assert not await service.end(mandate.id, EndKind.RECALLED, late), "it is over already"


async def test_whoever_leaves_holds_nothing_from_that_moment() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    await give("tea", people.bo, lasting=timedelta(days=90))
    assert await service.lay_down_all(people.bo.id, now=NOW) == 2
    assert await service.lay_down_all(people.bo.id, now=NOW) == 0
    assert not await may(people.bo)


async def test_a_member_who_left_has_no_right_even_if_a_mandate_was_forgotten() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    await members.leave(people.bo.id, now=NOW)
    assert not await may(people.bo)
    assert await queries.mandates(now=NOW) == []


async def test_nothing_is_given_to_whoever_is_no_member_or_for_a_role_there_is_not() -> None:
    people = await founded()
    with pytest.raises(NotFound):
        await give("coordinator", people.eli)
    with pytest.raises(NotFound):
        await give("king", people.cy)
    assert await Mandate.all().count() == 0


async def test_no_term_is_longer_than_the_club_agreed() -> None:
    people = await founded()
    with pytest.raises(Invalid):
        await give("chair", people.ada, lasting=timedelta(days=367))
    await charter.adopt({"term_days_max": 90}, "d9", by=None, now=NOW)
    with pytest.raises(Invalid):
        await give("chair", people.ada, lasting=timedelta(days=91))
    mandate = await give("chair", people.ada, lasting=timedelta(days=90))
    assert mandate.ends_at - mandate.starts_at <= timedelta(days=90)


async def test_a_role_with_one_seat_is_given_once_though_five_ask_at_once() -> None:
    people = await founded()

    async def one(member: Member) -> bool:
        try:
            await give("chair", member)
        except TooLate:
            return False
        return True

    asked = (people.ada, people.bo, people.cy, people.dee, people.ada)
    assert sum(await asyncio.gather(*(one(member) for member in asked))) == 1
    assert len(await queries.mandates(now=NOW)) == 1


async def test_nobody_is_overloaded_though_all_roles_are_given_at_once() -> None:
    people = await founded()

    async def one(role: str) -> None:
        with suppress(TooLate):
            await give(role, people.cy, lasting=timedelta(days=90))

    await asyncio.gather(*(one(role) for role in ("tea", "door", "equipment", "welcomer")))
    assert len(await queries.mandates_of(people.cy.id, now=NOW)) == 2


async def test_a_role_that_is_defined_anew_leaves_those_who_hold_it_as_they_were() -> None:
    people = await founded()
    await give("tea", people.cy, lasting=timedelta(days=90))
    tea = ROLES["tea"]
    stronger = type(tea)("tea", tea.name, tea.about, tea.not_about, frozenset({Right.BROADCAST}))
    await service.establish("d8", by=None, now=NOW, kinds=[stronger])
    assert not await may(people.cy)
    kind = await queries.kind("tea", now=NOW)
    assert kind is not None
    assert kind.rights == {Right.BROADCAST}
    assert [row.version for row in await Role.filter(key="tea").order_by("version")] == [1, 2]


async def test_a_retired_role_is_given_to_nobody() -> None:
    people = await founded()
    await service.retire("tea", "d8", by=None, now=NOW)
    assert await queries.kind("tea", now=NOW) is None
    with pytest.raises(NotFound):
        await give("tea", people.cy)
    with pytest.raises(NotFound):
        await service.retire("tea", "d8", by=None, now=NOW)


async def test_the_roles_are_known_by_name_and_who_has_a_right_is_known() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    await give("welcomer", people.bo, lasting=timedelta(days=90))
    await give("secretary", people.ada)
    assert [kind.key for kind in await queries.kinds(now=NOW)] == list(ROLES)
    who = {view.member_id for view in await queries.holders(Right.INVITE, now=NOW)}
    assert who == {people.bo.id, people.ada.id}
