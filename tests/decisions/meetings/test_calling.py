"""Members call a meeting together; nobody has to allow it, and all hear of it in time."""

import asyncio
import json
from collections.abc import Awaitable

import pytest

from club.charter.models import CharterValue
from club.decisions import chores
from club.decisions import service as decisions
from club.decisions.models import AgendaPoint, Meeting, MeetingCaller
from club.decisions.queries.meetings import meeting_page, meetings_page, next_meeting
from club.decisions.rules.meetings import GATHERING, Kind, Stage
from club.decisions.service import meetings
from club.events.models import Helper, Night
from club.events.rules.places import NamesShown
from club.front.queries import home_page
from club.journal.models import JournalEntry
from club.journeys.service import leaving
from club.journeys.service import meetings as journey
from club.kit.errors import Invalid, NotAllowed, NotFound, Refusal, TooLate
from club.members.models import Member
from club.notices.models import Letter, Message
from tests.decisions.life import Life
from tests.decisions.meetings.life import ASKED, DAY, FOR, Gathered, on, seat
from tests.people import NOW


async def told(kind: str) -> list[int]:
    messages = [row.id for row in await Message.filter(kind=kind)]
    return sorted([row.member_id for row in await Letter.filter(message_id__in=messages)])


async def tried(act: Awaitable[object]) -> bool:
    try:
        await act
    except Refusal:
        return False
    return True


async def test_three_of_twelve_are_enough_to_ask_and_the_committee_is_told(
    twelve: list[int],
) -> None:
    await seat("chair", twelve[11])
    gathered = Gathered(twelve)

    row = await gathered.asked(2)
    assert row.asked_at is None
    assert await meetings.join_in(row.ref, twelve[2], now=NOW)

    row = await gathered.row()
    assert row.asked_at == NOW
    assert json.loads((await JournalEntry.get(kind="meeting_asked")).body) == {"callers": 3}
    assert await told("meeting-asked") == sorted([*twelve[:3], twelve[11]])


async def test_asking_twice_counts_once_and_many_at_once_too(twelve: list[int]) -> None:
    row = await Gathered(twelve).asked(1)

    await asyncio.gather(*(meetings.join_in(row.ref, twelve[1], now=NOW) for _ in range(5)))

    assert await MeetingCaller.filter(meeting_id=row.id).count() == 2
    await asyncio.gather(*(tried(meetings.join_in(row.ref, each, now=NOW)) for each in twelve[2:6]))
    assert await JournalEntry.filter(kind="meeting_asked").count() == 1


async def test_only_whoever_has_a_vote_asks(twelve: list[int], newcomer: int) -> None:
    with pytest.raises(NotAllowed):
        await meetings.ask(newcomer, ASKED, now=NOW)
    assert not await Meeting.exists()
    row = await Gathered(twelve).asked(1)
    with pytest.raises(NotAllowed):
        await meetings.join_in(row.ref, newcomer, now=NOW)
    with pytest.raises(NotFound):
        await meetings.join_in("nothing", twelve[3], now=NOW)


async def test_a_caller_who_has_left_does_not_count(twelve: list[int]) -> None:
    row = await Gathered(twelve).asked(2)
    await leaving.leave(await Member.get(id=twelve[1]), now=NOW)

    assert not await meetings.join_in(row.ref, twelve[2], now=NOW)
    assert await meetings.join_in(row.ref, twelve[3], now=NOW)


async def test_whoever_asked_takes_it_back_and_the_first_one_for_all(twelve: list[int]) -> None:
    row = await Gathered(twelve).asked(2)
    await meetings.leave_out(row.ref, twelve[1], now=NOW)
    with pytest.raises(NotFound):
        await meetings.leave_out(row.ref, twelve[1], now=NOW)

    await meetings.leave_out(row.ref, twelve[0], now=NOW)

    page = await meeting_page(row.ref, twelve[5], now=NOW)
    assert page.stage is Stage.WITHDRAWN
    with pytest.raises(TooLate):
        await meetings.join_in(row.ref, twelve[3], now=NOW)


async def test_what_too_few_ask_for_lapses_by_itself(twelve: list[int]) -> None:
    row = await Gathered(twelve).asked(2)
    late = NOW + GATHERING

    with pytest.raises(TooLate):
        await meetings.join_in(row.ref, twelve[2], now=late)
    assert (await meeting_page(row.ref, twelve[5], now=late)).stage is Stage.LAPSED


