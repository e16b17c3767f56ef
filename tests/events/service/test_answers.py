"""Members answer: the queue is kept, freed seats are given, late words are refused."""

import asyncio
from datetime import timedelta

import pytest

from club.events.models import Answer, Helper, Night
from club.events.queries import seats
from club.events.queries.line import Counted
from club.events.rules.places import Part
from club.events.rules.seats import Seat, Standing, Want
from club.events.service.answers import answer, let_go
from club.events.service.terms import Details
from club.kit.errors import NotFound, TooLate
from club.notices.models import Letter
from tests.events.nights import HOURS, NOW, a_night, by_the_rule, holds, people_numbered


@pytest.fixture(autouse=True)
async def _members(db: None) -> None:
    _ = db
    await people_numbered(40)


ADA, BO, CY, DEE = 1, 2, 3, 4
HOUR = timedelta(hours=1)


async def _told() -> list[int]:
    return [letter.member_id for letter in await Letter.all().order_by("id")]


async def test_a_member_who_says_yes_has_a_seat() -> None:
    night = await a_night(places=2)
    said = await answer(night.ref, CY, Want.COMING, now=NOW)
    assert said.standing == Standing(Seat.SEATED)
    assert (await Night.get(id=night.id)).coming == 1


async def test_a_full_room_makes_the_next_number_one_in_the_queue() -> None:
    night = await a_night(places=1)
    await answer(night.ref, ADA, Want.COMING, now=NOW)
    await answer(night.ref, BO, Want.COMING, now=NOW)
    said = await answer(night.ref, CY, Want.COMING, now=NOW)
    assert said.standing == Standing(Seat.WAITING, 2)


async def test_a_freed_seat_goes_to_the_first_who_waits_and_tells_them() -> None:
    night = await a_night(places=1)
    for member in (ADA, BO, CY):
        await answer(night.ref, member, Want.COMING, now=NOW)
    await answer(night.ref, ADA, Want.NO, now=NOW)
    found = await by_the_rule(night)
    assert [found[member].seat for member in (ADA, BO, CY)] == [
        Seat.AWAY,
        Seat.SEATED,
        Seat.WAITING,
    ]
    assert await _told() == [BO]


async def test_nobody_is_told_when_someone_leaves_the_queue() -> None:
    night = await a_night(places=1)
    for member in (ADA, BO, CY):
        await answer(night.ref, member, Want.COMING, now=NOW)
    await answer(night.ref, BO, Want.MAYBE, now=NOW)
    assert (await by_the_rule(night))[CY] == Standing(Seat.WAITING, 1)
    assert await _told() == []


async def test_saying_yes_again_keeps_the_place_in_the_queue() -> None:
    night = await a_night(places=1)
    for member in (ADA, BO, CY):
        await answer(night.ref, member, Want.COMING, now=NOW)
    said = await answer(night.ref, BO, Want.COMING, Details(named=True), now=NOW + HOUR)
    assert said.standing == Standing(Seat.WAITING, 1)
    assert (await Answer.get(member_id=BO)).named


async def test_who_changes_their_mind_twice_stands_at_the_end() -> None:
    night = await a_night(places=1)
    for member in (ADA, BO):
        await answer(night.ref, member, Want.COMING, now=NOW)
    await answer(night.ref, ADA, Want.NO, now=NOW)
    said = await answer(night.ref, ADA, Want.COMING, now=NOW)
    assert said.standing == Standing(Seat.WAITING, 1)


async def test_a_room_made_smaller_gives_no_freed_seat_away() -> None:
    night = await a_night(places=3)
    for member in (ADA, BO, CY, DEE):
        await answer(night.ref, member, Want.COMING, now=NOW)
    await Night.filter(id=night.id).update(places=1)
    await answer(night.ref, ADA, Want.NO, now=NOW)
    assert (await by_the_rule(night))[DEE] == Standing(Seat.WAITING, 1)
    assert await _told() == []
    await answer(night.ref, BO, Want.NO, now=NOW)
    await answer(night.ref, CY, Want.NO, now=NOW)
    assert await _told() == [DEE]


async def test_an_answer_from_an_offline_phone_does_not_undo_a_later_one() -> None:
    night = await a_night()
    await answer(night.ref, CY, Want.NO, now=NOW)
    late = await answer(night.ref, CY, Want.COMING, Details(client_at=NOW - HOUR), now=NOW + HOUR)
    assert late.kept
    assert late.want is Want.NO
    assert (await Night.get(id=night.id)).coming == 0


async def test_of_two_phones_that_were_offline_the_later_word_stands() -> None:
    night = await a_night()
    first, second = NOW - 2 * HOUR, NOW - HOUR
    await answer(night.ref, CY, Want.NO, Details(client_at=second), now=NOW)
    assert (await answer(night.ref, CY, Want.COMING, Details(client_at=first), now=NOW)).kept
    again = await answer(night.ref, CY, Want.MAYBE, Details(client_at=NOW), now=NOW)
    assert not again.kept


