"""Planning and calling off: by a mandate, on the record, and told to those it concerns."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

import pytest

from club.events.models import Helper, MeetRequest, Night, Place, Series, Slot, SlotTake
from club.events.rules.meeting import Spot
from club.events.rules.places import Fact, Part
from club.events.rules.plans import PlacePlan, Plan
from club.events.rules.rhythms import Repeats
from club.events.rules.seats import Seat, Standing, Want
from club.events.rules.slots import SlotKind
from club.events.rules.times import wall
from club.events.service import slots
from club.events.service.answers import answer
from club.events.service.changes import Change, change
from club.events.service.endings import end_series
from club.events.service.hosting import offer_help
from club.events.service.nights import cancel, schedule
from club.journal.models import JournalEntry
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from club.members.models import Member
from club.notices.models import Letter, Message
from club.roles import service as roles
from club.roles.rules import EndKind
from tests import people
from tests.events.nights import a_night, by_the_rule
from tests.people import NOW, Cast

THURSDAY = datetime(2027, 3, 18, 18, 30)  # noqa: DTZ001
HOURS = timedelta(hours=2)


@pytest.fixture(autouse=True)
async def mandate(cast: Cast) -> int:
    """Bo coordinates, by a decision."""
    await roles.establish("decision/1", by=None, now=NOW)
    given = await roles.grant(
        "coordinator",
        cast.bo.id,
        decision_ref="decision/1",
        starts_at=NOW,
        ends_at=NOW + timedelta(days=300),
        by=None,
        now=NOW,
    )
    return given.id


def songs(**changes: object) -> Plan:
    usual: dict[str, object] = {"title": "Songs", "starts": THURSDAY, "ends": THURSDAY + HOURS}
    return Plan(**MappingProxyType(usual | changes))  # type: ignore[arg-type]


async def _recorded(kind: str) -> list[str]:
    return [entry.thing for entry in await JournalEntry.filter(kind=kind)]


async def test_a_night_is_on_the_calendar_and_on_the_record(cast: Cast) -> None:
    ref = await schedule(songs(places=12), cast.bo.id, now=NOW)
    night = await Night.get(ref=ref)
    assert night.starts_at == datetime(2027, 3, 18, 18, 30, tzinfo=UTC)
    assert night.ends_at - night.starts_at == HOURS
    assert await _recorded("night_scheduled") == [f"night/{ref}"]
    assert await Helper.filter(night_id=night.id, member_id=cast.bo.id, part=Part.HOST).exists()


async def test_a_series_is_written_down_as_far_as_members_look(cast: Cast) -> None:
    ref = await schedule(songs(repeats=Repeats.WEEK), cast.bo.id, now=NOW)
    series = await Series.get()
    nights = await Night.filter(series_id=series.id).order_by("starts_at")
    assert len(nights) == 6
    assert nights[0].ref == ref
    assert await Helper.filter(part=Part.HOST).count() == 6
    assert await _recorded("series_scheduled") == [series.thing]


async def test_a_series_that_begins_later_than_members_look_waits(cast: Cast) -> None:
    far = THURSDAY + timedelta(days=200)
    plan = songs(starts=far, ends=far + HOURS, repeats=Repeats.MONTH)
    assert await schedule(plan, cast.bo.id, now=NOW) == ""
    assert await Night.all().count() == 0


async def test_a_new_place_comes_with_what_people_need_to_know(cast: Cast) -> None:
    place = PlacePlan("The hall", "Blue door", {Fact.STEPS: "Two steps, and a ramp"})
    ref = await schedule(songs(place=place), cast.bo.id, now=NOW)
    known = await Place.get()
    assert known.facts == {"steps": "Two steps, and a ramp"}
    assert (await Night.get(ref=ref)).place_id == known.id
    again = await schedule(songs(place=known.ref), cast.bo.id, now=NOW)
    assert (await Night.get(ref=again)).place_id == known.id


@pytest.mark.parametrize(
    ("about", "rule"),
    [
        ({"repeats": Repeats.WEEK, "days": (0,)}, "FREQ=WEEKLY;BYDAY=MO,TH"),
        ({"repeats": Repeats.THREE_WEEKS}, "FREQ=WEEKLY;INTERVAL=3;BYDAY=TH"),
        ({"repeats": Repeats.WEEK, "times": 6}, "FREQ=WEEKLY;BYDAY=TH;COUNT=6"),
        ({"repeats": Repeats.MONTH}, "FREQ=MONTHLY;BYDAY=3TH"),
        (
            {"repeats": Repeats.WEEK, "until": date(2027, 4, 1)},
            "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270401T235900",
        ),
    ],
)
async def test_a_series_comes_back_as_it_was_planned(
    cast: Cast, about: dict[str, object], rule: str
) -> None:
    await schedule(songs(**about), cast.bo.id, now=NOW)
    assert (await Series.get()).rule == rule


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({"repeats": Repeats.WEEK, "days": (0, 1, 2)}, "days"),
        ({"repeats": Repeats.MONTH, "days": (0,)}, "days"),
        ({"repeats": Repeats.WEEK, "until": date(2027, 3, 1)}, "until"),
    ],
)
async def test_a_series_that_cannot_be_is_refused_at_its_field(
    cast: Cast, about: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await schedule(songs(**about), cast.bo.id, now=NOW)
    assert refused.value.field == field
    assert await Series.all().count() == 0


async def test_a_series_may_meet_at_a_new_place(cast: Cast) -> None:
    plan = songs(place=PlacePlan("The hall"), repeats=Repeats.TWO_WEEKS)
    await schedule(plan, cast.bo.id, now=NOW)
    place = await Place.get()
    assert {night.place_id for night in await Night.all()} == {place.id}


@pytest.mark.parametrize("days", [-30, 800])
async def test_no_night_is_planned_in_the_past_or_too_far_ahead(cast: Cast, days: int) -> None:
    starts = THURSDAY + timedelta(days=days)
    with pytest.raises(Invalid) as refused:
        await schedule(songs(starts=starts, ends=starts + HOURS), cast.bo.id, now=NOW)
    assert refused.value.field == "starts"


async def test_a_place_nobody_knows_is_refused_at_its_field(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        await schedule(songs(place="nowhere"), cast.bo.id, now=NOW)
    assert refused.value.field == "place"


async def test_without_a_mandate_nothing_is_planned_and_nothing_is_left(cast: Cast) -> None:
    for plan in (songs(), songs(repeats=Repeats.WEEK, place=PlacePlan("The hall"))):
        with pytest.raises(NotAllowed):
            await schedule(plan, cast.cy.id, now=NOW)
    assert await Night.all().count() + await Series.all().count() + await Place.all().count() == 0
    assert await _recorded("night_scheduled") == []


async def test_a_mandate_that_ended_plans_nothing(cast: Cast, mandate: int) -> None:
    await roles.end(mandate, EndKind.RESIGNED, NOW + timedelta(hours=1))
    with pytest.raises(NotAllowed):
        await schedule(songs(), cast.bo.id, now=NOW + timedelta(hours=2))


async def test_calling_off_tells_everyone_who_meant_to_come(cast: Cast) -> None:
    night = await a_night(places=1)
    for member, want in ((cast.ada, Want.COMING), (cast.cy, Want.COMING), (cast.dee, Want.NO)):
        await answer(night.ref, member.id, want, now=NOW)
    await cancel(night.ref, "The boiler is broken.", cast.bo.id, now=NOW)
    night = await Night.get(id=night.id)
    assert (night.cancelled_at, night.cancelled_by) == (NOW, cast.bo.id)
    assert night.cancelled_under is not None
    assert {letter.member_id for letter in await Letter.all()} == {cast.ada.id, cast.cy.id}
    assert (await Message.get()).body == "The boiler is broken."
    assert await _recorded("night_cancelled") == [night.thing]


@pytest.mark.parametrize("off", [True, False])
async def test_whoever_does_something_there_hears_that_it_is_off_or_moves(
    cast: Cast, *, off: bool
) -> None:
    night = await a_night()
    await Helper.create(night_id=night.id, member_id=cast.cy.id, part=Part.DOOR)
    await Helper.create(night_id=night.id, member_id=cast.bo.id, part=Part.HOST)
    milk = await Slot.create(night_id=night.id, kind=SlotKind.BRING, title="Milk", need=1, taken=1)
    await SlotTake.create(slot_id=milk.id, member_id=cast.dee.id)
    meets, away = await people.join("Finn"), await people.join("Gus")
    await MeetRequest.create(
        night_id=night.id, name="Niamh", spot=Spot.DOOR, word="kettle", taker_id=meets.id,
        token_sha="0" * 64,
    )  # fmt: skip
    await Helper.create(night_id=night.id, member_id=away.id, part=Part.DOOR)
    await answer(night.ref, away.id, Want.NO, now=NOW)
    if off:
        await cancel(night.ref, "The pipes", cast.bo.id, now=NOW)
    else:
        starts = wall(night.starts_at, night.zone) + timedelta(minutes=30)
        moved = Change("Songs", "", None, None, starts=starts, ends=starts + HOURS)
        await change(night.ref, moved, cast.bo.id, now=NOW)
    kind = "cancelled" if off else "changed"
    told = {row.member_id for row in await Letter.filter(message__kind=kind)}
    assert told == {cast.cy.id, cast.dee.id, meets.id}, "Bo, who did it, knows"


async def test_a_night_is_called_off_once(cast: Cast) -> None:
    night = await a_night()
    await cancel(night.ref, "", cast.bo.id, now=NOW)
    with pytest.raises(TooLate):
        await cancel(night.ref, "", cast.bo.id, now=NOW)
    assert len(await _recorded("night_cancelled")) == 1


async def test_a_night_that_is_over_cannot_be_called_off(cast: Cast) -> None:
    night = await a_night(starts_at=NOW - HOURS)
    with pytest.raises(TooLate):
        await cancel(night.ref, "", cast.bo.id, now=NOW)


async def test_a_night_that_does_not_exist_cannot_be_called_off(cast: Cast) -> None:
    with pytest.raises(NotFound):
        await cancel("a" * 26, "", cast.bo.id, now=NOW)


async def test_without_a_mandate_nothing_is_called_off(cast: Cast) -> None:
    night = await a_night()
    with pytest.raises(NotAllowed):
        await cancel(night.ref, "", cast.cy.id, now=NOW)
    assert (await Night.get(id=night.id)).cancelled_at is None


async def test_more_places_seat_those_who_wait_and_tell_them(cast: Cast) -> None:
    night = await a_night(places=1)
    for member in (cast.ada, cast.cy, cast.dee):
        await answer(night.ref, member.id, Want.COMING, now=NOW)
    await change(night.ref, Change("Songs", "", None, 2), cast.bo.id, now=NOW)
    found = await by_the_rule(night)
    assert found[cast.cy.id].seat is Seat.SEATED
    assert [letter.member_id for letter in await Letter.all()] == [cast.cy.id]
    assert await _recorded("night_changed") == [night.thing]


async def test_fewer_places_take_no_seat_from_anyone(cast: Cast) -> None:
    night = await a_night(places=3)
    for member in (cast.ada, cast.cy):
        await answer(night.ref, member.id, Want.COMING, now=NOW)
    await change(night.ref, Change("Songs", "", None, 1), cast.bo.id, now=NOW)
    said = await answer(night.ref, cast.dee.id, Want.COMING, now=NOW)
    assert said.standing == Standing(Seat.WAITING, 1)
    found = await by_the_rule(night)
    assert {found[cast.ada.id].seat, found[cast.cy.id].seat} == {Seat.SEATED}
    await change(night.ref, Change("Songs", "", None, None), cast.bo.id, now=NOW)
    assert (await by_the_rule(night))[cast.dee.id].seat is Seat.SEATED


async def test_a_change_to_an_unknown_place_is_refused(cast: Cast) -> None:
    night = await a_night()
    with pytest.raises(Invalid):
        await change(night.ref, Change("Songs", "", "nowhere", None), cast.bo.id, now=NOW)


async def test_a_night_that_was_called_off_is_not_changed(cast: Cast) -> None:
    night = await a_night()
    await cancel(night.ref, "", cast.bo.id, now=NOW)
    with pytest.raises(TooLate):
        await change(night.ref, Change("Songs", "", None, None), cast.bo.id, now=NOW)


async def test_a_member_offers_the_door_and_steps_back_without_a_reason(cast: Cast) -> None:
    night = await a_night()
    for _ in range(2):
        await offer_help(night.ref, cast.cy.id, Part.DOOR, offers=True, now=NOW)
    assert await Helper.filter(member_id=cast.cy.id, part=Part.DOOR).count() == 1
    await offer_help(night.ref, cast.cy.id, Part.DOOR, offers=False, now=NOW)
    assert await Helper.all().count() == 0


async def test_nobody_offers_the_door_of_a_night_that_is_over(cast: Cast) -> None:
    night = await a_night(starts_at=NOW - HOURS)
    with pytest.raises(TooLate):
        await offer_help(night.ref, cast.cy.id, Part.DOOR, offers=True, now=NOW)


async def test_ending_a_series_calls_off_what_was_answered_and_drops_the_rest(cast: Cast) -> None:
    await schedule(songs(repeats=Repeats.WEEK), cast.bo.id, now=NOW)
    series, nights = await Series.get(), await Night.all().order_by("starts_at")
    await answer(nights[1].ref, cast.cy.id, Want.COMING, now=NOW)
    assert await end_series(series.ref, "It was lovely.", cast.bo.id, now=NOW) == 1
    left = await Night.get()
    assert (left.ref, left.cancelled_words) == (nights[1].ref, "It was lovely.")
    assert [letter.member_id for letter in await Letter.all()] == [cast.cy.id]
    assert await _recorded("series_ended") == [series.thing]
    with pytest.raises(TooLate):
        await end_series(series.ref, "", cast.bo.id, now=NOW)


async def test_without_a_mandate_no_series_ends(cast: Cast) -> None:
    await schedule(songs(repeats=Repeats.WEEK), cast.bo.id, now=NOW)
    series = await Series.get()
    with pytest.raises(NotAllowed):
        await end_series(series.ref, "", cast.cy.id, now=NOW)
    with pytest.raises(NotFound):
        await end_series("a" * 26, "", cast.bo.id, now=NOW)
    assert (await Series.get()).ended_at is None
    assert await Night.all().count() == 6


async def test_five_who_end_a_series_end_it_once(cast: Cast) -> None:
    await schedule(songs(repeats=Repeats.WEEK), cast.bo.id, now=NOW)
    ref = (await Series.get()).ref
    enders = (end_series(ref, "", cast.bo.id, now=NOW) for _ in range(5))
    ended = await asyncio.gather(*enders, return_exceptions=True)
    assert sum(isinstance(each, TooLate) for each in ended) == 4
    assert len(await _recorded("series_ended")) == 1


async def test_five_who_call_a_night_off_do_it_once(cast: Cast) -> None:
    night = await a_night()
    callers = (cancel(night.ref, "", cast.bo.id, now=NOW) for _ in range(5))
    called = await asyncio.gather(*callers, return_exceptions=True)
    assert sum(isinstance(each, TooLate) for each in called) == 4
    assert len(await _recorded("night_cancelled")) == 1


async def test_ending_a_series_loses_nobody_who_only_waits_or_asks(cast: Cast) -> None:
    await schedule(songs(repeats=Repeats.WEEK, places=2), cast.bo.id, now=NOW)
    series, nights = await Series.get(), await Night.all().order_by("starts_at")
    await Night.filter(id=nights[1].id).update(first_timers=2)
    await Member.all().update(came_before=True)
    await answer(nights[1].ref, cast.cy.id, Want.COMING, now=NOW)
    about = {"name": "Fay", "spot": Spot.DOOR, "word": "oak"}
    await MeetRequest.create(night_id=nights[2].id, token_sha="a" * 64, **about)
    milk = await Slot.create(night_id=nights[3].id, kind=SlotKind.BRING, title="Milk", need=1)
    await slots.take(nights[3].ref, milk.ref, cast.dee.id, 1, now=NOW)
    assert await end_series(series.ref, "It was lovely.", cast.bo.id, now=NOW) == 3
    left = await Night.all().order_by("starts_at")
    assert [night.ref for night in left] == [night.ref for night in nights[1:4]]
    assert {letter.member_id for letter in await Letter.all()} >= {cast.cy.id, cast.dee.id}
