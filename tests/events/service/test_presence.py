"""Being here: counted once, taken back, and forgotten a day later."""

import asyncio
from datetime import timedelta
from itertools import permutations

import pytest

from club.events import chores
from club.events.models import Answer, DoorChoice, DoorWord, Here, Night
from club.events.rules.presence import How
from club.events.rules.seats import Want
from club.events.service import presence
from club.kit.errors import Invalid, NotFound, TooLate
from club.members.models import Member
from tests.events.nights import EVENING, a_night
from tests.people import Cast

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NOTHING_THERE = "a2" * 13


async def expected(night: Night, member: Member, **about: object) -> Answer:
    """A member who comes, has a place, and wants to be expected."""
    told = {"named": True, "seats": about.get("party", 1), **about}
    return await Answer.create(
        night_id=night.id, member_id=member.id, want=Want.COMING, turn=1, said_at=EVENING, **told
    )


async def tally(night: Night) -> tuple[int, int]:
    night = await Night.get(id=night.id)
    return night.here, night.unnamed


async def test_saying_it_twice_counts_once_and_it_can_be_taken_back(cast: Cast) -> None:
    night = await a_night()
    for minute in (0, 1):
        now = EVENING + minute * MINUTE
        await presence.come(night.ref, cast.cy.id, here=True, now=now)
    assert await tally(night) == (1, 0)
    await presence.come(night.ref, cast.cy.id, here=False, now=EVENING + 2 * MINUTE)
    await presence.come(night.ref, cast.cy.id, here=False, now=EVENING + 3 * MINUTE)
    assert await tally(night) == (0, 0)
    assert not await Here.all().exists()


async def test_a_second_touch_at_once_takes_nothing_back(cast: Cast) -> None:
    night = await a_night()
    await presence.come(night.ref, cast.cy.id, here=True, now=EVENING)
    at_once = EVENING + timedelta(milliseconds=600)
    await presence.come(night.ref, cast.cy.id, here=False, now=at_once)
    assert await tally(night) == (1, 0)


async def test_whoever_brings_others_is_counted_with_them(cast: Cast) -> None:
    night = await a_night()
    await expected(night, cast.cy, party=3)
    await presence.come(night.ref, cast.cy.id, here=True, now=EVENING)
    assert await tally(night) == (3, 0)
    await presence.come(night.ref, cast.cy.id, here=False, now=EVENING + MINUTE)
    assert await tally(night) == (0, 0)


async def test_a_party_that_was_given_fewer_places_is_counted_as_it_came(cast: Cast) -> None:
    night = await a_night(places=2)
    await expected(night, cast.cy, party=4, seats=2, held=2, fewer=True)
    await presence.tick(night.ref, cast.cy.ref, here=True, now=EVENING)
    assert await tally(night) == (2, 0)


@pytest.mark.parametrize("minutes", [-31, 120 + 12 * 60])
async def test_too_early_and_too_late_nobody_is_here(cast: Cast, minutes: int) -> None:
    night = await a_night()
    now = EVENING + minutes * MINUTE
    with pytest.raises(TooLate):
        await presence.come(night.ref, cast.cy.id, here=True, now=now)
    with pytest.raises(TooLate):
        await presence.count(night.ref, How.GREETER, more=True, now=now)
    assert await tally(night) == (0, 0)


async def test_what_was_said_in_time_counts_when_the_phone_finds_a_net(cast: Cast) -> None:
    night = await a_night()
    now = night.ends_at + 13 * HOUR
    await presence.come(night.ref, cast.cy.id, here=True, client_at=EVENING, now=now)
    assert await tally(night) == (1, 0)
    await chores.forget_due(night.ends_at + 24 * HOUR)
    with pytest.raises(TooLate):
        await presence.come(night.ref, cast.bo.id, here=True, client_at=EVENING, now=now)


async def test_whoever_was_counted_in_time_without_a_name_counts_later_too(cast: Cast) -> None:
    night = await a_night()
    now = night.ends_at + 13 * HOUR
    await presence.count(night.ref, How.GREETER, more=True, client_at=EVENING, now=now)
    assert await tally(night) == (0, 1)
    too_early = EVENING - HOUR
    with pytest.raises(TooLate):
        await presence.count(night.ref, How.GREETER, more=True, client_at=too_early, now=now)
    await chores.forget_due(night.ends_at + 24 * HOUR)
    with pytest.raises(TooLate):
        await presence.count(night.ref, How.GREETER, more=True, client_at=EVENING, now=now)
    assert cast.cy.id


