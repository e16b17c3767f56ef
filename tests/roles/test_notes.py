"""A role's notebook: holders write it, whoever was chosen reads it, nobody else opens it."""

import asyncio
from datetime import timedelta

import pytest

from club.kit.errors import NotFound, TooLate
from club.members import service as members
from club.roles import service
from club.roles.models import NoteReading
from club.roles.queries import notes
from tests.people import NOW
from tests.roles.offices import DAY, WEEK, founded, give, goes_away

pytestmark = pytest.mark.usefixtures("db")
MONTH = timedelta(weeks=4)


async def test_a_holder_writes_and_what_stood_before_is_kept() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    assert await notes.newest("coordinator") is None
    await service.write_note("coordinator", people.bo.id, "Keys: Bo.", after=0, now=NOW)
    await service.write_note("coordinator", people.bo.id, "Keys: Cy.", after=1, now=NOW)
    newest = await notes.newest("coordinator")
    assert newest is not None
    assert (newest.n, newest.words) == (2, "Keys: Cy.")
    assert [each.words for each in await notes.versions("coordinator")] == ["Keys: Bo."]


async def test_nobody_else_opens_a_notebook() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    await give("chair", people.ada)
    for one in (people.ada, people.cy, people.eli):
        with pytest.raises(NotFound):
            await notes.reader_of("coordinator", one.id, now=NOW)
        with pytest.raises(NotFound):
            await service.write_note("coordinator", one.id, "Hello", after=0, now=NOW)
    assert await notes.newest("coordinator") is None


async def test_whoever_is_chosen_reads_before_their_time_begins_but_does_not_write() -> None:
    people = await founded()
    await give("chair", people.ada, lasting=90 * DAY)
    await service.write_note("chair", people.ada.id, "Begin on time.", after=0, now=NOW)
    with pytest.raises(NotFound):
        await notes.reader_of("chair", people.cy.id, now=NOW)
    await service.grant(
        "chair", people.cy.id, decision_ref="d3", starts_at=NOW + 90 * DAY,
        ends_at=NOW + 180 * DAY, by=None, now=NOW,
    )  # fmt: skip
    reader = await notes.reader_of("chair", people.cy.id, now=NOW)
    assert (reader.writes, reader.follows, reader.has_read) == (False, True, False)
    with pytest.raises(NotFound):
        await service.write_note("chair", people.cy.id, "Mine", after=1, now=NOW)


async def test_the_next_holder_says_once_that_they_have_read_it_and_again_if_it_changed() -> None:
    people = await founded()
    await give("chair", people.ada, lasting=90 * DAY)
    await give("chair", people.cy, at=NOW + 90 * DAY)
    with pytest.raises(NotFound):
        await service.have_read("chair", people.cy.id, now=NOW)
    await service.write_note("chair", people.ada.id, "Begin on time.", after=0, now=NOW)
    for _ in range(2):
        await service.have_read("chair", people.cy.id, now=NOW)
    assert await NoteReading.all().count() == 1
    assert await notes.readers("chair", 1) == [people.cy.id]
    assert (await notes.reader_of("chair", people.cy.id, now=NOW)).has_read
    await service.write_note("chair", people.ada.id, "Begin early.", after=1, now=NOW)
    assert not (await notes.reader_of("chair", people.cy.id, now=NOW)).has_read
    with pytest.raises(NotFound):
        await service.have_read("chair", people.ada.id, now=NOW)


async def test_a_deputy_reads_and_writes_while_they_act_and_not_after() -> None:
    people = await founded()
    await give("coordinator", people.bo)
    await goes_away("coordinator", people.bo, people.cy, weeks=4)
    await service.write_note("coordinator", people.cy.id, "The boiler hums.", after=0, now=NOW)
    assert (await notes.reader_of("coordinator", people.bo.id, now=NOW)).writes
    with pytest.raises(NotFound):
        await notes.reader_of("coordinator", people.cy.id, now=NOW + 4 * WEEK)


@pytest.mark.parametrize("how", ["steps back", "leaves", "ends"])
async def test_a_notebook_closes_for_whoever_holds_the_role_no_more(how: str) -> None:
    people = await founded()
    mandate = await give("coordinator", people.bo)
    later = NOW + DAY
    if how == "steps back":
        await service.step_back(mandate.ref, people.bo.id, now=NOW)
    elif how == "leaves":
        await members.leave(people.bo.id, now=NOW)
    else:
        later = mandate.ends_at
    with pytest.raises(NotFound):
        await notes.reader_of("coordinator", people.bo.id, now=later)


async def test_two_who_write_at_once_do_not_overwrite_each_other() -> None:
    people = await founded()
    for one in (people.bo, people.cy):
        await give("coordinator", one)

    async def one(member_id: int) -> bool:
        try:
            await service.write_note(
                "coordinator", member_id, f"From {member_id}", after=0, now=NOW
            )
        except TooLate:
            return False
        return True

    wrote = await asyncio.gather(one(people.bo.id), one(people.cy.id))
    assert sorted(wrote) == [False, True]
    with pytest.raises(TooLate):
        await service.write_note("coordinator", people.bo.id, "Late", after=0, now=NOW)


async def test_only_holders_whose_time_ends_soon_with_an_empty_notebook_are_to_be_asked() -> None:
    people = await founded()
    chair = await give("chair", people.ada, lasting=90 * DAY)
    await give("coordinator", people.bo, lasting=200 * DAY)
    assert await notes.unwritten(MONTH, now=NOW) == []
    soon = NOW + 70 * DAY
    (asked,) = await notes.unwritten(MONTH, now=soon)
    assert (asked.mandate_ref, asked.role, asked.member_id) == (chair.ref, "chair", people.ada.id)
    await members.pause(people.ada.id, now=NOW)
    assert await notes.unwritten(MONTH, now=soon) == []
    await members.resume(people.ada.id)
    await service.write_note("chair", people.ada.id, "Begin on time.", after=0, now=soon)
    assert await notes.unwritten(MONTH, now=soon) == []


async def test_whoever_is_away_is_not_asked_to_write() -> None:
    people = await founded()
    await give("chair", people.ada, lasting=40 * DAY)
    await goes_away("chair", people.ada, people.cy, weeks=3, now=NOW + 15 * DAY)
    assert await notes.unwritten(MONTH, now=NOW + 16 * DAY) == []
