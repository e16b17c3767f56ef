"""What a night needs: taken once, given back aloud, forgotten with the names."""

import asyncio
from datetime import timedelta

import pytest

from club.events.models import Helper, Night, Series, Slot, SlotTake
from club.events.rules.places import Part
from club.events.rules.seats import Want
from club.events.rules.slots import MOST_SLOTS, SlotKind
from club.events.service import after, answers, needs, slots
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from club.kit.tokens import new_ref
from club.notices.models import Letter
from tests.events.nights import EVENING, HOURS, NOW, ZONE, a_night
from tests.people import Cast, crowd

WEEK = timedelta(days=7)
MILK = (SlotKind.BRING, "Milk", 2)
CHAIRS = (SlotKind.HELP, "Put the chairs out", 3)


@pytest.fixture
async def night(cast: Cast) -> Night:
    """A night that Bo hosts."""
    night = await a_night()
    await Helper.create(night_id=night.id, member_id=cast.bo.id, part=Part.HOST)
    return night


async def needed(night: Night, cast: Cast, what: needs.Need = MILK) -> Slot:
    await needs.need(night.ref, what, cast.bo.id, now=NOW)
    return await Slot.get(night_id=night.id, title=what[1])


async def taken(slot: Slot) -> tuple[int, dict[int, int]]:
    """What the thing says is taken, and what its takers hold."""
    rows = await SlotTake.filter(slot_id=slot.id)
    return (await Slot.get(id=slot.id)).taken, {row.member_id: row.n for row in rows}


async def told(member_id: int) -> list[str]:
    rows = await Letter.filter(member_id=member_id).order_by("id").select_related("message")
    return [row.message.title for row in rows]


async def test_a_member_brings_the_milk_and_may_bring_more(night: Night, cast: Cast) -> None:
    milk = await needed(night, cast)
    await slots.take(night.ref, milk.ref, cast.cy.id, 1, now=NOW)
    assert await taken(milk) == (1, {cast.cy.id: 1})
    await slots.take(night.ref, milk.ref, cast.cy.id, 2, now=NOW)
    await slots.take(night.ref, milk.ref, cast.cy.id, 2, now=NOW)
    assert await taken(milk) == (2, {cast.cy.id: 2})
    assert await told(cast.bo.id) == []


async def test_what_is_taken_is_taken(night: Night, cast: Cast) -> None:
    milk = await needed(night, cast)
    await slots.take(night.ref, milk.ref, cast.cy.id, 2, now=NOW)
    with pytest.raises(TooLate, match="quicker"):
        await slots.take(night.ref, milk.ref, cast.dee.id, 1, now=NOW)
    assert await taken(milk) == (2, {cast.cy.id: 2})


async def test_ten_who_reach_for_three_chairs_at_once_take_three(night: Night, cast: Cast) -> None:
    chairs = await needed(night, cast, CHAIRS)
    many = await crowd(10)
    said = await asyncio.gather(
        *[slots.take(night.ref, chairs.ref, each.id, 1, now=NOW) for each in many],
        return_exceptions=True,
    )
    assert sum(each is None for each in said) == 3
    assert sum(isinstance(each, TooLate) for each in said) == 7
    count, takers = await taken(chairs)
    assert (count, sum(takers.values())) == (3, 3)


async def test_giving_it_back_tells_the_hosts_that_a_job_is_free(night: Night, cast: Cast) -> None:
    milk = await needed(night, cast)
    await slots.take(night.ref, milk.ref, cast.cy.id, 2, now=NOW)
    await slots.take(night.ref, milk.ref, cast.cy.id, 0, now=NOW)
    assert await taken(milk) == (0, {})
    assert await told(cast.bo.id) == ["A job is free again: Thursday night"]
    await slots.take(night.ref, milk.ref, cast.cy.id, 0, now=NOW)
    assert len(await told(cast.bo.id)) == 1


async def test_whoever_does_not_come_gives_back_what_they_took(night: Night, cast: Cast) -> None:
    milk, chairs = await needed(night, cast), await needed(night, cast, CHAIRS)
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    for each in (milk, chairs):
        await slots.take(night.ref, each.ref, cast.cy.id, 1, now=NOW)
    await slots.take(night.ref, milk.ref, cast.dee.id, 1, now=NOW)
    await answers.answer(night.ref, cast.cy.id, Want.MAYBE, now=NOW)
    assert await taken(milk) == (1, {cast.dee.id: 1})
    assert await taken(chairs) == (0, {})
    assert await told(cast.bo.id) == ["A job is free again: Thursday night"] * 2


