"""A full room: parties, offers with a clock, places for newcomers, and the two queue rules."""

import asyncio
from datetime import date, timedelta

import pytest

from club.events import chores
from club.events.models import Answer, Helper, Night
from club.events.queries import seats
from club.events.queries.line import Counted
from club.events.rules.answered import Answered
from club.events.rules.offers import Moved
from club.events.rules.places import Part
from club.events.rules.seats import QueueRule, Seat, Standing, Want
from club.events.service import offers
from club.events.service.answers import answer, let_go
from club.events.service.line import move_up
from club.events.service.proxies import answer_for, trust
from club.events.service.terms import Details
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from club.members.models import Member
from club.notices.models import Letter, Wish
from tests.events.nights import NOW, a_night, by_the_rule, holds, people_numbered

HOUR = timedelta(hours=1)
ADA, BO, CY, DEE, EVE = 1, 2, 3, 4, 5
ASKS = Details(asks=True)


@pytest.fixture(autouse=True)
async def _members(db: None) -> None:
    _ = db
    await people_numbered(30)
    await Member.all().update(came_before=True)


async def _say(night: Night, member: int, details: Details | None = None) -> Answered:
    return await answer(night.ref, member, Want.COMING, details or Details(), now=NOW)


async def _leave(night: Night, member: int) -> None:
    await answer(night.ref, member, Want.NO, now=NOW)


async def _seat(night: Night, member: int) -> Seat:
    await holds(night)
    return (await by_the_rule(night))[member].seat


async def _told(kind: str) -> list[int]:
    rows = await Letter.filter(message__kind=kind).order_by("id")
    return [row.member_id for row in rows]


# PARTIES


async def test_a_member_may_bring_as_many_as_the_night_allows() -> None:
    night = await a_night(places=4, guests_most=2)
    said = await _say(night, ADA, Details(party=3))
    assert (said.standing.seat, said.party) == (Seat.SEATED, 3)
    night = await Night.get(id=night.id)
    assert (night.coming, night.taken) == (3, 3)


async def test_more_guests_than_allowed_are_refused_at_their_field() -> None:
    night = await a_night(guests_most=1)
    with pytest.raises(Invalid) as refused:
        await _say(night, ADA, Details(party=3))
    assert refused.value.field == "party"
    assert await Answer.all().count() == 0


async def test_a_party_that_does_not_fit_waits_and_the_next_who_fits_comes_in() -> None:
    night = await a_night(places=3, guests_most=3)
    await _say(night, ADA, Details(party=2))
    assert (await _say(night, BO, Details(party=2))).standing == Standing(Seat.WAITING, 1)
    assert (await _say(night, CY)).standing == Standing(Seat.SEATED)
    await holds(night)


async def test_who_was_let_past_a_party_keeps_the_seat_when_the_party_fits() -> None:
    night = await a_night(places=3, guests_most=3)
    await _say(night, ADA, Details(party=2))
    await _say(night, BO, Details(party=2))
    await _say(night, CY)
    await _leave(night, ADA)
    assert await _seat(night, CY) is Seat.SEATED
    assert await _seat(night, BO) is Seat.SEATED
    assert await _told("seat_given") == [BO]


async def test_a_larger_party_is_allowed_if_it_fits_and_else_the_old_one_stands() -> None:
    night = await a_night(places=4, guests_most=3)
    await _say(night, ADA)
    await _say(night, BO)
    assert (await _say(night, ADA, Details(party=3))).party == 3
    said = await _say(night, BO, Details(party=2))
    assert (said.party, said.smaller, said.standing.seat) == (1, True, Seat.SEATED)
    await holds(night)


async def test_a_smaller_party_makes_room_for_those_who_wait() -> None:
    night = await a_night(places=2, guests_most=1)
    await _say(night, ADA, Details(party=2))
    await _say(night, BO)
    await _say(night, ADA, Details(party=1))
    assert await _seat(night, BO) is Seat.SEATED


async def test_who_would_come_with_fewer_is_not_left_waiting() -> None:
    night = await a_night(places=2, guests_most=2)
    await _say(night, ADA)
    said = await _say(night, BO, Details(party=3, fewer=True))
    assert (said.standing.seat, said.smaller) == (Seat.SEATED, True)
    assert (await Night.get(id=night.id)).coming == 2
    await holds(night)


