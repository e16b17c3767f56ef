"""A meeting is held when two say that enough are there; else it is put off, once."""

import asyncio
import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from club.decisions.models import AgendaPoint, Meeting
from club.decisions.queries.meetings import meeting_page
from club.decisions.rules.effects import SetRule
from club.decisions.rules.meetings import Ending, Kind, Stage
from club.decisions.service import meetings
from club.events.models import Night
from club.journal.models import JournalEntry
from club.journeys import chores
from club.journeys.service import meetings as journey
from club.kit.errors import Invalid, NotAllowed, NotFound, Refusal, TooLate
from club.notices.models import Letter, Message
from club.roles import service as roles
from tests import people
from tests.decisions.life import Life
from tests.decisions.meetings.life import DAY, Gathered

WAITED = timedelta(minutes=30)


async def test_two_who_are_there_say_how_many_and_the_meeting_is_held(twelve: list[int]) -> None:
    gathered = Gathered(twelve)
    row = await gathered.held(present=6)

    assert (row.present, row.needed, row.recorder_id) == (6, 5, twelve[3])
    said = json.loads((await JournalEntry.get(kind="meeting_held")).body)
    assert said == {"needed": 5, "present": 6}
    page = await meeting_page(row.ref, twelve[9], now=gathered.now)
    assert page.stage is Stage.HELD
    (letter,) = await Letter.filter(message_id=(await Message.get(kind="meeting-writes")).id)
    assert letter.member_id == twelve[3]


async def test_nothing_says_who_was_there_or_who_was_not(twelve: list[int]) -> None:
    await Gathered(twelve).held()

    columns = set(Meeting._meta.fields_db_projection.values())
    assert not {each for each in columns if "absent" in each or "attend" in each}
    held = await JournalEntry.get(kind="meeting_held")
    assert "member" not in held.body
    assert held.actor is None


async def test_nobody_confirms_their_own_number_or_another_than_was_said(
    twelve: list[int],
) -> None:
    gathered = Gathered(twelve)
    await gathered.opened()
    with pytest.raises(TooLate):
        await journey.count(gathered.ref, twelve[2], 6, now=gathered.now)
    await meetings.say_count(gathered.ref, twelve[1], 6, twelve[3], now=gathered.now)

    with pytest.raises(NotAllowed):
        await journey.count(gathered.ref, twelve[1], 6, now=gathered.now)
    with pytest.raises(TooLate):
        await journey.count(gathered.ref, twelve[2], 7, now=gathered.now)
    assert (await gathered.row()).held_at is None


async def test_ten_confirm_at_once_and_it_is_held_once(twelve: list[int]) -> None:
    gathered = Gathered(twelve)
    await gathered.opened()
    await meetings.say_count(gathered.ref, twelve[1], 6, twelve[3], now=gathered.now)

    async def confirm(member_id: int) -> bool:
        try:
            return await journey.count(gathered.ref, member_id, 6, now=gathered.now)
        except Refusal:
            return False

    assert sum(await asyncio.gather(*(confirm(each) for each in twelve[2:]))) == 1
    assert await JournalEntry.filter(kind="meeting_held").count() == 1


async def test_those_who_are_too_few_wait_before_they_give_up(twelve: list[int]) -> None:
    gathered = Gathered(twelve)
    await gathered.opened()

    with pytest.raises(Invalid, match="Wait 30 minutes"):
        await meetings.say_count(gathered.ref, twelve[1], 4, 0, now=gathered.now)
    await meetings.say_count(gathered.ref, twelve[1], 4, 0, now=gathered.now + WAITED)


async def test_whoever_writes_is_a_member_and_is_chosen_where_the_meeting_is_held(
    twelve: list[int],
) -> None:
    gathered = Gathered(twelve)
    await gathered.opened()

    with pytest.raises(Invalid) as refused:
        await meetings.say_count(gathered.ref, twelve[1], 6, 0, now=gathered.now)
    assert refused.value.field == "recorder"


async def test_nobody_is_counted_days_before_or_after(twelve: list[int]) -> None:
    gathered = Gathered(twelve)
    row = await gathered.opened()
    assert row.starts_at is not None

    for when in (row.starts_at - DAY, row.starts_at + DAY):
        with pytest.raises(TooLate):
            await meetings.say_count(row.ref, twelve[1], 6, twelve[3], now=when)
    with pytest.raises(NotFound):
        await meetings.say_count("nothing", twelve[1], 6, twelve[3], now=row.starts_at)