async def test_whoever_took_something_and_may_come_keeps_it_until_they_say_no(
    night: Night, cast: Cast
) -> None:
    milk = await needed(night, cast)
    await slots.take(night.ref, milk.ref, cast.cy.id, 1, now=NOW)
    await answers.answer(night.ref, cast.cy.id, Want.MAYBE, now=NOW)
    assert await taken(milk) == (1, {cast.cy.id: 1})
    await answers.answer(night.ref, cast.cy.id, Want.NO, now=NOW)
    assert await taken(milk) == (0, {})


async def test_whoever_leaves_the_club_gives_back_everything(night: Night, cast: Cast) -> None:
    milk = await needed(night, cast)
    await slots.take(night.ref, milk.ref, cast.cy.id, 1, now=NOW)
    await needs.offer_lift(night.ref, cast.cy.id, "Phibsborough", 3, now=NOW)
    await answers.let_go(cast.cy.id, now=NOW)
    assert await taken(milk) == (0, {})
    assert not await Slot.filter(kind=SlotKind.LIFT).exists()


async def test_a_lift_has_seats_and_its_driver_needs_none(night: Night, cast: Cast) -> None:
    await needs.offer_lift(night.ref, cast.cy.id, "Phibsborough", 1, now=NOW)
    lift = await Slot.get(by_id=cast.cy.id)
    assert (lift.kind, lift.area, lift.need) == (SlotKind.LIFT, "Phibsborough", 1)
    with pytest.raises(Invalid, match="your own lift"):
        await slots.take(night.ref, lift.ref, cast.cy.id, 1, now=NOW)
    await slots.take(night.ref, lift.ref, cast.dee.id, 1, now=NOW)
    with pytest.raises(TooLate):
        await slots.take(night.ref, lift.ref, cast.ada.id, 1, now=NOW)
    await slots.take(night.ref, lift.ref, cast.dee.id, 0, now=NOW)
    assert await told(cast.cy.id) == ["A seat in your lift is free: Thursday night"]
    assert await told(cast.bo.id) == []


async def test_a_second_offer_changes_the_first(night: Night, cast: Cast) -> None:
    await needs.offer_lift(night.ref, cast.cy.id, "Phibsborough", 4, now=NOW)
    lift = await Slot.get(by_id=cast.cy.id)
    await slots.take(night.ref, lift.ref, cast.dee.id, 2, now=NOW)
    await needs.offer_lift(night.ref, cast.cy.id, "Glasnevin", 2, now=NOW)
    again = await Slot.get(by_id=cast.cy.id)
    assert (again.id, again.area, again.need) == (lift.id, "Glasnevin", 2)
    with pytest.raises(TooLate, match="ride with you"):
        await needs.offer_lift(night.ref, cast.cy.id, "Glasnevin", 1, now=NOW)


async def test_five_offers_at_once_are_one_lift(night: Night, cast: Cast) -> None:
    offers = [needs.offer_lift(night.ref, cast.cy.id, "Cabra", n, now=NOW) for n in range(1, 6)]
    await asyncio.gather(*offers)
    assert await Slot.filter(by_id=cast.cy.id).count() == 1


async def test_a_lift_that_is_taken_back_is_told_to_those_who_ride(
    night: Night, cast: Cast
) -> None:
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    await needs.offer_lift(night.ref, cast.cy.id, "Cabra", 3, now=NOW)
    lift = await Slot.get(by_id=cast.cy.id)
    await slots.take(night.ref, lift.ref, cast.dee.id, 1, now=NOW)
    await answers.answer(night.ref, cast.cy.id, Want.NO, now=NOW)
    assert await told(cast.dee.id) == ["Your lift is off: Thursday night"]
    assert not await Slot.exists(id=lift.id)
    assert not await SlotTake.exists()


async def test_only_who_looks_after_a_night_says_what_it_needs(night: Night, cast: Cast) -> None:
    milk = await needed(night, cast)
    with pytest.raises(NotAllowed):
        await needs.need(night.ref, MILK, cast.cy.id, now=NOW)
    with pytest.raises(NotAllowed):
        await needs.same_again(night.ref, cast.cy.id, now=NOW)
    with pytest.raises(NotAllowed):
        await needs.take_off(night.ref, milk.ref, cast.cy.id, now=NOW)
    assert await Slot.filter(night_id=night.id).count() == 1


async def test_what_is_taken_off_the_list_is_told_to_who_had_it(night: Night, cast: Cast) -> None:
    milk = await needed(night, cast)
    await slots.take(night.ref, milk.ref, cast.cy.id, 1, now=NOW)
    await needs.take_off(night.ref, milk.ref, cast.bo.id, now=NOW)
    assert await told(cast.cy.id) == ["Not needed any more: Thursday night"]
    with pytest.raises(NotFound):
        await needs.take_off(night.ref, milk.ref, cast.bo.id, now=NOW)


