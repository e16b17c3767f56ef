"""Changing a series: nights are moved and not written anew, and their answers come along."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from club.events.models import Answer, Helper, Night, Place, Series, SeriesHelper
from club.events.rules.edits import Change, Scope, Terms
from club.events.rules.places import Listed, NamesShown, Part, PlaceShown
from club.events.rules.rhythms import Repeats, Rhythm
from club.events.rules.seats import Seat, Want
from club.events.service.answers import answer
from club.events.service.changes import change
from club.events.service.nights import cancel
from club.events.service.rewriting import rewrite
from club.events.service.series import materialise
from club.journal.models import JournalEntry
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from club.notices.models import Letter, Message
from club.roles import service as roles
from tests.events.nights import ZONE, by_the_rule, holds
from tests.people import NOW, Cast

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SEVEN = datetime(2027, 3, 11, 19)  # noqa: DTZ001


@pytest.fixture(autouse=True)
async def bo(cast: Cast) -> int:
    """Bo coordinates, by a decision."""
    await roles.establish("decision/1", by=None, now=NOW)
    about = {"decision_ref": "decision/1", "by": None, "now": NOW, "starts_at": NOW}
    await roles.grant("coordinator", cast.bo.id, ends_at=NOW + 300 * DAY, **about)
    return cast.bo.id


@pytest.fixture(autouse=True)
async def thursdays(bo: int) -> list[Night]:
    """The Thursdays from 11 March on at seven, eight of them, which Bo hosts."""
    series = await Series.create(
        title="Thursday night", zone=ZONE, rule="FREQ=WEEKLY;BYDAY=TH",
        first_start="2027-03-11T19:00", minutes=120, written_at=NOW,
    )  # fmt: skip
    await SeriesHelper.create(series_id=series.id, member_id=bo, part=Part.HOST)
    await materialise(series.id, now=NOW + 2 * DAY)
    return await Night.all().order_by("starts_at")


async def edit(night: Night, scope: Scope, rhythm: Rhythm | None = None, **about: object) -> None:
    wanted: dict[str, object] = {"title": "Thursday night", "text": "", "place": None}
    wanted |= {"places": None} | about
    bo = (await SeriesHelper.all().first() or SeriesHelper()).member_id
    await rewrite(night.ref, scope, Change(**wanted), rhythm, bo, now=NOW)  # type: ignore[arg-type]


async def comes(night: Night, member_id: int, want: Want = Want.COMING) -> None:
    await answer(night.ref, member_id, want, now=NOW)


async def calendar() -> list[str]:
    nights = await Night.filter(cancelled_at=None).order_by("starts_at")
    return [night.starts_at.strftime("%m-%d %H:%M") for night in nights]


async def told() -> dict[int, list[str]]:
    letters = await Letter.all().select_related("message").order_by("id")
    found: dict[int, list[str]] = {}
    for letter in letters:
        found.setdefault(letter.member_id, []).append(letter.message.kind)
    return found


async def adds_up(night: Night) -> None:
    """The numbers on the night are those of its answers."""
    await holds(night)


async def test_from_here_on_splits_the_series_and_keeps_every_answer(
    cast: Cast, thursdays: list[Night]
) -> None:
    for night in thursdays:
        await comes(night, cast.cy.id)
    before = {row.id: (row.night_id, row.want) for row in await Answer.all()}
    await edit(thursdays[3], Scope.LATER, title="Songs")
    assert {row.id: (row.night_id, row.want) for row in await Answer.all()} == before
    old, new = await Series.all().order_by("id")
    assert (old.title, old.rule) == (
        "Thursday night",
        "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270331T235900",
    )
    assert (new.title, new.rule, new.first_start) == (
        "Songs",
        "FREQ=WEEKLY;BYDAY=TH",
        "2027-04-01T19:00",
    )
    nights = await Night.all().order_by("starts_at")
    assert [night.id for night in nights] == [night.id for night in thursdays]
    assert [night.title for night in nights] == ["Thursday night"] * 3 + ["Songs"] * 5
    assert [night.series_id for night in nights] == [old.id] * 3 + [new.id] * 5
    assert [night.sequence for night in nights] == [0] * 8
    assert await told() == {}


async def test_after_a_split_nothing_is_written_twice_and_nothing_is_missing(
    thursdays: list[Night],
) -> None:
    was = await calendar()
    await edit(thursdays[3], Scope.LATER, title="Songs")
    for series in await Series.all():
        assert await materialise(series.id, now=NOW + 2 * DAY) == 0
    assert await calendar() == was
    await edit(thursdays[3], Scope.LATER, title="Songs")
    assert await Series.all().count() == 2
    later = NOW + 21 * DAY
    written = [await materialise(each.id, now=later) for each in await Series.all().order_by("id")]
    assert written == [0, 2]


@pytest.mark.parametrize("scope", [Scope.LATER, Scope.ALL])
async def test_what_a_split_left_behind_never_writes_the_dates_of_the_other_again(
    thursdays: list[Night], scope: Scope
) -> None:
    was = await calendar()
    await edit(thursdays[3], Scope.LATER, title="Songs")
    await edit(thursdays[1], scope, title="Soup")
    assert await calendar() == was
    titles = [night.title for night in await Night.all().order_by("starts_at")]
    assert titles[3:] == ["Songs"] * 5


async def test_the_helpers_of_the_series_come_along(bo: int, thursdays: list[Night]) -> None:
    await edit(thursdays[3], Scope.LATER, title="Songs")
    assert await SeriesHelper.filter(member_id=bo, part=Part.HOST).count() == 2
    new = await Series.all().order_by("-id").first()
    assert new is not None
    await materialise(new.id, now=NOW + 14 * DAY)
    for night in await Night.all():
        assert await Helper.filter(night_id=night.id, member_id=bo).count() == 1


async def test_all_coming_nights_follow_and_keep_every_answer(
    cast: Cast, thursdays: list[Night]
) -> None:
    for night in thursdays:
        await comes(night, cast.cy.id)
        await comes(night, cast.dee.id, Want.MAYBE)
    await edit(thursdays[3], Scope.ALL, starts=SEVEN + 21 * DAY + HOUR)
    assert (await calendar())[2:5] == ["03-25 20:00", "04-01 19:00", "04-08 19:00"]
    assert await Series.all().count() == 1
    assert await Answer.filter(want=Want.COMING, member_id=cast.cy.id).count() == 8
    assert {night.sequence for night in await Night.all()} == {1}
    assert {night.ends_at - night.starts_at for night in await Night.all()} == {2 * HOUR}
    assert await told() == {cast.cy.id: ["changed"], cast.dee.id: ["changed"]}
    assert (
        await Message.all().order_by("id").first() or Message()
    ).title == "Moved: Thursday night"


async def test_nights_that_are_over_stay_as_they_were(cast: Cast, thursdays: list[Night]) -> None:
    _ = cast
    over = NOW - 7 * DAY
    await Night.filter(id=thursdays[0].id).update(
        starts_at=over, ends_at=over + HOUR, series_key="2027-02-25T19:00"
    )
    await edit(thursdays[3], Scope.ALL, title="Songs", starts=SEVEN + 21 * DAY + 2 * HOUR)
    first = await Night.get(id=thursdays[0].id)
    assert (first.title, first.starts_at, first.series_key) == (
        "Thursday night",
        over,
        "2027-02-25T19:00",
    )


async def test_a_night_that_moves_by_more_than_an_hour_asks_those_who_said_yes(
    cast: Cast, bo: int, thursdays: list[Night]
) -> None:
    night = thursdays[0]
    await comes(night, cast.cy.id)
    await comes(night, cast.dee.id, Want.MAYBE)
    await comes(night, cast.ada.id, Want.NO)
    wanted = Change("Thursday night", "", None, None, starts=SEVEN + HOUR * 2)
    await change(night.ref, wanted, bo, now=NOW)
    night = await Night.get(id=night.id)
    assert night.starts_at == datetime(2027, 3, 11, 21, tzinfo=UTC)
    assert (night.coming, night.maybe, night.away, night.sequence) == (0, 2, 1, 1)
    assert (await Answer.get(member_id=cast.cy.id)).want is Want.MAYBE
    assert await told() == {cast.cy.id: ["asked_again"], cast.dee.id: ["changed"]}
    message = await Message.get(kind="asked_again")
    assert message.title == "The time changed: Thursday night"
    assert message.body.startswith("Still OK?")


async def test_a_member_hears_once_of_a_series_that_moves_and_first_what_is_asked(
    cast: Cast, thursdays: list[Night]
) -> None:
    for night in thursdays[:2]:
        await comes(night, cast.cy.id, Want.MAYBE)
    for night in thursdays[2:]:
        await comes(night, cast.cy.id)
    await edit(thursdays[0], Scope.ALL, starts=SEVEN + DAY)
    assert await told() == {cast.cy.id: ["asked_again"]}
    assert (await Message.get()).path == f"/e/{thursdays[2].ref}"


async def test_those_who_wait_keep_their_turn_when_the_night_moves(
    cast: Cast, bo: int, thursdays: list[Night]
) -> None:
    night = thursdays[0]
    await Night.filter(id=night.id).update(places=1)
    for member in (cast.ada, cast.cy, cast.dee):
        await comes(night, member.id)
    turns = {row.member_id: row.turn for row in await Answer.all()}
    wanted = Change("Thursday night", "", None, 1, starts=SEVEN + DAY, ends=SEVEN + DAY + HOUR)
    await change(night.ref, wanted, bo, now=NOW)
    assert {row.member_id: row.turn for row in await Answer.all()} == turns
    found = await by_the_rule(night)
    assert found[cast.ada.id].seat is Seat.MAYBE
    assert found[cast.cy.id].seat is Seat.SEATED
    assert found[cast.dee.id].seat is Seat.WAITING
    await adds_up(night)
    assert await told() == {
        cast.cy.id: ["seat_given", "changed"],
        cast.ada.id: ["asked_again"],
        cast.dee.id: ["changed"],
    }


async def test_another_place_is_told_to_those_who_may_come_and_raises_the_sequence(
    cast: Cast, bo: int, thursdays: list[Night]
) -> None:
    hall = await Place.create(name="The hall")
    await comes(thursdays[0], cast.cy.id)
    await change(thursdays[0].ref, Change("Thursday night", "", hall.ref, None), bo, now=NOW)
    night = await Night.get(id=thursdays[0].id)
    assert (night.place_id, night.sequence, night.coming) == (hall.id, 1, 1)
    assert await told() == {cast.cy.id: ["changed"]}
    assert (await Message.get()).title == "Another place: Thursday night"
    await change(night.ref, Change("Songs", "Bring one", hall.ref, 5), bo, now=NOW)
    assert (await Night.get(id=night.id)).sequence == 1
    assert await Message.all().count() == 1


async def test_a_night_changed_alone_does_not_follow_later(bo: int, thursdays: list[Night]) -> None:
    alone = thursdays[2]
    moved = SEVEN + 15 * DAY
    await change(alone.ref, Change("Picnic", "", None, None, starts=moved), bo, now=NOW)
    assert (await Night.get(id=alone.id)).detached
    assert not (await Night.get(id=thursdays[1].id)).detached
    await edit(thursdays[0], Scope.ALL, title="Songs", starts=SEVEN + DAY)
    night = await Night.get(id=alone.id)
    assert (night.title, night.starts_at) == ("Picnic", datetime(2027, 3, 26, 19, tzinfo=UTC))
    assert (await calendar())[:4] == ["03-12 19:00", "03-19 19:00", "03-26 19:00", "04-02 18:00"]
    assert await materialise((await Series.get()).id, now=NOW) == 0


async def test_editing_it_with_the_later_ones_keeps_the_time_it_was_given(
    bo: int, thursdays: list[Night]
) -> None:
    moved = SEVEN + 15 * DAY
    await change(thursdays[2].ref, Change("Picnic", "", None, None, starts=moved), bo, now=NOW)
    was = await calendar()
    await edit(thursdays[2], Scope.LATER, title="Songs", starts=moved, ends=moved + 2 * HOUR)
    assert await calendar() == was
    assert (await Night.get(id=thursdays[2].id)).title == "Songs"


async def test_a_night_called_off_stays_off_when_its_series_moves(
    bo: int, thursdays: list[Night]
) -> None:
    await cancel(thursdays[2].ref, "The boiler.", bo, now=NOW)
    await edit(thursdays[0], Scope.ALL, starts=SEVEN + DAY, ends=SEVEN + DAY + HOUR)
    off = await Night.get(id=thursdays[2].id)
    assert (off.series_key, off.cancelled_words) == ("2027-03-26T19:00", "The boiler.")
    assert await materialise((await Series.get()).id, now=NOW) == 0
    assert len(await calendar()) == 7


async def test_a_rule_that_drops_dates_removes_the_unanswered_and_calls_off_the_rest(
    cast: Cast, bo: int, thursdays: list[Night]
) -> None:
    await comes(thursdays[1], cast.cy.id)
    await edit(thursdays[0], Scope.ALL, Rhythm(Repeats.TWO_WEEKS))
    assert (await calendar())[:3] == ["03-11 19:00", "03-25 19:00", "04-08 18:00"]
    off = await Night.get(id=thursdays[1].id)
    assert (off.cancelled_at, off.cancelled_by, off.series_id) == (NOW, bo, None)
    assert "fallen out of the series" in off.cancelled_words
    assert off.sequence == 1
    assert await Answer.filter(night_id=off.id).count() == 1
    assert await told() == {cast.cy.id: ["cancelled"]}
    kinds = [entry.kind for entry in await JournalEntry.all().order_by("seq")]
    assert kinds[-2:] == ["night_cancelled", "series_changed"]


async def test_going_back_to_every_week_brings_the_dates_back(
    cast: Cast, thursdays: list[Night]
) -> None:
    was = await calendar()
    await comes(thursdays[1], cast.cy.id)
    await edit(thursdays[0], Scope.ALL, Rhythm(Repeats.TWO_WEEKS))
    await edit(thursdays[0], Scope.ALL, Rhythm(Repeats.WEEK))
    assert await calendar() == was[:-1]  # the last one is written the day after tomorrow


async def test_a_second_day_is_added_without_touching_the_first(thursdays: list[Night]) -> None:
    await edit(thursdays[0], Scope.LATER, Rhythm(Repeats.WEEK, days=(0, 3)))
    assert (await calendar())[:4] == ["03-11 19:00", "03-15 19:00", "03-18 19:00", "03-22 19:00"]
    assert {night.id for night in thursdays} <= {night.id for night in await Night.all()}


async def test_a_weekly_night_becomes_a_monthly_one(thursdays: list[Night]) -> None:
    await edit(thursdays[0], Scope.LATER, Rhythm(Repeats.MONTH))
    assert (await Series.get()).rule == "FREQ=MONTHLY;BYDAY=2TH"
    assert await calendar() == ["03-11 19:00", "04-08 18:00"]


@pytest.mark.parametrize(
    ("rhythm", "left"),
    [(Rhythm(Repeats.WEEK, until=date(2027, 4, 1)), 4), (Rhythm(Repeats.WEEK, times=3), 3)],
)
async def test_a_series_is_given_an_end(thursdays: list[Night], rhythm: Rhythm, left: int) -> None:
    await edit(thursdays[0], Scope.ALL, rhythm)
    assert len(await calendar()) == left
    assert await materialise((await Series.get()).id, now=NOW + 30 * DAY) == 0


@pytest.mark.parametrize(
    ("rhythm", "about", "field"),
    [
        (Rhythm(Repeats.WEEK, days=(0, 1, 2, 3)), {}, "days"),
        (Rhythm(Repeats.MONTH, days=(0, 3)), {}, "days"),
        (Rhythm(Repeats.WEEK, days=(0,)), {}, "days"),
        (Rhythm(Repeats.WEEK, until=date(2027, 3, 1)), {}, "until"),
        (Rhythm(Repeats.WEEK, times=1), {}, "times"),
        (None, {"starts": SEVEN - 40 * DAY}, "starts"),
        (None, {"starts": SEVEN + 800 * DAY}, "starts"),
        (None, {"ends": SEVEN - DAY}, "ends"),
        (None, {"ends": SEVEN + 60 * DAY}, "ends"),
        (None, {"place": "nowhere"}, "place"),
    ],
)
async def test_what_no_series_can_be_is_said_at_its_field_and_changes_nothing(
    thursdays: list[Night], rhythm: Rhythm | None, about: dict[str, object], field: str
) -> None:
    was = await calendar()
    with pytest.raises(Invalid) as refused:
        await edit(thursdays[1], Scope.ALL, rhythm, title="Songs", **about)
    assert refused.value.field == field
    assert await calendar() == was
    assert {night.title for night in await Night.all()} == {"Thursday night"}


async def test_who_may_come_and_what_is_said_before_goes_for_nights_to_come(
    thursdays: list[Night],
) -> None:
    terms = Terms(
        2, 1, 24, NamesShown.HOSTS, Listed.PUBLIC, PlaceShown.COMING, "Loud music", "The library"
    )
    await edit(thursdays[2], Scope.LATER, terms=terms)
    new = await Series.all().order_by("-id").first()
    assert new is not None
    await materialise(new.id, now=NOW + 30 * DAY)
    nights = await Night.filter(series_id=new.id)
    assert len(nights) > 6
    for night in nights:
        assert (night.guests_most, night.first_timers) == (2, 1)
        assert night.answer_by == night.starts_at - DAY
        assert (night.names_shown, night.listed) == (NamesShown.HOSTS, Listed.PUBLIC)
        assert (night.place_shown, night.content_note) == (PlaceShown.COMING, "Loud music")
        assert night.plan_b == "The library"
    assert (await Night.get(id=thursdays[0].id)).guests_most == 0


async def test_a_night_that_moves_into_the_future_reminds_again(
    bo: int, thursdays: list[Night]
) -> None:
    night = thursdays[0]
    await Night.filter(id=night.id).update(reminded_at=NOW)
    wanted = Change("Thursday night", "", None, None, starts=SEVEN + DAY)
    await change(night.ref, wanted, bo, now=NOW)
    assert (await Night.get(id=night.id)).reminded_at is None


async def test_a_series_changes_by_a_mandate_and_on_the_record(
    cast: Cast, thursdays: list[Night]
) -> None:
    asked = Change("Songs", "", None, None)
    with pytest.raises(NotAllowed):
        await rewrite(thursdays[0].ref, Scope.ALL, asked, None, cast.cy.id, now=NOW)
    assert {night.title for night in await Night.all()} == {"Thursday night"}
    await edit(thursdays[0], Scope.ALL, title="Songs")
    series = await Series.get()
    entry = await JournalEntry.get(kind="series_changed")
    assert (entry.thing, entry.actor) == (series.thing, cast.bo.id)
    assert "mandate" in entry.body


async def test_a_night_without_a_series_or_one_that_is_over_has_no_others(
    bo: int, thursdays: list[Night]
) -> None:
    asked = Change("Songs", "", None, None)
    with pytest.raises(NotFound):
        await rewrite("a" * 26, Scope.ALL, asked, None, bo, now=NOW)
    for changes in (
        {"series_id": None, "series_key": None},
        {"cancelled_at": NOW},
        {"starts_at": NOW - HOUR, "ends_at": NOW},
    ):
        night = thursdays.pop()
        await Night.filter(id=night.id).update(**changes)
        with pytest.raises(TooLate):
            await rewrite(night.ref, Scope.ALL, asked, None, bo, now=NOW)
    await Series.all().update(ended_at=NOW)
    with pytest.raises(TooLate):
        await rewrite(thursdays[0].ref, Scope.LATER, asked, None, bo, now=NOW)


async def test_five_who_change_what_follows_split_the_series_once(
    bo: int, thursdays: list[Night]
) -> None:
    asked = Change("Songs", "", None, None)
    acts = (rewrite(thursdays[3].ref, Scope.LATER, asked, None, bo, now=NOW) for _ in range(5))
    ended = await asyncio.gather(*acts, return_exceptions=True)
    assert [each for each in ended if each is not None and not isinstance(each, TooLate)] == []
    assert await Series.all().count() == 2
    assert len(await calendar()) == 8


async def test_answers_given_while_the_series_moves_are_not_lost(
    cast: Cast, bo: int, thursdays: list[Night]
) -> None:
    asked = Change("Thursday night", "", None, None)
    members = (cast.ada, cast.cy, cast.dee)
    everyone = [comes(night, member.id) for night in thursdays for member in members]
    moves = [
        rewrite(thursdays[4].ref, Scope.LATER, asked, Rhythm(Repeats.TWO_WEEKS), bo, now=NOW),
        rewrite(thursdays[0].ref, Scope.ALL, asked, None, bo, now=NOW),
    ]
    ended = await asyncio.gather(*everyone, *moves, return_exceptions=True)
    refused = [each for each in ended if each is not None]
    assert not [each for each in refused if not isinstance(each, NotFound | TooLate)]
    assert await Answer.all().count() == len(everyone) - len(refused)
    for night in await Night.all():
        await adds_up(night)