async def test_too_few_put_it_off_by_a_week_and_fewer_are_needed_then(twelve: list[int]) -> None:
    gathered = Gathered(twelve)
    first = await gathered.opened()
    gathered.now += WAITED

    assert not await gathered.counted(4)

    second = await Meeting.get(kind=Kind.SECOND)
    assert first.starts_at is not None
    assert second.starts_at is not None
    assert second.starts_at.date() == (first.starts_at + 7 * DAY).date()
    assert (second.place, second.needed, second.purpose) == (first.place, 5, first.purpose)
    assert (await gathered.row()).ending is Ending.ADJOURNED
    assert (await Night.get(ref=second.night)).starts_at == second.starts_at
    called = [row.id for row in await Message.filter(kind="meeting-called")]
    assert await Letter.filter(message_id__in=called).count() == 24
    page = await meeting_page(first.ref, twelve[9], now=gathered.now)
    assert page.other == second.path
    points = await AgendaPoint.filter(meeting_id=second.id).order_by("id")
    assert [each.words for each in points] == ["The rent", "Another hall"]


async def test_a_large_club_needs_fewer_the_second_time(db: None) -> None:
    _ = db
    await roles.establish("the-founding", by=None, now=people.NOW)
    gathered = Gathered([row.id for row in await people.crowd(30)])
    first = await gathered.opened()
    gathered.now += WAITED

    assert not await gathered.counted(5)

    second = await Meeting.get(kind=Kind.SECOND)
    assert (first.needed, second.needed) == (6, 5)
    assert second.starts_at is not None
    gathered.ref, gathered.now = second.ref, second.starts_at
    assert await gathered.counted(5)


async def test_what_changes_rules_or_removes_people_waits_for_a_full_meeting(
    twelve: list[int],
) -> None:
    gathered = Gathered(twelve)
    row = await gathered.called()
    rule = await Life(twelve).idea(SetRule("sponsors_min", 0, 3, 6))
    tea = await Life(twelve).idea()
    for each in (rule, tea):
        await meetings.add_decision(row.ref, twelve[4], each.ref, now=gathered.now)
    assert row.starts_at is not None
    gathered.now = row.starts_at + WAITED

    assert not await gathered.counted(4)

    second = await Meeting.get(kind=Kind.SECOND)
    carried = await AgendaPoint.filter(meeting_id=second.id).exclude(decision_id=None)
    assert [each.decision_id for each in carried] == [tea.id]


async def test_a_second_meeting_that_fails_is_over(twelve: list[int]) -> None:
    gathered = Gathered(twelve)
    await gathered.opened()
    gathered.now += WAITED
    await gathered.counted(4)
    second = await Meeting.get(kind=Kind.SECOND)
    assert second.starts_at is not None
    gathered.ref, gathered.now = second.ref, second.starts_at + WAITED

    assert not await gathered.counted(3)

    assert await Meeting.all().count() == 2
    assert (await gathered.row()).ending is Ending.FAILED
    assert await JournalEntry.filter(kind="meeting_failed").count() == 1


async def test_the_clock_puts_a_meeting_off_of_which_nobody_says_anything(
    twelve: list[int],
) -> None:
    row = await Gathered(twelve).opened()
    assert row.starts_at is not None

    assert await chores.meet_due(row.starts_at + DAY - timedelta(minutes=1)) == 0
    assert await chores.meet_due(row.starts_at + DAY) == 1
    assert await chores.meet_due(row.starts_at + DAY) == 0

    second = await Meeting.get(kind=Kind.SECOND)
    assert second.starts_at is not None
    assert await Night.filter(ref=second.night).exists()
    assert await chores.meet_due(second.starts_at + DAY) == 1
    assert await Meeting.all().count() == 2


async def test_a_number_that_nobody_confirmed_counts_for_nothing(twelve: list[int]) -> None:
    gathered = Gathered(twelve)
    row = await gathered.opened()
    assert row.starts_at is not None
    await meetings.say_count(row.ref, twelve[1], 9, twelve[3], now=row.starts_at)

    assert await chores.meet_due(row.starts_at + DAY) == 1

    over = await gathered.row()
    assert (over.present, over.counted_by_id, over.recorder_id) == (0, None, None)
    said = json.loads((await JournalEntry.get(kind="meeting_adjourned")).body)
    assert said == {"needed": 5}


async def test_a_clock_that_comes_weeks_late_still_calls_a_meeting_people_can_come_to(
    twelve: list[int],
) -> None:
    row = await Gathered(twelve).opened()
    assert row.starts_at is not None
    late = row.starts_at + 16 * DAY

    assert await chores.meet_due(late) == 1

    second = await Meeting.get(kind=Kind.SECOND)
    assert second.starts_at is not None
    assert second.starts_at >= late + 2 * DAY
    wall = ZoneInfo(second.zone)
    assert second.starts_at.astimezone(wall).time() == row.starts_at.astimezone(wall).time()