async def test_whoever_hosts_the_night_takes_no_place_of_the_room() -> None:
    night = await a_night(places=1, guests_most=1)
    await Helper.create(night_id=night.id, member_id=ADA, part=Part.HOST)
    await _say(night, ADA)
    assert (await _say(night, BO)).standing.seat is Seat.SEATED
    night = await Night.get(id=night.id)
    assert (night.coming, night.taken) == (2, 1)
    said = await _say(night, ADA, Details(party=2))
    assert (said.party, said.smaller) == (1, True)
    await holds(night)


# OFFERS


async def test_who_asked_to_be_asked_gets_an_offer_that_holds_the_place() -> None:
    night = await a_night(places=1)
    await _say(night, ADA)
    await _say(night, BO, ASKS)
    await _say(night, CY)
    await _leave(night, ADA)
    assert await _seat(night, BO) is Seat.OFFERED
    assert await _seat(night, CY) is Seat.WAITING
    assert (await Answer.get(member_id=BO)).offer_until == NOW + 24 * HOUR, (
        "nine today, three tomorrow"
    )
    assert (await _told("offer"), await _told("seat_given")) == ([BO], [])
    said = await _say(night, BO)
    assert said.standing == Standing(Seat.SEATED)
    await holds(night)


async def test_the_hours_of_an_offer_do_not_run_while_the_member_sleeps() -> None:
    await Wish.create(member_id=BO, quiet_from=13, quiet_to=23, off="")
    night = await a_night(places=1)
    await _say(night, ADA)
    await _say(night, BO, ASKS)
    await _leave(night, ADA)
    assert (await Answer.get(member_id=BO)).offer_until == NOW + 22 * HOUR


async def test_an_offer_passed_on_goes_to_the_next_and_costs_no_place() -> None:
    night = await a_night(places=1)
    await _say(night, ADA)
    await _say(night, BO, ASKS)
    await _say(night, CY)
    await _leave(night, ADA)
    await offers.pass_on(night.ref, BO, now=NOW)
    assert await _seat(night, CY) is Seat.SEATED
    assert (await by_the_rule(night))[BO] == Standing(Seat.WAITING, 1)
    with pytest.raises(TooLate):
        await offers.pass_on(night.ref, BO, now=NOW)
    with pytest.raises(NotFound):
        await offers.pass_on("x" * 26, BO, now=NOW)


async def test_an_offer_that_runs_out_costs_nothing_the_first_time() -> None:
    night = await a_night(places=1)
    await _say(night, ADA)
    await _say(night, BO, ASKS)
    await _say(night, CY, ASKS)
    await _leave(night, ADA)
    late = NOW + 25 * HOUR
    assert await chores.hand_on_due(late) == 1
    assert await _seat(night, CY) is Seat.OFFERED
    assert (await by_the_rule(night))[BO] == Standing(Seat.WAITING, 1)
    assert await _told("keep_place") == []
    assert await chores.hand_on_due(late) == 0, "twice has no second effect"


async def test_after_two_offers_that_ran_out_the_club_asks_kindly() -> None:
    night = await a_night(places=1)
    await _say(night, ADA)
    await _say(night, BO, ASKS)
    await _leave(night, ADA)
    at = NOW
    for _ in range(2):
        at += 24 * HOUR
        await chores.hand_on_due(at)
    assert await _told("keep_place") == [BO]
    await holds(night)
    assert (await Answer.get(member_id=BO)).lapses == 2


async def test_two_clocks_at_once_take_an_offer_back_once() -> None:
    night = await a_night(places=1)
    await _say(night, ADA)
    await _say(night, BO, ASKS)
    await _leave(night, ADA)
    late = NOW + 25 * HOUR
    assert sum(await asyncio.gather(*(offers.run(night.id, now=late) for _ in range(5)))) == 1