async def test_a_list_does_not_grow_without_end(night: Night, cast: Cast) -> None:
    for n in range(MOST_SLOTS):
        await needed(night, cast, (SlotKind.BRING, f"Cake {n}", 1))
    with pytest.raises(Invalid, match="long enough"):
        await needs.need(night.ref, MILK, cast.bo.id, now=NOW)


async def test_a_night_that_is_over_takes_nothing_more(night: Night, cast: Cast) -> None:
    milk, late = await needed(night, cast), night.ends_at
    for act in (
        slots.take(night.ref, milk.ref, cast.cy.id, 1, now=late),
        needs.need(night.ref, CHAIRS, cast.bo.id, now=late),
        needs.offer_lift(night.ref, cast.cy.id, "Cabra", 1, now=late),
    ):
        with pytest.raises(TooLate, match="over"):
            await act
    assert await taken(milk) == (0, {})


async def test_a_thing_of_another_night_is_not_on_this_list(night: Night, cast: Cast) -> None:
    milk, other = await needed(night, cast), await a_night(starts_at=EVENING + WEEK)
    for ref in (milk.ref, "a2" * 13):
        with pytest.raises(NotFound):
            await slots.take(other.ref, ref, cast.cy.id, 1, now=NOW)


async def a_series_of_two(cast: Cast) -> list[Night]:
    series = await Series.create(
        title="Thursdays", zone=ZONE, rule="FREQ=WEEKLY", first_start="x", minutes=60,
        written_at=NOW,
    )  # fmt: skip
    nights = []
    for n in range(2):
        start = EVENING + n * WEEK
        night = await Night.create(
            series_id=series.id, series_key=f"{n}", title="Thursday", zone=ZONE, starts_at=start,
            ends_at=start + HOURS,
        )  # fmt: skip
        await Helper.create(night_id=night.id, member_id=cast.bo.id, part=Part.HOST)
        nights.append(night)
    return nights


async def test_a_host_asks_for_the_same_as_last_week_once(cast: Cast) -> None:
    first, second = await a_series_of_two(cast)
    for what in (MILK, CHAIRS):
        slot = await needed(first, cast, what)
        await slots.take(first.ref, slot.ref, cast.cy.id, 1, now=NOW)
    await needs.offer_lift(first.ref, cast.cy.id, "Cabra", 2, now=NOW)
    await needed(second, cast, MILK)
    assert await needs.same_again(second.ref, cast.bo.id, now=NOW) == 1
    assert await needs.same_again(second.ref, cast.bo.id, now=NOW) == 0
    asked = await Slot.filter(night_id=second.id).order_by("id")
    assert [(each.kind, each.title, each.need, each.taken) for each in asked] == [
        (*MILK, 0),
        (*CHAIRS, 0),
    ]


async def test_the_same_again_looks_back_past_a_split_of_the_series(cast: Cast) -> None:
    first, second = await a_series_of_two(cast)
    await needed(first, cast, MILK)
    later = (await Series.get(id=first.series_id)).clone()
    later.stem_id, later.ref = first.series_id, new_ref()
    await later.save()
    await Night.filter(id=second.id).update(series_id=later.id)
    assert await needs.same_again(second.ref, cast.bo.id, now=NOW) == 1


async def test_there_is_nothing_to_take_over_before_the_first_list(
    night: Night, cast: Cast
) -> None:
    first, _second = await a_series_of_two(cast)
    for each in (first, night):
        with pytest.raises(TooLate, match="No night before"):
            await needs.same_again(each.ref, cast.bo.id, now=NOW)


async def test_a_day_after_the_night_only_numbers_are_left(night: Night, cast: Cast) -> None:
    milk = await needed(night, cast)
    await slots.take(night.ref, milk.ref, cast.cy.id, 2, now=NOW)
    await needs.offer_lift(night.ref, cast.cy.id, "Cabra", 2, now=NOW)
    await after.forget(night.id, now=night.ends_at + timedelta(hours=24))
    assert await taken(milk) == (2, {})
    assert not await Slot.filter(kind=SlotKind.LIFT).exists()


async def test_a_host_who_gives_back_a_job_needs_no_word_about_it(night: Night, cast: Cast) -> None:
    milk = await needed(night, cast)
    await Helper.create(night_id=night.id, member_id=cast.cy.id, part=Part.HOST)
    for n in (2, 1):
        await slots.take(night.ref, milk.ref, cast.bo.id, n, now=NOW)
    await answers.answer(night.ref, cast.bo.id, Want.NO, now=NOW)
    assert await told(cast.bo.id) == []
    assert await told(cast.cy.id) == ["A job is free again: Thursday night"] * 2
