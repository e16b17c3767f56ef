"""By the clock: nights are written ahead, members reminded once, names forgotten."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from club.events import chores, messages
from club.events.messages import around
from club.events.models import Answer, Helper, Night, Series, SeriesHelper
from club.events.queries import due
from club.events.rules.places import Part
from club.events.rules.seats import Want
from club.events.service import after
from club.events.service.answers import answer
from club.events.service.terms import Details
from club.notices import service as notices
from club.notices.models import Letter, Message
from tests.events.nights import EVENING, NOW, ZONE, a_night, people_numbered


@pytest.fixture(autouse=True)
async def _members(db: None) -> None:
    _ = db
    await people_numbered(40)


ADA, BO, CY, DEE = 1, 2, 3, 4
DAY = timedelta(days=1)
SIX_THE_EVENING_BEFORE = datetime(2027, 3, 10, 18, 0, tzinfo=UTC)


async def a_series(first: str = "2027-03-18T18:30", rule: str = "FREQ=WEEKLY;BYDAY=TH") -> Series:
    return await Series.create(
        title="Thursday night",
        zone=ZONE,
        rule=rule,
        first_start=first,
        minutes=120,
        places=12,
        written_at=NOW - 365 * DAY,
    )


async def test_a_series_is_written_eight_weeks_ahead_in_wall_clock_time() -> None:
    await a_series()
    now = datetime(2027, 3, 17, 12, tzinfo=UTC)
    assert await chores.materialise_due(now) == 8
    nights = await Night.all().order_by("starts_at")
    assert [night.starts_at.strftime("%m-%d %H:%M") for night in nights[:4]] == [
        "03-18 18:30",
        "03-25 18:30",
        "04-01 17:30",
        "04-08 17:30",
    ]
    assert {night.ends_at - night.starts_at for night in nights} == {timedelta(hours=2)}
    assert nights[0].series_key == "2027-03-18T18:30"
    assert {night.places for night in nights} == {12}


async def test_writing_ahead_again_writes_only_what_is_new() -> None:
    series = await a_series()
    now = datetime(2027, 3, 17, 12, tzinfo=UTC)
    await chores.materialise_due(now)
    first = await Night.all().order_by("starts_at").first()
    assert first is not None
    await Night.filter(id=first.id).update(starts_at=first.starts_at + timedelta(hours=1))
    assert await chores.materialise_due(now + timedelta(hours=1)) == 0
    assert await chores.materialise_due(now + 7 * DAY) == 1
    assert await Night.filter(series_id=series.id).count() == 9


async def test_nights_are_written_ahead_at_ten_past_three_in_the_morning() -> None:
    await a_series()
    await chores.materialise_due(datetime(2027, 4, 1, 12, tzinfo=UTC))
    early = datetime(2027, 4, 8, 2, 9, tzinfo=UTC)  # the clocks have gone forward since March
    await Series.all().update(written_at=early - DAY + timedelta(minutes=1))
    assert await chores.materialise_due(early) == 0
    assert await chores.materialise_due(early + timedelta(minutes=1)) == 1


async def test_two_clocks_at_once_write_each_night_once() -> None:
    await a_series()
    now = datetime(2027, 3, 17, 12, tzinfo=UTC)
    await asyncio.gather(*(chores.materialise_due(now) for _ in range(5)))
    assert await Night.all().count() == 8


async def test_whoever_helps_with_a_series_helps_with_each_night() -> None:
    series = await a_series()
    await SeriesHelper.create(series_id=series.id, member_id=BO, part=Part.DOOR)
    await chores.materialise_due(datetime(2027, 3, 17, 12, tzinfo=UTC))
    assert await Helper.filter(member_id=BO, part=Part.DOOR).count() == 8


async def test_a_series_that_has_ended_writes_no_more_nights() -> None:
    series = await a_series()
    await Series.filter(id=series.id).update(ended_at=NOW)
    assert await chores.materialise_due(datetime(2027, 3, 17, 12, tzinfo=UTC)) == 0


async def test_those_who_come_are_reminded_once_at_six_the_evening_before() -> None:
    night = await a_night(places=1)
    for member, want in ((ADA, Want.COMING), (BO, Want.COMING), (CY, Want.MAYBE), (DEE, Want.NO)):
        await answer(night.ref, member, want, now=NOW)
    early = SIX_THE_EVENING_BEFORE - timedelta(seconds=1)
    assert await chores.remind_due(early) == 0
    assert await chores.remind_due(SIX_THE_EVENING_BEFORE) == 2
    assert await chores.remind_due(SIX_THE_EVENING_BEFORE + timedelta(minutes=1)) == 0
    assert {letter.member_id for letter in await Letter.all()} == {ADA, CY}


async def test_two_clocks_at_once_remind_once() -> None:
    night = await a_night()
    await answer(night.ref, ADA, Want.COMING, now=NOW)
    done = await asyncio.gather(*(chores.remind_due(SIX_THE_EVENING_BEFORE) for _ in range(5)))
    assert sum(done) == 1
    assert await Letter.all().count() == 1


async def test_a_night_that_moves_at_the_moment_of_its_reminder_reminds_at_its_new_eve() -> None:
    night = await a_night(starts_at=EVENING)
    await answer(night.ref, ADA, Want.COMING, now=NOW)
    found = await due.nights_to_remind(SIX_THE_EVENING_BEFORE)
    assert found == [night.id]
    await Night.filter(id=night.id).update(starts_at=EVENING + DAY, ends_at=EVENING + 2 * DAY)
    assert await after.remind(night.id, now=SIX_THE_EVENING_BEFORE) == 0
    assert (await Night.get(id=night.id)).reminded_at is None
    assert await after.remind(night.id, now=SIX_THE_EVENING_BEFORE + DAY) == 1
    assert await after.remind(0, now=SIX_THE_EVENING_BEFORE) == 0


async def test_who_changed_their_mind_in_time_is_not_reminded() -> None:
    night = await a_night()
    await answer(night.ref, ADA, Want.COMING, now=NOW)
    await answer(night.ref, ADA, Want.NO, now=SIX_THE_EVENING_BEFORE)
    assert await chores.remind_due(SIX_THE_EVENING_BEFORE) == 0


async def test_nobody_is_reminded_of_a_night_that_was_called_off_or_has_begun() -> None:
    off, begun = await a_night(), await a_night()
    for night in (off, begun):
        await answer(night.ref, ADA, Want.COMING, now=NOW)
    await Night.filter(id=off.id).update(cancelled_at=NOW)
    assert await chores.remind_due(EVENING) == 0


async def test_a_day_after_the_night_names_are_forgotten_and_numbers_stay() -> None:
    night = await a_night()
    for member, want in ((ADA, Want.COMING), (BO, Want.COMING), (CY, Want.MAYBE)):
        await answer(night.ref, member, want, Details(named=True), now=NOW)
    await Helper.create(night_id=night.id, member_id=BO, part=Part.DOOR)
    due = night.ends_at + DAY
    assert await chores.forget_due(due - timedelta(seconds=1)) == 0
    assert await chores.forget_due(due) == 1
    assert await chores.forget_due(due) == 0
    assert await Answer.all().count() == 0
    assert await Helper.all().count() == 0
    night = await Night.get(id=night.id)
    assert (night.coming, night.maybe, night.away) == (2, 1, 0)


async def test_no_letter_says_a_day_later_who_had_said_what() -> None:
    night, next_week = await a_night(places=1), await a_night(starts_at=EVENING + 7 * DAY)
    for each in (night, next_week):
        for member in (ADA, BO):
            await answer(each.ref, member, Want.COMING, now=NOW)
    await answer(night.ref, ADA, Want.NO, now=NOW)  # so Bo reads that a place is his
    await chores.remind_due(SIX_THE_EVENING_BEFORE)
    about = messages.Told(night.ref, night.title, night.starts_at)
    word = around.word(about, "Bring a cup", night.ref)
    await notices.post(word, [BO], now=NOW, sender_id=CY, power="host")
    paths = [row.message.path for row in await Letter.all().select_related("message")]
    assert paths.count(f"/e/{night.ref}") >= 3
    assert await chores.forget_due(night.ends_at + DAY) == 1
    left = await Letter.filter(message__path=f"/e/{night.ref}")
    assert left == []
    kept = await Message.filter(path=f"/e/{night.ref}")
    assert [(row.sender_id, row.audience) for row in kept] == [(CY, 1)], "the log of words stays"
    await chores.remind_due(EVENING + 6 * DAY)
    assert await Letter.filter(message__path=f"/e/{next_week.ref}").exists(), "no other night's"