async def test_nobody_is_here_on_a_night_that_is_off_or_was_never_planned(cast: Cast) -> None:
    night = await a_night()
    await Night.filter(id=night.id).update(cancelled_at=EVENING - HOUR)
    with pytest.raises(TooLate):
        await presence.come(night.ref, cast.cy.id, here=True, now=EVENING)
    with pytest.raises(NotFound):
        await presence.come(NOTHING_THERE, cast.cy.id, here=True, now=EVENING)


async def test_the_door_ticks_who_is_expected_and_takes_its_tick_back(cast: Cast) -> None:
    night = await a_night()
    await expected(night, cast.cy)
    for minutes, (here, people) in enumerate(((True, 1), (True, 1), (False, 0), (True, 1))):
        now = EVENING + minutes * MINUTE
        await presence.tick(night.ref, cast.cy.ref, here=here, now=now)
        assert await tally(night) == (people, 0)


async def test_the_door_takes_nothing_back_that_a_member_said(cast: Cast) -> None:
    night = await a_night()
    await expected(night, cast.cy)
    await presence.tick(night.ref, cast.cy.ref, here=True, now=EVENING)
    await presence.come(night.ref, cast.cy.id, here=True, now=EVENING + MINUTE)
    await presence.tick(night.ref, cast.cy.ref, here=False, now=EVENING + 2 * MINUTE)
    assert await tally(night) == (1, 0)
    await presence.come(night.ref, cast.cy.id, here=False, now=EVENING + 3 * MINUTE)
    assert await tally(night) == (0, 0)


async def test_not_here_that_was_said_later_stands_though_it_arrives_first(cast: Cast) -> None:
    night, now = await a_night(), EVENING + HOUR
    for here, minute in ((False, 10), (True, 5)):
        said_at = EVENING + minute * MINUTE
        await presence.come(night.ref, cast.cy.id, here=here, client_at=said_at, now=now)
    assert await tally(night) == (0, 0)
    assert not await Here.all().exists()


async def test_an_old_tick_of_the_door_undoes_no_word_of_the_member(cast: Cast) -> None:
    night, now = await a_night(), EVENING + HOUR
    await expected(night, cast.cy)
    await presence.come(night.ref, cast.cy.id, here=True, now=EVENING)
    await presence.come(night.ref, cast.cy.id, here=False, now=EVENING + 5 * MINUTE)
    old, new = EVENING + MINUTE, EVENING + 6 * MINUTE
    await presence.tick(night.ref, cast.cy.ref, here=True, client_at=old, now=now)
    assert await tally(night) == (0, 0)
    await presence.tick(night.ref, cast.cy.ref, here=True, client_at=new, now=now)
    assert await tally(night) == (1, 0)


async def test_in_whatever_order_both_phones_are_heard_the_night_counts_alike(cast: Cast) -> None:
    words = [("self", True, 1), ("door", True, 2), ("self", False, 3), ("door", False, 4)]
    for order in permutations(words):
        night = await a_night()
        await expected(night, cast.cy, party=2)
        for who, here, minute in order:
            said = {"here": here, "client_at": EVENING + minute * MINUTE, "now": EVENING + HOUR}
            if who == "self":
                await presence.come(night.ref, cast.cy.id, **said)
            else:
                await presence.tick(night.ref, cast.cy.ref, **said)
        assert await tally(night) == (0, 0), order
        await presence.come(night.ref, cast.cy.id, here=True, now=EVENING + 2 * HOUR)
        assert await tally(night) == (2, 0), order


async def test_rows_from_before_words_were_kept_are_words(cast: Cast) -> None:
    night = await a_night()
    await Here.create(night_id=night.id, member_id=cast.cy.id, how=How.SELF, at=EVENING)
    await Night.filter(id=night.id).update(here=1)
    early = EVENING - MINUTE
    await presence.come(night.ref, cast.cy.id, here=False, client_at=early, now=EVENING + HOUR)
    assert await tally(night) == (1, 0)
    await presence.come(night.ref, cast.cy.id, here=False, now=EVENING + HOUR)
    assert await tally(night) == (0, 0)


