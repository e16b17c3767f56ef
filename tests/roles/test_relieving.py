"""The end of a term: powers end at once; a willing last holder looks on for a while."""

import asyncio
from datetime import timedelta

import pytest

from club.charter import service as charter
from club.journal import queries as journal
from club.kit.errors import NotFound
from club.roles import chores, queries, service
from club.roles.models import Mandate
from club.roles.rules import EndKind, Right, Standing
from tests.people import NOW
from tests.roles.offices import DAY, YEAR, founded, give, may

pytestmark = pytest.mark.usefixtures("db")
END = NOW + 90 * DAY
SOON = timedelta(minutes=5)


async def test_without_a_word_from_the_holder_the_role_is_vacant_at_the_end() -> None:
    people = await founded()
    await give("coordinator", people.bo, lasting=90 * DAY)
    await chores.end_due(END)
    assert await queries.mandates(now=END) == []


async def test_a_willing_holder_looks_on_for_as_long_as_agreed_and_no_longer() -> None:
    people = await founded()
    await give("coordinator", people.bo, lasting=90 * DAY)
    await service.be_willing("coordinator", people.bo.id, willing=True, now=NOW)
    assert not await may(people.bo, at=END), "the term ended by the clock"
    await chores.end_due(END + SOON)
    (caretaker,) = await queries.mandates(now=END + SOON)
    assert caretaker.standing is Standing.CARETAKER
    assert (caretaker.decision_ref, caretaker.interim) == ("d2", True)
    assert caretaker.starts_at == END + SOON, "nothing is given for the time before"
    assert caretaker.ends_at == END + 42 * DAY
    assert await may(people.bo, at=END + SOON)
    assert not await may(people.bo, at=END + 42 * DAY)


async def test_caretaking_is_not_followed_by_caretaking() -> None:
    people = await founded()
    await give("coordinator", people.bo, lasting=90 * DAY)
    await service.be_willing("coordinator", people.bo.id, willing=True, now=NOW)
    await chores.end_due(END)
    (caretaker,) = await queries.mandates(now=END)
    with pytest.raises(NotFound):
        await service.be_willing("coordinator", people.bo.id, willing=True, now=END)
    over = END + 42 * DAY
    await chores.end_due(over)
    assert await queries.mandates(now=over) == []
    assert (await Mandate.get(id=caretaker.id)).end_kind is EndKind.CARETAKER_END
    kinds = [entry.kind for entry in await journal.about(f"mandate/{caretaker.ref}")]
    assert kinds == ["mandate_start", "mandate_end"]


async def test_a_caretaker_sends_nobody_away() -> None:
    people = await founded()
    await give("listener", people.bo, lasting=90 * DAY)
    await service.be_willing("listener", people.bo.id, willing=True, now=NOW)
    assert await may(people.bo, Right.PAUSE_MEMBER, at=NOW)
    await chores.end_due(END)
    assert not await may(people.bo, Right.PAUSE_MEMBER, at=END)
    assert await may(people.bo, Right.HIDE_CONTENT, at=END)
    held = await queries.held_by(people.bo.id, now=END)
    assert held.rights == {Right.HIDE_CONTENT}
    assert await queries.holders(Right.PAUSE_MEMBER, now=END) == []


async def test_whoever_takes_their_word_back_is_left_in_peace() -> None:
    people = await founded()
    await give("coordinator", people.bo, lasting=90 * DAY)
    for willing in (True, False):
        await service.be_willing("coordinator", people.bo.id, willing=willing, now=NOW)
    await chores.end_due(END)
    assert await queries.mandates(now=END) == []
    with pytest.raises(NotFound):
        await service.be_willing("coordinator", people.cy.id, willing=True, now=NOW)


async def test_nobody_looks_on_where_somebody_was_chosen() -> None:
    people = await founded()
    await give("chair", people.ada, lasting=90 * DAY)
    await service.be_willing("chair", people.ada.id, willing=True, now=NOW)
    await give("chair", people.cy, at=END)
    await chores.end_due(END)
    assert [each.member_id for each in await queries.mandates(now=END)] == [people.cy.id]


async def test_a_caretaker_goes_when_somebody_who_was_chosen_begins() -> None:
    people = await founded()
    await give("chair", people.ada, lasting=90 * DAY)
    await service.be_willing("chair", people.ada.id, willing=True, now=NOW)
    await chores.end_due(END)
    begins = END + 10 * DAY
    await service.grant(
        "chair", people.cy.id, decision_ref="d3", starts_at=begins, ends_at=begins + YEAR,
        by=None, now=END + 8 * DAY,
    )  # fmt: skip
    assert await may(people.ada, Right.PUBLISH, at=begins - SOON)
    assert [each.member_id for each in await queries.mandates(now=begins)] == [people.cy.id]


async def test_a_caretaker_may_be_chosen_again() -> None:
    people = await founded()
    await give("chair", people.ada, lasting=90 * DAY)
    await service.be_willing("chair", people.ada.id, willing=True, now=NOW)
    await chores.end_due(END)
    await give("chair", people.ada, at=END + DAY)
    (only,) = await queries.mandates(now=END + 2 * DAY)
    assert only.standing is Standing.GIVEN


async def test_a_caretaker_of_a_role_with_room_stays_beside_who_is_chosen() -> None:
    people = await founded()
    await give("coordinator", people.bo, lasting=90 * DAY)
    await service.be_willing("coordinator", people.bo.id, willing=True, now=NOW)
    await chores.end_due(END)
    await give("coordinator", people.cy, at=END + DAY)
    assert len(await queries.mandates(now=END + 2 * DAY)) == 2


async def test_a_caretaker_may_step_back_like_anybody() -> None:
    people = await founded()
    await give("chair", people.ada, lasting=90 * DAY)
    await service.be_willing("chair", people.ada.id, willing=True, now=NOW)
    await chores.end_due(END)
    (caretaker,) = await queries.mandates(now=END)
    await service.step_back(caretaker.ref, people.ada.id, now=END + DAY)
    assert await queries.mandates(now=END + DAY) == []


async def test_whoever_has_left_looks_after_nothing() -> None:
    people = await founded()
    await give("chair", people.ada, lasting=90 * DAY)
    await service.be_willing("chair", people.ada.id, willing=True, now=NOW)
    await service.lay_down_all(people.ada.id, now=NOW + DAY)
    await chores.end_due(END)
    assert await queries.mandates(now=END) == []


async def test_a_club_may_do_without_caretakers() -> None:
    people = await founded()
    await charter.adopt({"caretaker_days": 0}, "d9", by=None, now=NOW)
    await give("chair", people.ada, lasting=90 * DAY)
    await service.be_willing("chair", people.ada.id, willing=True, now=NOW)
    await chores.end_due(END)
    assert await queries.mandates(now=END) == []


async def test_a_clock_that_comes_late_gives_only_what_is_left() -> None:
    people = await founded()
    await give("chair", people.ada, lasting=90 * DAY)
    await service.be_willing("chair", people.ada.id, willing=True, now=NOW)
    await chores.end_due(END + 50 * DAY)
    assert await queries.mandates(now=END + 50 * DAY) == []


async def test_five_clocks_at_once_make_one_caretaker() -> None:
    people = await founded()
    await give("chair", people.ada, lasting=90 * DAY)
    await service.be_willing("chair", people.ada.id, willing=True, now=NOW)
    await asyncio.gather(*(chores.end_due(END) for _ in range(5)))
    assert len(await queries.mandates(now=END)) == 1