async def test_the_committee_sets_the_day_and_everybody_is_told_by_message_and_first_page(
    twelve: list[int], newcomer: int
) -> None:
    row = await Gathered(twelve).called(days=20)

    assert await told("meeting-called") == sorted([*twelve, newcomer])
    assert row.needed == 5
    said = json.loads((await JournalEntry.get(kind="meeting_called")).body)
    assert (said["needed"], said["second"]) == (5, False)
    card = await next_meeting(NOW)
    assert card is not None
    assert card.href == row.path
    home = await home_page(newcomer, now=NOW)
    assert home.meeting is not None
    assert home.meeting.purpose == FOR


async def test_the_meeting_is_a_night_of_the_calendar_without_names(twelve: list[int]) -> None:
    row = await Gathered(twelve).called()

    night = await Night.get(ref=row.night)
    assert night.starts_at == row.starts_at
    assert night.names_shown is NamesShown.NOBODY
    assert row.path in night.text
    assert FOR not in (night.title, night.text)
    assert (await Helper.get(night_id=night.id)).member_id == twelve[11]


async def test_nobody_else_sets_the_day_while_it_is_the_committees_turn(twelve: list[int]) -> None:
    row = await Gathered(twelve).asked()
    for each in (twelve[0], twelve[7]):
        with pytest.raises(NotAllowed):
            await journey.set_day(row.ref, each, on(NOW, 20), now=NOW)


async def test_those_who_asked_call_it_themselves_if_the_committee_lets_its_time_go_by(
    twelve: list[int],
) -> None:
    row = await Gathered(twelve).asked()
    late = NOW + 21 * DAY

    with pytest.raises(NotAllowed):
        await journey.set_day(row.ref, twelve[7], on(late, 20), now=late)
    await journey.set_day(row.ref, twelve[1], on(late, 20), now=late)

    assert (await Meeting.get(ref=row.ref)).called_by_id == twelve[1]


async def test_after_ninety_days_nobody_can_set_a_day_any_more(twelve: list[int]) -> None:
    row = await Gathered(twelve).asked()
    await seat("chair", twelve[11])

    with pytest.raises(TooLate):
        await journey.set_day(row.ref, twelve[11], on(NOW, 110), now=NOW + 90 * DAY)


@pytest.mark.parametrize(("days", "why"), [(13, "14 days before"), (91, "later than")])
async def test_a_day_is_neither_sooner_than_the_notice_nor_too_far_away(
    twelve: list[int], days: int, why: str
) -> None:
    row = await Gathered(twelve).asked()
    await seat("chair", twelve[11])

    with pytest.raises(Invalid, match=why) as refused:
        await journey.set_day(row.ref, twelve[11], on(NOW, days), now=NOW)
    assert refused.value.field == "starts"
    assert not await Night.exists()


async def test_two_who_set_the_day_at_once_set_one(twelve: list[int]) -> None:
    row = await Gathered(twelve).asked()
    for role, who in (("chair", twelve[11]), ("secretary", twelve[10])):
        await seat(role, who)

    did = await asyncio.gather(
        *(tried(journey.set_day(row.ref, each, on(NOW, 20), now=NOW)) for each in twelve[10:])
    )

    assert sum(did) == 1
    assert await Night.all().count() == 1
    assert await JournalEntry.filter(kind="meeting_called").count() == 1


async def test_the_charter_says_how_many_must_ask_and_be_there(twelve: list[int]) -> None:
    for key, value in (("egm.requisition", "20"), ("quorum.meeting_least", "7")):
        await CharterValue.create(
            key=key, version=1, value_json=value, decision_ref="x", adopted_at=NOW,
            effective_at=NOW,
        )  # fmt: skip
    gathered = Gathered(twelve)
    assert (await gathered.asked(2)).asked_at is None
    page = await meeting_page(gathered.ref, twelve[5], now=NOW)
    assert page.asking is not None
    assert page.asking.needed == 3

    await seat("chair", twelve[11])
    await meetings.join_in(gathered.ref, twelve[2], now=NOW)
    await journey.set_day(gathered.ref, twelve[11], on(NOW, 20), now=NOW)
    assert (await gathered.row()).needed == 7


async def test_however_many_are_asked_for_the_one_that_is_called_stays_on_the_list(
    twelve: list[int],
) -> None:
    row = await Gathered(twelve).called()
    for _ in range(31):
        await meetings.ask(twelve[0], ASKED, now=NOW)

    page = await meetings_page(twelve[5], now=NOW)

    assert len(page.asked) == 30
    assert [each.href for each in page.coming] == [row.path]


