"""A member's own diary, the club's numbers by the month, and what the clock takes away."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from club.events import chores
from club.events.models import Answer, DoorChoice, Here, MonthCount, Night
from club.events.rules.presence import How
from club.events.rules.seats import Want
from club.events.rules.wishes import Wish
from club.events.service import diary, presence
from club.kit.errors import NotFound
from tests.conftest import SignedIn
from tests.events.nights import EVENING, a_night
from tests.people import Cast
from tests.web import Client

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FORGOTTEN = timedelta(hours=24)
AFTER_THREE = datetime(2028, 3, 12, 3, 10, tzinfo=UTC)
"""A year and a day after the evening, at the hour at which old nights become numbers."""


async def was_here(night: Night, cast: Cast, *others: int) -> None:
    """Cy was here, and others without a name; the night is over and forgotten."""
    await presence.come(night.ref, cast.cy.id, here=True, now=night.starts_at)
    for _ in range(sum(others)):
        await presence.count(night.ref, How.GREETER, more=True, now=night.starts_at)
    await chores.forget_due(night.ends_at + FORGOTTEN)


# The diary


async def test_no_diary_is_kept_unless_it_is_asked_for(cast: Cast, cy: Client) -> None:
    await was_here(await a_night(), cast)
    page = await cy.get("/me/evenings")
    assert "Keep my evenings for me" in page.text
    assert "11 March" not in page.text
    assert not await Here.all().exists()


async def test_a_diary_keeps_my_evenings_and_i_can_tear_each_out(cast: Cast, cy: Client) -> None:
    await cy.send_form("/me/evenings/diary", diary="true")
    await was_here(await a_night(), cast)
    await was_here(await a_night(starts_at=EVENING + 7 * DAY), cast)
    page = (await cy.get("/me/evenings")).text
    assert page.index("18 March") < page.index("11 March")
    first = await Here.filter(member_id=cast.cy.id).order_by("at").first()
    assert first is not None
    answer = await cy.send_form(f"/me/evenings/{first.ref}/removal")
    assert (answer.status_code, answer.headers["location"]) == (303, "/me/evenings")
    page = (await cy.get("/me/evenings")).text
    assert "11 March" not in page
    assert "18 March" in page
    assert (await cy.send_form(f"/me/evenings/{first.ref}/removal")).status_code == 404
    assert {night.here for night in await Night.all()} == {1}


async def test_a_diary_can_be_emptied_or_ended_at_once(cast: Cast, cy: Client) -> None:
    for path, fields, goes_on in (
        ("/me/evenings/removal", {}, True),
        ("/me/evenings/diary", {"diary": "false"}, False),
    ):
        await diary.choose_diary(cast.cy.id, wanted=True)
        await was_here(await a_night(), cast)
        assert await Here.all().exists()
        assert (await cy.send_form(path, **fields)).status_code == 303
        assert not await Here.all().exists()
        assert (await DoorChoice.get(member_id=cast.cy.id)).diary is goes_on


async def test_nobody_elses_diary_is_within_reach(
    cast: Cast, signed_in: SignedIn, client: Client
) -> None:
    await diary.choose_diary(cast.cy.id, wanted=True)
    await was_here(await a_night(), cast)
    row = await Here.get()
    bo = await signed_in(cast.bo)
    assert "11 March" not in (await bo.get("/me/evenings")).text
    assert (await bo.send_form(f"/me/evenings/{row.ref}/removal")).status_code == 404
    await bo.send_form("/me/evenings/removal")
    assert (await client.get("/me/evenings")).status_code == 303
    assert (await client.send_form("/me/evenings/removal")).status_code in {303, 401}
    assert await Here.filter(id=row.id).exists()


async def test_tonights_row_is_no_page_of_the_diary_yet(cast: Cast) -> None:
    night = await a_night()
    await presence.come(night.ref, cast.cy.id, here=True, now=EVENING)
    row = await Here.get()
    with pytest.raises(NotFound):
        await diary.tear_out(row.ref, cast.cy.id)
    await diary.choose_diary(cast.cy.id, wanted=False)
    assert await Here.all().exists()


async def test_only_i_say_that_i_am_here_if_i_want_it_so(cast: Cast, cy: Client) -> None:
    for only_self, words in (("true", "Only you say"), ("false", "The door may tick you again.")):
        await cy.send_form("/me/evenings/tick", only_self=only_self)
        assert words in (await cy.get("/me/evenings")).text
        chosen = await DoorChoice.get(member_id=cast.cy.id)
        assert chosen.only_self is (only_self == "true")


@pytest.mark.parametrize(("path", "field"), [("diary", "diary"), ("tick", "only_self")])
async def test_a_choice_that_cannot_be_read_changes_nothing(
    cast: Cast, cy: Client, path: str, field: str
) -> None:
    answer = await cy.send_form(f"/me/evenings/{path}", **{field: "perhaps"})
    assert answer.status_code == 422
    assert cast.cy.id
    assert not await DoorChoice.all().exists()


async def test_choosing_many_times_at_once_leaves_one_choice(cast: Cast) -> None:
    await asyncio.gather(*(diary.choose_diary(cast.cy.id, wanted=True) for _ in range(5)))
    assert await DoorChoice.all().count() == 1


# Numbers by the month


async def test_the_months_say_how_many_and_hide_what_is_few(cast: Cast, cy: Client) -> None:
    await was_here(await a_night(), cast, 6)
    await was_here(await a_night(starts_at=EVENING + 7 * DAY), cast, 3)
    await was_here(await a_night(starts_at=EVENING + 35 * DAY), cast, 2)
    page = await cy.get("/club/months")
    assert page.status_code == 200
    assert "March 2027</dt><dd>2 nights, 11 people</dd>" in page.text
    assert "April 2027</dt><dd>1 night, fewer than 5 people</dd>" in page.text
    assert "/club/months" in (await cy.get("/club")).text


async def test_the_months_are_for_members_and_say_nothing_of_tonight(
    cast: Cast, cy: Client, client: Client
) -> None:
    assert "No night has been counted yet." in (await cy.get("/club/months")).text
    night = await a_night()
    await presence.come(night.ref, cast.cy.id, here=True, now=EVENING)
    await Night.create(
        title="Off", zone="UTC", starts_at=EVENING, ends_at=EVENING + HOUR,
        cancelled_at=EVENING, forgotten_at=EVENING,
    )  # fmt: skip
    assert "No night has been counted yet." in (await cy.get("/club/months")).text
    assert (await client.get("/club/months")).status_code == 303


async def test_a_year_later_a_night_is_a_number_of_its_month(cast: Cast, cy: Client) -> None:
    await diary.choose_diary(cast.cy.id, wanted=True)
    await was_here(await a_night(), cast, 6)
    before = (await cy.get("/club/months")).text.split("<dl")[1]
    assert await chores.add_up_due(AFTER_THREE - DAY - 7 * HOUR) == 0
    assert await Here.all().count() == 1
    assert await chores.add_up_due(AFTER_THREE) == 1
    assert await chores.add_up_due(AFTER_THREE) == 0
    night = await Night.get()
    assert (night.here, night.unnamed) == (0, 0)
    assert not await Here.all().exists()
    assert {(row.kind, row.n) for row in await MonthCount.all()} == {("nights", 1), ("people", 7)}
    assert (await cy.get("/club/months")).text.split("<dl")[1] == before


async def test_old_nights_become_numbers_at_night_alone(cast: Cast) -> None:
    await was_here(await a_night(), cast)
    assert await chores.add_up_due(AFTER_THREE + 2 * HOUR) == 0
    assert await chores.add_up_due(AFTER_THREE + DAY) == 1


async def test_two_clocks_at_once_add_a_night_once(cast: Cast) -> None:
    for week in (0, 1):
        await was_here(await a_night(starts_at=EVENING + 7 * week * DAY), cast, 2)
    now = AFTER_THREE + 7 * DAY
    done = await asyncio.gather(*(chores.add_up_due(now) for _ in range(4)))
    assert sum(done) == 2
    assert {(row.kind, row.n) for row in await MonthCount.all()} == {("nights", 2), ("people", 6)}


async def test_a_night_that_was_off_is_no_number(cast: Cast) -> None:
    night = await a_night()
    await Night.filter(id=night.id).update(cancelled_at=EVENING)
    assert await chores.add_up_due(AFTER_THREE) == 1
    assert not await MonthCount.all().exists()
    assert cast.cy.id


# What the door was asked


async def test_what_the_door_was_asked_is_gone_twelve_hours_after(cast: Cast) -> None:
    night = await a_night()
    for member, wishes, note in ((cast.cy, Wish.QUIET, ""), (cast.bo, Wish.NONE, "A red hat")):
        await Answer.create(
            night_id=night.id, member_id=member.id, want=Want.COMING, turn=1, said_at=EVENING,
            wishes=wishes, note=note,
        )  # fmt: skip
    closed = night.ends_at + 12 * HOUR
    assert await chores.forget_wishes_due(closed - timedelta(seconds=1)) == 0
    assert await chores.forget_wishes_due(closed) == 2
    assert await chores.forget_wishes_due(closed) == 0
    assert {(row.wishes, row.note) for row in await Answer.all()} == {(0, "")}