async def test_what_was_said_at_the_door_is_gone_with_the_names(cast: Cast) -> None:
    night = await a_night()
    for member in (cast.cy, cast.bo):
        await presence.come(night.ref, member.id, here=False, now=EVENING)
    assert await DoorWord.all().count() == 2
    await presence.let_go(cast.bo.id)
    assert await DoorWord.all().count() == 1
    await chores.forget_due(night.ends_at + 24 * HOUR)
    assert not await DoorWord.all().exists()


async def test_whoever_wants_to_say_it_themself_is_not_ticked(cast: Cast) -> None:
    night = await a_night()
    await expected(night, cast.cy)
    await DoorChoice.create(member_id=cast.cy.id, only_self=True)
    with pytest.raises(Invalid):
        await presence.tick(night.ref, cast.cy.ref, here=True, now=EVENING)
    await presence.come(night.ref, cast.cy.id, here=True, now=EVENING)
    assert await tally(night) == (1, 0)


async def test_the_door_ticks_nobody_who_is_not_on_its_list(cast: Cast) -> None:
    night = await a_night()
    await expected(night, cast.bo, named=False)
    for ref in (cast.bo.ref, cast.cy.ref, cast.eli.ref, NOTHING_THERE):
        with pytest.raises(NotFound):
            await presence.tick(night.ref, ref, here=True, now=EVENING)
    assert await tally(night) == (0, 0)


async def test_people_without_a_name_are_counted_up_and_down(cast: Cast) -> None:
    night = await a_night()
    for more in (True, True, False, True):
        await presence.count(night.ref, How.GREETER, more=more, now=EVENING)
    assert await tally(night) == (0, 2)
    assert {row.member_id for row in await Here.all()} == {None}
    assert cast.cy.id


async def test_many_hands_at_once_count_everybody_once(cast: Cast) -> None:
    night = await a_night()
    people = [cast.ada, cast.bo, cast.cy, cast.dee]
    for each in people:
        await expected(night, each)
    ticks = [presence.tick(night.ref, each.ref, here=True, now=EVENING) for each in people * 3]
    more = [presence.count(night.ref, How.GREETER, more=True, now=EVENING) for _ in range(8)]
    await asyncio.gather(*ticks, *more)
    assert await tally(night) == (4, 8)


async def test_a_day_later_no_row_says_who_was_here(cast: Cast) -> None:
    night = await a_night()
    await presence.come(night.ref, cast.cy.id, here=True, now=EVENING)
    await presence.count(night.ref, How.ANON, more=True, now=EVENING)
    due = night.ends_at + 24 * HOUR
    assert await chores.forget_due(due - MINUTE) == 0
    assert await Here.all().count() == 2
    assert await chores.forget_due(due) == 1
    assert not await Here.all().exists()
    assert await tally(night) == (1, 1)


async def test_a_members_own_diary_keeps_the_evening_and_not_the_hour(cast: Cast) -> None:
    night = await a_night()
    await DoorChoice.create(member_id=cast.cy.id, diary=True)
    for member in (cast.cy, cast.bo):
        await presence.come(night.ref, member.id, here=True, now=EVENING + 7 * MINUTE)
    await chores.forget_due(night.ends_at + 24 * HOUR)
    row = await Here.get()
    assert (row.member_id, row.kept, row.at) == (cast.cy.id, True, EVENING)


async def test_after_the_first_night_nobody_is_a_newcomer(cast: Cast) -> None:
    night = await a_night()
    await presence.come(night.ref, cast.cy.id, here=True, now=EVENING)
    await expected(night, cast.bo, named=False)
    await expected(night, cast.dee, seats=0)
    await chores.forget_due(night.ends_at + 24 * HOUR)
    came = {row.id for row in await Member.filter(came_before=True)}
    assert came == {cast.cy.id, cast.bo.id}


async def test_a_night_that_was_off_makes_nobody_know_the_place(cast: Cast) -> None:
    night = await a_night()
    await expected(night, cast.bo)
    await Night.filter(id=night.id).update(cancelled_at=EVENING)
    await chores.forget_due(night.ends_at + 24 * HOUR)
    assert not await Member.filter(came_before=True).exists()


async def test_whoever_leaves_is_forgotten_and_still_counted(cast: Cast) -> None:
    night = await a_night()
    await DoorChoice.create(member_id=cast.cy.id, diary=True)
    await presence.come(night.ref, cast.cy.id, here=True, now=EVENING)
    await presence.let_go(cast.cy.id)
    assert not await Here.all().exists()
    assert not await DoorChoice.all().exists()
    assert await tally(night) == (1, 0)
