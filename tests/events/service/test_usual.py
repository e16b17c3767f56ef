"""What members usually say: said for them to each night, and never over their own word."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from club.events import chores
from club.events.models import Answer, Night, Series, SeriesAnswer
from club.events.queries.pages import night_page
from club.events.queries.usual import UsualView
from club.events.rules.edits import Change, Scope
from club.events.rules.seats import Standing, Want
from club.events.rules.wishes import Via
from club.events.service.answers import answer, let_go
from club.events.service.rewriting import rewrite
from club.events.service.series import materialise
from club.events.service.usual import usually
from club.kit.errors import NotFound, TooLate
from club.members.models import Member
from club.notices.models import Letter, Message
from club.roles import service as roles
from tests.events.nights import NOW, a_night, a_series, by_the_rule
from tests.people import Cast

DAY, WEEK = timedelta(days=1), timedelta(days=7)
MONDAY_AT_TEN = datetime(2027, 3, 8, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def thursdays(cast: Cast) -> Series:
    """The Thursdays from 11 March on at seven; eight are written down."""
    _ = cast
    series, _night = await a_series(NOW)
    return series


async def usual_view(series_id: int | None, member_id: int, *, now: datetime) -> UsualView | None:
    """What the page of a night of this series says."""
    night = await Night.filter(series_id=series_id).order_by("starts_at").first()
    assert night
    return (await night_page(night.ref, member_id, now=now)).usual


async def said(member_id: int) -> list[tuple[str, str]]:
    rows = await Answer.filter(member_id=member_id).select_related("night")
    rows.sort(key=lambda row: row.night.starts_at)
    return [(row.night.starts_at.strftime("%m-%d"), row.want.value) for row in rows]


async def test_whoever_usually_comes_is_down_for_every_night_ahead(
    cast: Cast, thursdays: Series
) -> None:
    await usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW)
    assert len(await said(cast.cy.id)) == await Night.all().count() == 7
    assert {row.via for row in await Answer.all()} == {Via.SERIES}
    assert {night.coming for night in await Night.all()} == {1}


async def test_a_new_night_knows_who_usually_comes_first_who_said_so_first(
    cast: Cast, thursdays: Series
) -> None:
    for n, member in enumerate((cast.dee, cast.cy, cast.ada)):
        want = Want.MAYBE if member is cast.ada else Want.COMING
        await usually(thursdays.ref, member.id, want, now=NOW + n * DAY)
    await Series.all().update(places=1)
    assert await materialise(thursdays.id, now=NOW + WEEK) == 1
    night = await Night.all().order_by("-starts_at").first()
    assert night is not None
    found = await by_the_rule(night)
    assert found[cast.cy.id] == Standing(found[cast.cy.id].seat, 1), "Cy waits behind Dee"
    assert found[cast.dee.id].number is None
    assert (await said(cast.ada.id))[-1][1] == "maybe"


async def test_what_a_member_says_to_one_night_counts_more(cast: Cast, thursdays: Series) -> None:
    nights = await Night.all().order_by("starts_at")
    await answer(nights[2].ref, cast.cy.id, Want.NO, now=NOW)
    await usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW + DAY)
    assert [want for _, want in await said(cast.cy.id)] == ["coming"] * 2 + ["no"] + ["coming"] * 4
    await answer(nights[0].ref, cast.cy.id, Want.MAYBE, now=NOW + DAY)
    await usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW + DAY)
    assert (await said(cast.cy.id))[0][1] == "maybe"


async def test_it_stops_with_one_tap_and_what_was_said_stays(cast: Cast, thursdays: Series) -> None:
    await usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW)
    await usually(thursdays.ref, cast.cy.id, Want.NO, now=NOW)
    assert await SeriesAnswer.all().count() == 0
    assert await materialise(thursdays.id, now=NOW + WEEK) == 1
    assert len(await said(cast.cy.id)) == 7


async def test_it_ends_by_itself_after_half_a_year(cast: Cast, thursdays: Series) -> None:
    await usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW)
    late = NOW + 19 * WEEK
    await materialise(thursdays.id, now=late)
    last = (await said(cast.cy.id))[-1]
    assert last == ("08-26", "coming"), "half a year from 4 March, and no longer"
    await chores.tell_of_the_week_due(NOW + 27 * WEEK)
    assert await SeriesAnswer.all().count() == 0


async def test_it_may_be_renewed_in_its_last_four_weeks_and_keeps_its_turn(
    cast: Cast, thursdays: Series
) -> None:
    await usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW)
    shown = [
        await usual_view(thursdays.id, cast.cy.id, now=NOW + weeks * WEEK) for weeks in (21, 22, 27)
    ]
    assert [each and each.renew for each in shown] == [False, True, False]
    assert [each and each.want for each in shown] == ["coming", "coming", None]
    await usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW + 22 * WEEK)
    row = await SeriesAnswer.get()
    assert (row.created_at, row.until) == (NOW, NOW + 48 * WEEK)


async def test_after_it_ended_it_begins_anew(cast: Cast, thursdays: Series) -> None:
    await usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW)
    later = NOW + 30 * WEEK
    await usually(thursdays.ref, cast.cy.id, Want.MAYBE, now=later)
    row = await SeriesAnswer.get()
    assert (row.created_at, row.want) == (later, Want.MAYBE)


async def test_whoever_rests_keeps_no_chair(cast: Cast, thursdays: Series) -> None:
    await usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW)
    await Member.filter(id=cast.cy.id).update(paused_at=NOW)
    await materialise(thursdays.id, now=NOW + WEEK)
    assert len(await said(cast.cy.id)) == 7
    await Member.filter(id=cast.cy.id).update(paused_at=None)
    await materialise(thursdays.id, now=NOW + 2 * WEEK)
    assert len(await said(cast.cy.id)) == 8


async def test_whoever_leaves_says_nothing_any_more(cast: Cast, thursdays: Series) -> None:
    await usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW)
    assert await let_go(cast.cy.id, now=NOW) == 7
    assert await SeriesAnswer.all().count() == 0
    await materialise(thursdays.id, now=NOW + WEEK)
    assert await Answer.all().count() == 0


async def test_it_goes_on_with_the_series_that_goes_on(cast: Cast, thursdays: Series) -> None:
    await roles.establish("decision/1", by=None, now=NOW)
    about = {"decision_ref": "decision/1", "by": None, "now": NOW, "starts_at": NOW}
    await roles.grant("coordinator", cast.bo.id, ends_at=NOW + 300 * DAY, **about)
    await usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW)
    night = (await Night.all().order_by("starts_at"))[3]
    songs = Change("Songs", "", None, None)
    await rewrite(night.ref, Scope.LATER, songs, None, cast.bo.id, now=NOW)
    heir = (await Series.all().order_by("-id"))[0]
    assert (await SeriesAnswer.get()).series_id == heir.stem_id == thursdays.id
    await materialise(heir.id, now=NOW + WEEK)
    assert len(await said(cast.cy.id)) == 8


async def test_a_word_to_one_part_of_a_split_series_is_a_word_to_all(
    cast: Cast, thursdays: Series
) -> None:
    await roles.establish("decision/1", by=None, now=NOW)
    about = {"decision_ref": "decision/1", "by": None, "now": NOW, "starts_at": NOW}
    await roles.grant("coordinator", cast.bo.id, ends_at=NOW + 300 * DAY, **about)
    nights = await Night.all().order_by("starts_at")
    for n, title in ((4, "Songs"), (2, "Soup")):
        await rewrite(
            nights[n].ref, Scope.LATER, Change(title, "", None, None), None, cast.bo.id, now=NOW
        )
    assert await Series.filter(stem_id=thursdays.id).count() == 2
    await usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW)
    assert len(await said(cast.cy.id)) == len(nights)
    for part in await Series.all():
        view = await usual_view(part.id, cast.cy.id, now=NOW)
        assert view
        assert view.want == "coming"
    soup = await Series.get(title="Soup")
    await usually(soup.ref, cast.cy.id, Want.NO, now=NOW)
    assert await SeriesAnswer.all().count() == 0


async def test_a_tap_on_one_part_while_the_other_is_written_misses_none(
    cast: Cast, thursdays: Series
) -> None:
    await roles.establish("decision/1", by=None, now=NOW)
    about = {"decision_ref": "decision/1", "by": None, "now": NOW, "starts_at": NOW}
    await roles.grant("coordinator", cast.bo.id, ends_at=NOW + 300 * DAY, **about)
    night = (await Night.all().order_by("starts_at"))[3]
    songs = Change("Songs", "", None, None)
    await rewrite(night.ref, Scope.LATER, songs, None, cast.bo.id, now=NOW)
    heir, later = await Series.get(stem_id=thursdays.id), NOW + 4 * WEEK
    await asyncio.gather(
        usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW),
        materialise(heir.id, now=later),
        usually(heir.ref, cast.dee.id, Want.COMING, now=NOW),
        materialise(heir.id, now=later),
    )
    nights = await Night.all()
    assert len(nights) == 11
    assert {night.coming for night in nights} == {2}


async def test_nobody_is_down_for_a_series_that_ended_or_never_was(
    cast: Cast, thursdays: Series
) -> None:
    with pytest.raises(NotFound):
        await usually("a" * 26, cast.cy.id, Want.COMING, now=NOW)
    await Series.all().update(ended_at=NOW)
    with pytest.raises(TooLate):
        await usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW)
    assert await SeriesAnswer.all().count() == 0
    assert await usual_view(thursdays.id, cast.cy.id, now=NOW) is None
    await a_night()
    assert await usual_view(None, cast.cy.id, now=NOW) is None


async def test_a_series_past_its_last_day_asks_nobody(cast: Cast, thursdays: Series) -> None:
    rule = "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270401T235900"
    await Series.all().update(rule=rule)
    assert await usual_view(thursdays.id, cast.cy.id, now=NOW) is not None
    assert await usual_view(thursdays.id, cast.cy.id, now=NOW + 5 * WEEK) is None


async def test_on_mondays_members_hear_once_for_which_nights_they_are_down(
    cast: Cast, thursdays: Series
) -> None:
    for member, want in ((cast.cy, Want.COMING), (cast.dee, Want.MAYBE), (cast.ada, Want.COMING)):
        await usually(thursdays.ref, member.id, want, now=NOW)
    first = (await Night.all().order_by("starts_at"))[0]
    await answer(first.ref, cast.ada.id, Want.NO, now=NOW)
    before = MONDAY_AT_TEN - timedelta(seconds=1)
    assert await chores.tell_of_the_week_due(before) == 0
    assert await chores.tell_of_the_week_due(MONDAY_AT_TEN) == 2
    assert await chores.tell_of_the_week_due(MONDAY_AT_TEN + DAY) == 0
    assert {letter.member_id for letter in await Letter.all()} == {cast.cy.id, cast.dee.id}
    message = await Message.get()
    assert (message.kind, message.category.value) == ("down_for", "news")
    assert "Songs, Thursday 11 March" in message.body
    assert await chores.tell_of_the_week_due(MONDAY_AT_TEN + WEEK) == 3


async def test_two_clocks_at_once_tell_once(cast: Cast, thursdays: Series) -> None:
    await usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW)
    await asyncio.gather(*(chores.tell_of_the_week_due(MONDAY_AT_TEN) for _ in range(5)))
    assert await Letter.all().count() == 1


async def test_five_taps_at_once_are_one_word(cast: Cast, thursdays: Series) -> None:
    taps = (usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW) for _ in range(5))
    await asyncio.gather(*taps)
    assert await SeriesAnswer.all().count() == 1
    assert await Answer.all().count() == 7


async def test_a_tap_while_nights_are_written_misses_none(cast: Cast, thursdays: Series) -> None:
    later = NOW + 4 * WEEK
    await asyncio.gather(
        usually(thursdays.ref, cast.cy.id, Want.COMING, now=NOW),
        materialise(thursdays.id, now=later),
        usually(thursdays.ref, cast.dee.id, Want.COMING, now=NOW),
        materialise(thursdays.id, now=later),
    )
    nights = await Night.all()
    assert len(nights) == 11
    assert {night.coming for night in nights} == {2}
    assert await Answer.all().count() == 22
