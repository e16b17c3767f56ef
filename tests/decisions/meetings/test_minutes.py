"""Minutes: written by whoever was chosen, read and corrected by all, fixed by a later meeting."""

import asyncio
import hashlib
import json
from datetime import timedelta

import pytest

from club.decisions import chores
from club.decisions.models import AgendaPoint, Correction, Meeting, Minutes
from club.decisions.queries.meetings import meeting_page, minutes_page
from club.decisions.rules.meetings import Kind
from club.decisions.service import meetings
from club.journal.models import JournalEntry
from club.journeys.service import leaving
from club.journeys.service import meetings as journey
from club.kit.errors import NotAllowed, NotFound, Refusal, TooLate
from club.members.models import Member
from club.notices.models import Letter, Message
from tests.decisions.meetings.life import DAY, Gathered, on

SAID = "We spoke of the rent. Six of us want to keep the hall."


async def told(kind: str) -> list[int]:
    messages = [row.id for row in await Message.filter(kind=kind)]
    return sorted([row.member_id for row in await Letter.filter(message_id__in=messages)])


async def written(gathered: Gathered) -> Meeting:
    """A meeting that was held, with minutes that all can read."""
    row = await gathered.held()
    now = gathered.now
    await meetings.write(row.ref, gathered.members[3], SAID, 0, propose=True, now=now)
    return await gathered.row()


async def held_later(gathered: Gathered) -> Meeting:
    """A meeting of another kind, a month after the first, that is held too."""
    later = await opened_later(gathered)
    assert await later.counted(6)
    return await later.row()


async def opened_later(gathered: Gathered) -> Gathered:
    """A meeting of another kind at its hour, a month after the first."""
    now = gathered.now + DAY
    ref = await journey.call_yearly(gathered.members[-1], "The year", on(now, 30), now=now)
    later = Gathered(gathered.members, ref)
    row = await later.row()
    assert row.closes_at is not None
    assert row.starts_at is not None
    await meetings.send_agenda(row.id, now=row.closes_at)
    later.now = gathered.now = row.starts_at
    return later


async def test_whoever_was_chosen_writes_and_all_are_told_once_it_is_shown(
    twelve: list[int],
) -> None:
    gathered = Gathered(twelve)
    row = await gathered.held()
    writer = twelve[3]
    await meetings.write(row.ref, writer, "We spoke.", 0, propose=False, now=gathered.now)
    assert (await minutes_page(row.ref, twelve[7])).words == ""
    assert (await minutes_page(row.ref, writer)).words == "We spoke."

    for base in (1, 2):
        await meetings.write(row.ref, writer, SAID, base, propose=True, now=gathered.now)

    assert (await minutes_page(row.ref, twelve[7])).words == SAID
    assert await told("meeting-minutes") == sorted(twelve)
    assert await Minutes.all().count() == 3


async def test_nobody_else_writes_and_nobody_writes_over_a_newer_version(
    twelve: list[int],
) -> None:
    gathered = Gathered(twelve)
    row = await gathered.held()
    with pytest.raises(NotAllowed):
        await meetings.write(row.ref, twelve[4], SAID, 0, propose=True, now=gathered.now)

    async def save(words: str) -> bool:
        try:
            await meetings.write(row.ref, twelve[3], words, 0, propose=False, now=gathered.now)
        except Refusal:
            return False
        return True

    assert sum(await asyncio.gather(*(save(f"Version {n}") for n in range(5)))) == 1
    with pytest.raises(TooLate, match="newer"):
        await meetings.write(row.ref, twelve[3], SAID, 0, propose=True, now=gathered.now)


async def test_a_meeting_that_was_not_held_has_no_minutes(twelve: list[int]) -> None:
    row = await Gathered(twelve).opened()

    for ref in (row.ref, "nothing"):
        with pytest.raises(NotFound):
            await meetings.write(ref, twelve[3], SAID, 0, propose=True, now=row.created_at)
        with pytest.raises(NotFound):
            await minutes_page(ref, twelve[3])


