"""A night needs somebody who looks after it; the club asks, and calls nothing off by itself."""

import asyncio
from datetime import timedelta

import pytest

from club.events import chores
from club.events.models import Answer, Helper, Night, SeriesHelper
from club.events.rules.places import Part
from club.events.rules.seats import Want
from club.events.service.answers import answer, let_go
from club.events.service.hosting import ask, offer_help
from club.events.service.series import materialise
from club.events.service.terms import Details
from club.kit.errors import NotFound, TooLate
from club.notices.models import Letter
from club.roles import service as roles
from tests import people
from tests.events.nights import NOW, a_night, a_series, holds
from tests.people import Cast

HOUR = timedelta(hours=1)


async def _hosted(cast: Cast, **more: object) -> Night:
    night = await a_night(**more)  # type: ignore[arg-type]
    await Helper.create(night_id=night.id, member_id=cast.ada.id, part=Part.HOST)
    await Helper.create(night_id=night.id, member_id=cast.bo.id, part=Part.DOOR)
    return night


async def _asked() -> list[int]:
    rows = await Letter.filter(message__kind="host_needed").order_by("id")
    return [row.member_id for row in rows]


async def _give(cast: Cast) -> None:
    await roles.establish("decision/1", by=None, now=NOW)
    for role, member in (("keyholder", cast.cy), ("chair", cast.dee)):
        await roles.grant(
            role,
            member.id,
            decision_ref="decision/1",
            starts_at=NOW,
            ends_at=NOW + timedelta(days=90),
            by=None,
            now=NOW,
        )


async def test_when_the_last_host_cannot_come_the_others_near_the_night_are_asked(
    cast: Cast,
) -> None:
    night = await _hosted(cast)
    await answer(night.ref, cast.ada.id, Want.NO, now=NOW)
    assert await _asked() == [cast.bo.id]
    await answer(night.ref, cast.ada.id, Want.NO, Details(named=True), now=NOW)
    assert await _asked() == [cast.bo.id], "once is enough"


async def test_another_host_is_enough(cast: Cast) -> None:
    night = await _hosted(cast)
    await offer_help(night.ref, cast.cy.id, Part.HOST, offers=True, now=NOW)
    await answer(night.ref, cast.ada.id, Want.NO, now=NOW)
    assert await _asked() == []
    assert (await Night.get(id=night.id)).host_gone_at is None


async def test_after_twelve_hours_the_keyholders_and_a_day_before_the_committee(
    cast: Cast,
) -> None:
    await _give(cast)
    night = await _hosted(cast)
    await answer(night.ref, cast.ada.id, Want.NO, now=NOW)
    assert await chores.ask_for_host_due(NOW + 11 * HOUR) == 0
    assert await chores.ask_for_host_due(NOW + 12 * HOUR) == 1
    assert await chores.ask_for_host_due(NOW + 13 * HOUR) == 0
    assert await _asked() == [cast.bo.id, cast.cy.id]
    assert await chores.ask_for_host_due(night.starts_at - 24 * HOUR) == 1
    assert await _asked() == [cast.bo.id, cast.cy.id, cast.dee.id]
    assert await chores.ask_for_host_due(night.starts_at - 2 * HOUR) == 0
    assert (await Night.get(id=night.id)).cancelled_at is None, "nothing is called off by itself"


async def test_five_clocks_at_once_ask_once(cast: Cast) -> None:
    await _give(cast)
    night = await _hosted(cast)
    await answer(night.ref, cast.ada.id, Want.NO, now=NOW)
    late = NOW + 12 * HOUR
    assert sum(await asyncio.gather(*(ask(night.id, now=late) for _ in range(5)))) == 1


async def test_whoever_steps_in_ends_the_search(cast: Cast) -> None:
    night = await _hosted(cast)
    await answer(night.ref, cast.ada.id, Want.NO, now=NOW)
    await offer_help(night.ref, cast.cy.id, Part.HOST, offers=True, now=NOW)
    assert await chores.ask_for_host_due(NOW + 20 * HOUR) == 0
    night = await Night.get(id=night.id)
    assert (night.host_gone_at, night.host_asked) == (None, 0)