async def test_in_the_last_three_hours_all_are_asked_and_the_first_tap_wins() -> None:
    night = await a_night(places=1)
    late = night.starts_at - 2 * HOUR
    await _say(night, ADA)
    for member in (BO, CY, DEE):
        await _say(night, member, ASKS)
    await answer(night.ref, ADA, Want.NO, now=late)
    assert {await _seat(night, member) for member in (BO, CY, DEE)} == {Seat.OFFERED}
    assert await _told("offer") == [BO, CY, DEE]
    assert await chores.hand_on_due(late) == 0
    assert await _told("offer") == [BO, CY, DEE], "nobody is told twice of the same place"
    said = await asyncio.gather(
        *(answer(night.ref, each, Want.COMING, now=late) for each in (CY, BO, DEE))
    )
    assert sorted(each.standing.seat for each in said).count(Seat.SEATED) == 1
    await holds(night)


async def test_a_night_that_was_called_off_offers_nothing() -> None:
    night = await a_night(places=1)
    await _say(night, ADA)
    await _say(night, BO)
    await Night.filter(id=night.id).update(cancelled_at=NOW, places=5)
    assert await offers.run(night.id, now=NOW) == 0
    assert await _seat(night, BO) is Seat.WAITING


# NEWCOMERS AND RULES


async def test_places_kept_for_newcomers_wait_for_them_until_the_last_day() -> None:
    night = await a_night(places=2, first_timers=1)
    await Member.filter(id=DEE).update(came_before=False)
    await _say(night, ADA)
    assert (await _say(night, BO)).standing == Standing(Seat.WAITING, 1)
    assert (await _say(night, DEE)).standing == Standing(Seat.SEATED)
    await holds(night)


async def test_a_newcomer_far_back_in_the_queue_gets_the_place_kept_for_them() -> None:
    night = await a_night(places=1, first_timers=1)
    for member in (ADA, BO, CY, 6, 7, 8):
        await _say(night, member)
    await Member.filter(id=DEE).update(came_before=False)
    assert (await _say(night, DEE)).standing == Standing(Seat.SEATED)


async def test_a_kept_place_that_was_taken_does_not_come_back_when_its_member_is_new_no_more() -> (
    None
):
    night = await a_night(places=3, first_timers=1, guests_most=1)
    await Member.filter(id=DEE).update(came_before=False)
    for member in (DEE, ADA, BO, CY):
        await _say(night, member)
    await Member.filter(id=DEE).update(came_before=True)
    await _leave(night, ADA)
    assert await _seat(night, CY) is Seat.SEATED, "Dee has the place that was kept"
    await _leave(night, CY)
    await _say(night, DEE, Details(party=2))
    await _leave(night, BO)
    await _leave(night, DEE)
    await Member.filter(id=EVE).update(came_before=False)
    for member in (ADA, BO, CY, EVE):
        await _say(night, member)
    assert await _seat(night, CY) is Seat.WAITING, "and gave it back when she left"
    assert await _seat(night, EVE) is Seat.SEATED


async def test_a_host_who_keeps_places_later_counts_who_is_new_and_comes_already() -> None:
    night = await a_night(places=2)
    await Member.filter(id=DEE).update(came_before=False)
    await _say(night, DEE)
    await Night.filter(id=night.id).update(first_timers=1)
    await _say(night, ADA)
    assert await _seat(night, ADA) is Seat.SEATED


async def test_on_the_last_day_what_no_newcomer_wanted_is_given_to_those_who_wait() -> None:
    night = await a_night(places=2, first_timers=1)
    await _say(night, ADA)
    await _say(night, BO)
    await chores.hand_on_due(night.starts_at - 25 * HOUR)
    assert await _seat(night, BO) is Seat.WAITING
    await chores.hand_on_due(night.starts_at - 24 * HOUR)
    assert await _seat(night, BO) is Seat.SEATED
    assert await _told("seat_given") == [BO]


async def test_under_the_other_rule_who_had_no_place_lately_is_next() -> None:
    night = await a_night(places=1, queue=QueueRule.LEAST_RECENT)
    await Member.filter(id=BO).update(seated_until=date(2027, 4, 5))
    await _say(night, ADA)
    await _say(night, BO)
    said = await _say(night, CY)
    assert said.standing == Standing(Seat.WAITING, 1)
    found = await by_the_rule(night)
    asked = Counted(night.id, night.starts_at.date(), night.room(), night.queue)
    for member in (BO, CY):
        assert (await seats.views(member, [asked]))[night.id].standing == found[member]
    await _leave(night, ADA)
    assert await _seat(night, CY) is Seat.SEATED


