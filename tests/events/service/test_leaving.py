"""A member who leaves while others leave, and while nights are written down."""

import asyncio
from datetime import timedelta

import pytest

from club.events.models import Answer, Helper, Night, SeriesAnswer, SeriesHelper, Slot, SlotTake
from club.events.rules.places import Part
from club.events.rules.seats import Want
from club.events.rules.slots import SlotKind
from club.events.service.answers import answer
from club.events.service.series import materialise
from club.journeys.service.leaving import leave
from club.kit.errors import NotAllowed
from tests.events.nights import EVENING, NOW, a_night, a_series, holds
from tests.people import Cast

DAY = timedelta(days=1)


async def test_two_who_leave_at_once_never_wait_for_each_other(cast: Cast) -> None:
    ada, cy = cast.ada.id, cast.cy.id
    for _ in range(6):
        first, second = await a_night(), await a_night(starts_at=EVENING + DAY)
        for night, comes, hosts in ((first, cy, ada), (second, ada, cy)):
            await answer(night.ref, comes, Want.COMING, now=NOW)
            await Helper.create(night_id=night.id, member_id=hosts, part=Part.HOST)
            lift = await Slot.create(
                night_id=night.id, kind=SlotKind.LIFT, need=2, taken=1, by_id=hosts
            )
            await SlotTake.create(slot_id=lift.id, member_id=comes)
    await asyncio.gather(leave(cast.ada, now=NOW), leave(cast.cy, now=NOW))
    assert not await Answer.all().exists()
    for night in await Night.all():
        await holds(night)


async def test_nights_that_are_written_while_a_member_leaves_do_not_name_them(cast: Cast) -> None:
    series, _first = await a_series(NOW)
    cy = cast.cy.id
    await SeriesAnswer.create(
        series_id=series.id, member_id=cy, want=Want.COMING, created_at=NOW, told_at=NOW,
        until=NOW + 180 * DAY,
    )  # fmt: skip
    await SeriesHelper.create(series_id=series.id, member_id=cy, part=Part.DOOR)
    await asyncio.gather(materialise(series.id, now=NOW + 30 * DAY), leave(cast.cy, now=NOW))
    assert not await Answer.filter(member_id=cy).exists()
    assert not await Helper.filter(member_id=cy).exists()


async def test_an_answer_sent_while_its_member_leaves_keeps_no_seat(cast: Cast) -> None:
    nights = [await a_night() for _ in range(8)]
    said = (answer(night.ref, cast.cy.id, Want.COMING, now=NOW) for night in nights)
    await asyncio.gather(leave(cast.cy, now=NOW), *said, return_exceptions=True)
    assert not await Answer.filter(member_id=cast.cy.id).exists()
    for night in nights:
        await holds(night)
    with pytest.raises(NotAllowed):
        await answer(nights[0].ref, cast.cy.id, Want.COMING, now=NOW)