async def test_whoever_rests_is_not_needed_there(twelve: list[int]) -> None:
    await Member.filter(id__in=twelve[3:9]).update(paused_at=NOW)

    assert (await Gathered(twelve).called()).needed == 5
    assert (await meetings_page(twelve[3], now=NOW)).coming


async def test_the_committee_calls_the_yearly_meeting_three_weeks_before(
    twelve: list[int],
) -> None:
    await seat("chair", twelve[11])
    with pytest.raises(NotAllowed):
        await journey.call_yearly(twelve[0], "The year", on(NOW, 30), now=NOW)
    with pytest.raises(Invalid, match="21 days"):
        await journey.call_yearly(twelve[11], "The year", on(NOW, 20), now=NOW)
    assert not (await meetings_page(twelve[0], now=NOW)).late  # nobody founded it long ago
    founded = NOW - 500 * DAY
    await decisions.record_founding("Found it?", "", twelve[:3], "UTC", now=founded)
    assert (await meetings_page(twelve[0], now=NOW)).late

    ref = await journey.call_yearly(twelve[11], "The year", on(NOW, 30), now=NOW)

    row = await Meeting.get(ref=ref)
    assert (row.kind, await Meeting.all().count()) == (Kind.YEARLY, 1)
    assert not (await meetings_page(twelve[0], now=NOW)).late


# THE AGENDA


async def test_members_bring_points_and_questions_that_are_not_decided(
    twelve: list[int], newcomer: int
) -> None:
    row = await Gathered(twelve).called()
    question = await Life(twelve).noticed()

    await meetings.add_point(row.ref, newcomer, "Tea", "More of it.", now=NOW)
    for _ in range(2):
        await meetings.add_decision(row.ref, twelve[4], question.ref, now=NOW)

    page = await meeting_page(row.ref, newcomer, now=NOW)
    assert [each.words for each in page.points] == [
        "The rent", "Another hall", "Tea", question.question,
    ]  # fmt: skip
    assert [each.business for each in page.points] == [True, True, False, False]
    assert page.points[3].href == question.path


async def test_what_is_decided_or_unknown_is_no_point(twelve: list[int]) -> None:
    row = await Gathered(twelve).called()
    closed = await Life(twelve).close((await Life(twelve).voting())[0])

    for ref in (closed.ref, "nothing", ""):
        with pytest.raises(Invalid):
            await meetings.add_decision(row.ref, twelve[4], ref, now=NOW)


async def test_ones_own_point_is_taken_back_and_no_other(twelve: list[int]) -> None:
    row = await Gathered(twelve).called()
    await meetings.add_point(row.ref, twelve[4], "Tea", "", now=NOW)
    tea = await AgendaPoint.get(words="Tea")
    rent = await AgendaPoint.get(words="The rent")

    for who, point in ((twelve[5], tea), (twelve[0], rent)):
        with pytest.raises(NotFound):
            await meetings.drop_point(row.ref, point.ref, who, now=NOW)
    await meetings.drop_point(row.ref, tea.ref, twelve[4], now=NOW)

    assert not await AgendaPoint.filter(words="Tea").exists()


async def test_the_agenda_goes_out_once_a_week_before_and_stands_then(twelve: list[int]) -> None:
    row = await Gathered(twelve).called(days=20)
    assert row.closes_at is not None
    assert row.starts_at is not None
    assert row.closes_at == row.starts_at - 7 * DAY
    assert await chores.meetings_due(row.closes_at - DAY) == 0

    assert await chores.meetings_due(row.closes_at) == 1
    assert await chores.meetings_due(row.closes_at) == 0

    said = json.loads((await JournalEntry.get(kind="agenda")).body)
    assert said["points"] == 2
    assert len(said["sha256"]) == 64
    assert await told("meeting-agenda") == sorted(twelve)
    with pytest.raises(TooLate):
        await meetings.add_point(row.ref, twelve[4], "Late", "", now=row.closes_at)


async def test_nobody_brings_points_to_a_meeting_that_is_not_called(twelve: list[int]) -> None:
    row = await Gathered(twelve).asked()

    with pytest.raises(TooLate):
        await meetings.add_point(row.ref, twelve[4], "Tea", "", now=NOW)
    with pytest.raises(NotFound):
        await meetings.add_point("nothing", twelve[4], "Tea", "", now=NOW)