async def test_any_member_says_what_they_would_put_otherwise(
    twelve: list[int], newcomer: int
) -> None:
    gathered = Gathered(twelve)
    row = await gathered.held()
    with pytest.raises(NotFound):
        await meetings.correct(row.ref, newcomer, "Hm.", now=gathered.now)
    await meetings.write(row.ref, twelve[3], SAID, 0, propose=True, now=gathered.now)

    await meetings.correct(row.ref, newcomer, "We were seven.", now=gathered.now)

    page = await minutes_page(row.ref, twelve[8])
    assert [(each.words, each.n) for each in page.corrections] == [("We were seven.", 1)]
    assert await told("meeting-corrected") == [twelve[3]]


async def test_minutes_that_are_late_are_asked_for_once_and_can_be_handed_back(
    twelve: list[int],
) -> None:
    gathered = Gathered(twelve)
    row = await gathered.held()
    late = gathered.now + 7 * DAY
    assert await chores.meetings_due(late - DAY) == 0
    assert await chores.meetings_due(late) == 1
    assert await chores.meetings_due(late) == 0
    assert await told("meeting-late") == [twelve[3]]

    with pytest.raises(TooLate):
        await meetings.take_over(row.ref, twelve[6])
    with pytest.raises(NotFound):
        await meetings.hand_back(row.ref, twelve[6])
    await meetings.hand_back(row.ref, twelve[3])
    await meetings.take_over(row.ref, twelve[6])

    await meetings.write(row.ref, twelve[6], SAID, 0, propose=True, now=late)
    assert (await minutes_page(row.ref, twelve[8])).words == SAID


async def test_minutes_of_whoever_has_left_are_taken_on_by_one_other(twelve: list[int]) -> None:
    gathered = Gathered(twelve)
    row = await gathered.held()
    await leaving.leave(await Member.get(id=twelve[3]), now=gathered.now)
    assert (await minutes_page(row.ref, twelve[8])).nobody

    async def take(member_id: int) -> bool:
        try:
            await meetings.take_over(row.ref, member_id)
        except TooLate:
            return False
        return True

    assert sum(await asyncio.gather(*(take(each) for each in twelve[4:9]))) == 1


async def test_the_next_meeting_has_them_on_its_agenda_by_itself(twelve: list[int]) -> None:
    gathered = Gathered(twelve)
    row = await written(gathered)

    later = await held_later(gathered)

    (point,) = await AgendaPoint.filter(meeting_id=later.id)
    assert point.minutes_of_id == row.id
    page = await meeting_page(later.ref, twelve[8], now=gathered.now)
    assert page.points[0].href == f"{row.path}/minutes"


async def test_a_second_meeting_has_them_on_its_agenda_too_and_nobody_is_told_twice(
    twelve: list[int],
) -> None:
    gathered = Gathered(twelve)
    row = await written(gathered)
    later = await opened_later(gathered)
    later.now += timedelta(minutes=30)
    assert not await later.counted(2)
    assert len(await told("meeting-agenda")) == 24

    assert await chores.meetings_due(later.now) == 1

    second = await Meeting.get(kind=Kind.SECOND)
    points = await AgendaPoint.filter(meeting_id=second.id).order_by("id")
    assert [each.minutes_of_id for each in points] == [row.id]
    assert len(await told("meeting-agenda")) == 24


async def test_two_members_say_that_a_later_meeting_agreed_and_the_record_binds_the_words(
    twelve: list[int],
) -> None:
    gathered = Gathered(twelve)
    row = await written(gathered)
    with pytest.raises(TooLate, match="next meeting"):
        await meetings.say_agreed(row.ref, twelve[5], 1)
    later = await held_later(gathered)
    with pytest.raises(TooLate):
        await meetings.agree(row.ref, twelve[6], 1, now=gathered.now)

    await meetings.say_agreed(row.ref, twelve[5], 1)
    with pytest.raises(NotAllowed):
        await meetings.agree(row.ref, twelve[5], 1, now=gathered.now)
    await meetings.agree(row.ref, twelve[6], 1, now=gathered.now)

    said = json.loads((await JournalEntry.get(kind="minutes")).body)
    assert said["sha256"] == hashlib.sha256(SAID.encode()).hexdigest()
    assert (said["version"], said["agreed_in"]) == (1, later.thing)
    page = await minutes_page(row.ref, twelve[8])
    assert page.seal == said["sha256"]
    assert page.later == later.path