async def test_a_host_who_steps_back_is_looked_for_and_gives_the_place_of_a_guest(
    cast: Cast,
) -> None:
    night = await _hosted(cast, places=1)
    await answer(night.ref, cast.ada.id, Want.COMING, now=NOW)
    await answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    assert (await Night.get(id=night.id)).taken == 1
    await offer_help(night.ref, cast.ada.id, Part.HOST, offers=False, now=NOW)
    await holds(night)
    night = await Night.get(id=night.id)
    assert (night.taken, night.coming) == (2, 2), "both keep their places"
    assert await _asked() == [cast.bo.id]


async def test_who_waits_and_takes_the_night_on_has_a_place(cast: Cast) -> None:
    night = await _hosted(cast, places=1)
    await answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    await answer(night.ref, cast.dee.id, Want.COMING, now=NOW)
    await offer_help(night.ref, cast.dee.id, Part.HOST, offers=True, now=NOW)
    assert (await Answer.get(member_id=cast.dee.id)).seats == 1
    await holds(night)


async def test_offering_twice_is_one_offer_and_the_first_host_frees_a_place(cast: Cast) -> None:
    night = await _hosted(cast, places=1)
    await answer(night.ref, cast.cy.id, Want.COMING, now=NOW)
    await answer(night.ref, cast.dee.id, Want.COMING, now=NOW)
    for _ in range(2):
        await offer_help(night.ref, cast.cy.id, Part.HOST, offers=True, now=NOW)
    assert await Helper.filter(member_id=cast.cy.id).count() == 1
    assert (await Answer.get(member_id=cast.dee.id)).seats == 1
    await holds(night)


@pytest.mark.parametrize("part", list(Part))
async def test_help_for_a_night_that_is_over_or_unknown_is_refused(cast: Cast, part: Part) -> None:
    night = await _hosted(cast)
    with pytest.raises(TooLate):
        await offer_help(night.ref, cast.cy.id, part, offers=True, now=night.ends_at)
    with pytest.raises(NotFound):
        await offer_help("x" * 26, cast.cy.id, part, offers=True, now=NOW)


async def test_a_host_who_leaves_the_club_is_looked_for(cast: Cast) -> None:
    night = await _hosted(cast)
    await let_go(cast.ada.id, now=NOW)
    assert await _asked() == [cast.bo.id]
    assert (await Night.get(id=night.id)).host_gone_at == NOW


async def test_nobody_overtakes_the_queue_by_hosting_for_a_moment(cast: Cast) -> None:
    night = await _hosted(cast, places=1)
    for each in (cast.cy, cast.bo, cast.dee):
        await answer(night.ref, each.id, Want.COMING, now=NOW)
    for offers in (True, False):
        await offer_help(night.ref, cast.dee.id, Part.HOST, offers=offers, now=NOW)
        await holds(night)
    night = await Night.get(id=night.id)
    assert (night.taken, night.waiting) == (1, 2), "Dee waits again, behind Bo"


async def test_four_hosts_are_enough_unless_none_of_them_can_come(cast: Cast) -> None:
    night = await _hosted(cast)
    more = [await people.join(f"Host {n}", voting_from=NOW, now=NOW) for n in range(4)]
    for member in more[:3]:
        await offer_help(night.ref, member.id, Part.HOST, offers=True, now=NOW)
    with pytest.raises(TooLate):
        await offer_help(night.ref, more[3].id, Part.HOST, offers=True, now=NOW)
    for member_id in (cast.ada.id, *(each.id for each in more[:3])):
        await answer(night.ref, member_id, Want.NO, now=NOW)
    await offer_help(night.ref, more[3].id, Part.HOST, offers=True, now=NOW)
    assert (await Night.get(id=night.id)).host_gone_at is None


async def test_a_new_night_of_a_series_without_a_host_is_looked_after_by_asking(cast: Cast) -> None:
    series, _ = await a_series(NOW)
    await SeriesHelper.create(series_id=series.id, member_id=cast.bo.id, part=Part.DOOR)
    assert await materialise(series.id, now=NOW + timedelta(days=7)) == 1
    new = await Night.filter(series_id=series.id).order_by("-starts_at").first()
    assert new is not None
    assert new.host_gone_at == NOW + timedelta(days=7)
    assert await _asked() == [cast.bo.id]


async def test_a_new_night_with_a_host_asks_nobody(cast: Cast) -> None:
    series, _ = await a_series(NOW)
    await SeriesHelper.create(series_id=series.id, member_id=cast.ada.id, part=Part.HOST)
    asked = await _asked()
    assert await materialise(series.id, now=NOW + timedelta(days=7)) == 1
    assert await _asked() == asked