async def test_a_phone_with_a_fast_clock_can_still_be_corrected() -> None:
    night = await a_night()
    await answer(night.ref, CY, Want.NO, Details(client_at=NOW + 5 * HOUR), now=NOW)
    assert not (await answer(night.ref, CY, Want.COMING, now=NOW + HOUR)).kept


async def test_a_night_that_is_over_takes_no_answers_and_leaves_no_trace() -> None:
    night = await a_night()
    with pytest.raises(TooLate):
        await answer(night.ref, CY, Want.COMING, now=night.ends_at)
    assert await Answer.all().count() == 0
    assert (await Night.get(id=night.id)).revision == 0


async def test_a_night_under_way_still_takes_answers() -> None:
    night = await a_night()
    said = await answer(night.ref, CY, Want.COMING, now=night.starts_at + HOURS / 2)
    assert said.standing.seat is Seat.SEATED


async def test_a_night_that_was_called_off_takes_no_answers() -> None:
    night = await a_night()
    await Night.filter(id=night.id).update(cancelled_at=NOW)
    with pytest.raises(TooLate):
        await answer(night.ref, CY, Want.COMING, now=NOW)


async def test_a_night_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound):
        await answer("x" * 26, CY, Want.COMING, now=NOW)


async def test_forty_at_once_for_twelve_places_seat_exactly_twelve() -> None:
    night = await a_night(places=12)
    said = await asyncio.gather(
        *(answer(night.ref, member, Want.COMING, now=NOW) for member in range(1, 41))
    )
    seated = [each for each in said if each.standing.seat is Seat.SEATED]
    numbers = sorted(each.standing.number or 0 for each in said if each not in seated)
    assert len(seated) == 12
    assert numbers == list(range(1, 29))
    found = await by_the_rule(night)
    assert sum(standing.seat is Seat.SEATED for standing in found.values()) == 12


async def test_one_member_answering_on_many_phones_at_once_is_one_answer() -> None:
    night = await a_night(places=12)
    wants = [Want.COMING, Want.MAYBE, Want.NO] * 5
    await asyncio.gather(*(answer(night.ref, CY, want, now=NOW) for want in wants))
    night = await Night.get(id=night.id)
    assert await Answer.all().count() == 1
    assert (night.coming, night.maybe, night.away).count(1) == 1
    assert night.coming + night.maybe + night.away == 1


async def test_a_member_who_leaves_frees_their_seats_and_leaves_no_answer() -> None:
    nights = [await a_night(places=1), await a_night(places=1)]
    over = await a_night(starts_at=NOW - HOURS)
    await Answer.create(
        night_id=over.id, member_id=ADA, want=Want.COMING, turn=1, said_at=NOW - 3 * HOUR
    )
    for night in nights:
        for member in (ADA, BO):
            await answer(night.ref, member, Want.COMING, now=NOW)
    await Helper.create(night_id=nights[0].id, member_id=ADA, part=Part.DOOR)
    assert await let_go(ADA, now=NOW) == 2
    assert await Helper.all().count() == 0
    for night in nights:
        assert await by_the_rule(night) == {BO: Standing(Seat.SEATED)}
        assert (await Night.get(id=night.id)).coming == 1
    assert await _told() == [BO, BO]


async def test_counting_and_the_rule_never_disagree() -> None:
    night = await a_night(places=3)
    words = [Want.COMING] * 6 + [Want.MAYBE, Want.NO, Want.COMING]
    for step, want in enumerate(words * 4):
        said = await answer(night.ref, step * 7 % 11, want, now=NOW)
        found = await by_the_rule(night)
        assert said.standing == found[step * 7 % 11]
        night = await Night.get(id=night.id)
        asked = Counted(night.id, night.starts_at.date(), night.room(), night.queue)
        for member, standing in found.items():
            assert (await seats.views(member, [asked]))[night.id].standing == standing
        await holds(night)
        expected = [m for m, s in found.items() if s.seat in {Seat.SEATED, Seat.MAYBE}]
        assert sorted(await seats.expected(night)) == sorted(expected)


async def test_standings_at_many_nights_are_seen_at_once() -> None:
    asked = []
    for places in (1, 2, None):
        night = await a_night(places=places)
        for member in (ADA, BO, CY):
            await answer(night.ref, member, Want.COMING, now=NOW)
        night = await Night.get(id=night.id)
        asked.append(Counted(night.id, night.starts_at.date(), night.room(), night.queue))
    found = await seats.views(CY, asked)
    stands = [found[each.night_id].standing for each in asked]
    assert stands == [Standing(Seat.WAITING, 2), Standing(Seat.WAITING, 1), Standing(Seat.SEATED)]
    others = await seats.views(DEE, asked)
    assert {others[each.night_id].want for each in asked} == {None}