async def test_who_counted_is_forgotten_once_the_minutes_are_fixed(twelve: list[int]) -> None:
    gathered = Gathered(twelve)
    row = await written(gathered)
    page = await meeting_page(row.ref, twelve[8], now=gathered.now)
    assert len(page.counted) == 2
    await held_later(gathered)

    await meetings.say_agreed(row.ref, twelve[5], 1)
    await meetings.agree(row.ref, twelve[6], 1, now=gathered.now)

    fixed = await gathered.row()
    assert (fixed.counted_by_id, fixed.confirmed_by_id, fixed.recorder_id) == (None, None, None)
    assert fixed.present == 6
    assert (await meeting_page(row.ref, twelve[8], now=gathered.now)).counted == ()
    assert len((await minutes_page(row.ref, twelve[8])).vouched) == 2
    for kind in ("meeting_held", "minutes"):
        assert {each.actor for each in await JournalEntry.filter(kind=kind)} == {None}


async def test_no_name_of_who_was_there_stays_longer_than_sixty_days(twelve: list[int]) -> None:
    gathered = Gathered(twelve)
    row = await written(gathered)
    held = gathered.now
    later = await held_later(gathered)
    await meetings.say_agreed(row.ref, twelve[5], 1)
    await meetings.agree(row.ref, twelve[6], 1, now=gathered.now)
    soon = gathered.now + 59 * DAY

    assert await meetings.forget_names(now=soon) == 0
    assert await meetings.forget_names(now=soon + DAY) == 2
    assert await meetings.forget_names(now=soon + DAY) == 0

    assert held < gathered.now
    assert (await Meeting.get(id=later.id)).counted_by_id is None
    assert (await gathered.row()).fixed_by_id is None


async def test_a_meeting_agrees_only_to_what_could_be_read_before(twelve: list[int]) -> None:
    gathered = Gathered(twelve)
    row = await gathered.held()
    await held_later(gathered)
    await meetings.write(row.ref, twelve[3], SAID, 0, propose=True, now=gathered.now + DAY)

    with pytest.raises(TooLate, match="next meeting"):
        await meetings.say_agreed(row.ref, twelve[5], 1)


async def test_words_that_changed_since_are_read_again_first(twelve: list[int]) -> None:
    gathered = Gathered(twelve)
    row = await written(gathered)
    await held_later(gathered)
    await meetings.say_agreed(row.ref, twelve[5], 1)

    await meetings.write(row.ref, twelve[3], "Otherwise.", 1, propose=True, now=gathered.now)

    for version in (1, 2):
        with pytest.raises(TooLate, match="changed"):
            await meetings.agree(row.ref, twelve[6], version, now=gathered.now)
    assert (await gathered.row()).fixed_at is None


async def test_fixed_minutes_change_no_more_and_are_fixed_once(twelve: list[int]) -> None:
    gathered = Gathered(twelve)
    row = await written(gathered)
    await held_later(gathered)
    await meetings.say_agreed(row.ref, twelve[5], 1)

    async def agree(member_id: int) -> bool:
        try:
            await meetings.agree(row.ref, member_id, 1, now=gathered.now)
        except Refusal:
            return False
        return True

    assert sum(await asyncio.gather(*(agree(each) for each in twelve[6:11]))) == 1
    assert await JournalEntry.filter(kind="minutes").count() == 1
    for act in (
        meetings.write(row.ref, twelve[3], "No.", 1, propose=True, now=gathered.now),
        meetings.correct(row.ref, twelve[8], "No.", now=gathered.now),
        meetings.say_agreed(row.ref, twelve[8], 1),
        meetings.hand_back(row.ref, twelve[3]),
        meetings.take_over(row.ref, twelve[8]),
    ):
        with pytest.raises(TooLate, match="fixed"):
            await act
    assert await Minutes.filter(meeting_id=row.id).count() == 1
    assert not await Correction.exists()