async def test_whoever_had_a_place_lately_takes_none_that_another_fits_into() -> None:
    """Not even where so many wait that the house looks at the first of them only."""
    night = await a_night(places=3, guests_most=2, queue=QueueRule.LEAST_RECENT)
    await Member.filter(id=EVE).update(seated_until=date(2027, 4, 5))
    two, three = Details(party=2), Details(party=3)
    await _say(night, 10, three)
    for member in (ADA, BO, CY):
        await _say(night, member, two)
    await _say(night, EVE)
    await _say(night, DEE)
    await _leave(night, 10)
    seats_of = [await _seat(night, each) for each in (ADA, BO, CY, DEE, EVE)]
    assert seats_of == [Seat.SEATED, Seat.WAITING, Seat.WAITING, Seat.SEATED, Seat.WAITING]


async def test_a_place_kept_for_a_newcomer_lets_nobody_past_those_behind_them() -> None:
    night = await a_night(places=1, queue=QueueRule.LEAST_RECENT)
    await Member.filter(id=DEE).update(came_before=False)
    await Member.filter(id=BO).update(seated_until=date(2027, 4, 5))
    for member in (ADA, DEE, BO, CY):
        await _say(night, member)
    await Night.filter(id=night.id).update(places=2, first_timers=1)
    await _leave(night, ADA)
    seats_of = [await _seat(night, each) for each in (DEE, CY, BO)]
    assert seats_of == [Seat.SEATED, Seat.SEATED, Seat.WAITING]


async def test_who_had_a_place_is_no_newcomer_and_under_that_rule_had_one_lately() -> None:
    night = await a_night(places=1, queue=QueueRule.LEAST_RECENT)
    await Member.filter(id=DEE).update(came_before=False)
    await _say(night, DEE)
    await _say(night, EVE)
    await chores.forget_due(night.ends_at + 25 * HOUR)
    dee, eve = await Member.get(id=DEE), await Member.get(id=EVE)
    assert dee.came_before
    assert dee.seated_until
    assert dee.seated_until.weekday() == 0
    assert eve.seated_until is None
    await chores.forget_due(night.ends_at + timedelta(days=80))
    assert (await Member.get(id=DEE)).seated_until is None


# ANSWER BY


async def test_after_the_day_for_answers_only_less_is_possible() -> None:
    night = await a_night(guests_most=1, answer_by=NOW + HOUR)
    await _say(night, ADA, Details(party=2))
    late = NOW + 2 * HOUR
    with pytest.raises(TooLate):
        await answer(night.ref, BO, Want.COMING, now=late)
    with pytest.raises(TooLate):
        await answer(night.ref, ADA, Want.MAYBE, now=late)
    said = await answer(night.ref, ADA, Want.COMING, Details(party=1), now=late)
    assert said.party == 1
    assert (await answer(night.ref, BO, Want.NO, now=late)).want is Want.NO


async def test_a_host_may_answer_after_the_day_for_answers() -> None:
    night = await a_night(answer_by=NOW)
    await Helper.create(night_id=night.id, member_id=ADA, part=Part.HOST)
    assert (await answer(night.ref, ADA, Want.COMING, now=NOW)).standing.seat is Seat.SEATED


@pytest.mark.parametrize(("behind", "taken"), [(1, True), (11.9, True), (13, False)])
async def test_what_was_said_before_the_day_counts_for_a_night_without_a_net(
    behind: float, *, taken: bool
) -> None:
    night = await a_night(answer_by=NOW)
    said = Details(client_at=NOW - 2 * HOUR)
    now = NOW + behind * HOUR
    if taken:
        assert (await answer(night.ref, ADA, Want.COMING, said, now=now)).want is Want.COMING
        return
    with pytest.raises(TooLate):
        await answer(night.ref, ADA, Want.COMING, said, now=now)
    assert (await answer(night.ref, ADA, Want.NO, said, now=now)).want is Want.NO


async def test_a_phones_clock_moves_nobody_up_in_the_queue() -> None:
    night = await a_night(places=1)
    for member in (ADA, BO):
        await _say(night, member)
    early = Details(client_at=NOW - 9 * HOUR)
    said = await answer(night.ref, CY, Want.COMING, early, now=NOW + HOUR)
    assert said.standing.number == 2


