"""A member's own row: joining, another name, a pause, leaving."""

import pytest

from club.kit.errors import NotFound
from club.members import queries, service
from club.members.models import Member
from tests.people import NOW, THEN, cast, crowd, join

pytestmark = pytest.mark.usefixtures("db")


async def test_two_members_of_one_name_can_be_told_apart() -> None:
    first, second = await join("Ana"), await join("Ana")
    assert (first.colour, first.word) != (second.colour, second.word)


async def test_who_left_is_on_no_list_and_has_no_name() -> None:
    people = await cast()
    assert people.eli.id not in await queries.present_ids()
    assert await queries.person(people.eli.id) is None
    assert await queries.by_ref(people.eli.ref) is None
    row = await Member.get(id=people.eli.id)
    assert (row.name, row.colour) == ("", "")


async def test_leaving_twice_is_leaving_once() -> None:
    people = await cast()
    assert await service.leave(people.cy.id, now=NOW)
    assert not await service.leave(people.cy.id, now=NOW)


async def test_who_is_new_cannot_vote_yet() -> None:
    people = await cast()
    voters = {voter.id for voter in await queries.voters(NOW)}
    assert people.cy.id in voters
    assert people.dee.id not in voters


async def test_a_member_may_take_another_name() -> None:
    people = await cast()
    await service.rename(people.cy.id, "Sky")
    person = await queries.person(people.cy.id)
    assert person is not None
    assert (person.name, bool(person.colour)) == ("Sky", True)


async def test_who_left_takes_no_new_name() -> None:
    people = await cast()
    with pytest.raises(NotFound):
        await service.rename(people.eli.id, "Sky")


async def test_a_pause_is_one_tap_and_can_be_undone() -> None:
    people = await cast()
    assert await service.pause(people.cy.id, now=NOW)
    assert not await service.pause(people.cy.id, now=NOW)
    assert await service.resume(people.cy.id)
    assert not await service.resume(people.cy.id)


async def test_a_sign_of_life_is_written_once_a_month() -> None:
    people = await cast()
    assert not await service.sign_of_life(people.cy.id, now=NOW)
    assert await service.sign_of_life(people.cy.id, now=NOW.replace(month=4))
    assert not await service.sign_of_life(people.cy.id, now=THEN)


async def test_the_list_of_members_is_in_order_of_names() -> None:
    await crowd(3)
    ana = await join("ana")
    names = [person.name for person in await queries.everybody(ana.id)]
    assert names == ["ana", "Member 1", "Member 2", "Member 3"]
    assert await queries.count() == 4