async def test_a_host_may_say_it_for_whoever_rang_up_after_the_day_and_asked_for_that() -> None:
    night = await a_night(answer_by=NOW)
    await Helper.create(night_id=night.id, member_id=ADA, part=Part.HOST)
    await Helper.create(night_id=night.id, member_id=BO, part=Part.DOOR)
    refs = {row.id: row.ref for row in await Member.filter(id__in=[ADA, BO, CY])}
    with pytest.raises(NotAllowed):
        await answer_for(night.ref, ADA, refs[CY], Want.COMING, now=NOW)
    for proxy in (ADA, BO):
        await trust(CY, refs[proxy], now=NOW)
    with pytest.raises(TooLate):
        await answer_for(night.ref, BO, refs[CY], Want.COMING, now=NOW)
    said = await answer_for(night.ref, ADA, refs[CY], Want.COMING, now=NOW)
    assert said.standing.seat is Seat.SEATED


# LEAVING AND RUSHES


async def test_who_leaves_the_club_gives_an_offer_back() -> None:
    night = await a_night(places=1)
    await _say(night, ADA)
    await _say(night, BO, ASKS)
    await _say(night, CY)
    await _leave(night, ADA)
    await let_go(BO, now=NOW)
    assert await _seat(night, CY) is Seat.SEATED


async def test_parties_at_once_never_overfill_the_room() -> None:
    night = await a_night(places=12, guests_most=3)
    await asyncio.gather(
        *(_say(night, member, Details(party=1 + member % 4)) for member in range(1, 31))
    )
    night = await Night.get(id=night.id)
    await holds(night)
    assert night.taken == night.coming == 12


async def test_wishes_and_a_word_for_the_door_stay_until_they_are_changed() -> None:
    night = await a_night()
    await _say(night, ADA, Details(note="blue scarf", named=True))
    await _say(night, ADA)
    row = await Answer.get(member_id=ADA)
    assert (row.note, row.named) == ("blue scarf", True)
    await _say(night, ADA, Details(note=""))
    assert (await Answer.get(member_id=ADA)).note == ""


async def test_whoever_lets_an_offer_go_is_not_told_of_it_again() -> None:
    night = await a_night(places=1)
    late = night.starts_at - 2 * HOUR
    await _say(night, ADA)
    await _say(night, BO, ASKS)
    await _leave(night, ADA)
    await offers.pass_on(night.ref, BO, now=NOW)
    assert await _seat(night, BO) is Seat.OFFERED, "nobody else waits, so it is theirs to take"
    await offers.pass_on(night.ref, BO, now=late)
    assert await _told("offer") == [BO]


async def test_under_the_other_rule_too_whoever_is_moved_up_is_next() -> None:
    night = await a_night(places=1, queue=QueueRule.LEAST_RECENT)
    await Helper.create(night_id=night.id, member_id=EVE, part=Part.HOST)
    await Member.filter(id__in=[CY, DEE]).update(seated_until=date(2027, 4, 5))
    for member in (ADA, BO, CY, DEE):
        await _say(night, member)
    for each in (CY, DEE):
        ref = (await Member.get(id=each)).ref
        await move_up(night.ref, EVE, ref, Moved.SHARED_LIFT, now=NOW)
    found = await by_the_rule(night)
    assert [found[each].number for each in (DEE, CY, BO)] == [1, 2, 3]
    for each in (DEE, CY, BO):
        row = await Answer.get(night_id=night.id, member_id=each)
        assert await seats.standing(await Night.get(id=night.id), row, now=NOW) == found[each]
    await _leave(night, ADA)
    assert await _seat(night, DEE) is Seat.SEATED


async def test_who_need_not_be_asked_any_more_has_the_next_place_that_fits() -> None:
    night = await a_night(places=2, guests_most=1)
    late = night.starts_at - 2 * HOUR
    await _say(night, ADA)
    await _say(night, BO)
    await _say(night, CY, ASKS)
    await answer(night.ref, ADA, Want.NO, now=late)
    assert await _seat(night, CY) is Seat.OFFERED
    await answer(night.ref, CY, Want.COMING, Details(party=2, asks=False), now=late)
    assert await _seat(night, CY) is Seat.WAITING
    await answer(night.ref, BO, Want.NO, now=late)
    assert await _seat(night, CY) is Seat.SEATED
