"""Nights for those who have the link, on nobody else's list."""

from datetime import timedelta

import pytest

from club.events.models import Helper, Night
from club.events.queries import feeds
from club.events.queries.entries import Site
from club.events.rules.calendars import Detail, Which
from club.events.rules.places import Listed, Part
from club.events.rules.seats import Want
from club.events.service import answers
from club.events.service.terms import Details
from club.kit import clock
from tests.conftest import SignedIn
from tests.events.nights import a_night
from tests.people import Cast
from tests.web import Client

DAY = timedelta(days=1)
WALK = "A walk by the canal"


@pytest.fixture
async def walk(cast: Cast) -> Night:
    _ = cast
    return await a_night(starts_at=clock.now() + DAY, title=WALK, listed=Listed.INVITED)


async def lists_it(client: Client) -> list[bool]:
    return [WALK in (await client.get(path)).text for path in _paths()]


def _paths() -> list[str]:
    tomorrow = clock.now() + DAY
    return ["/", "/nights", f"/nights/month/{tomorrow:%Y-%m}"]


async def in_a_calendar_of_all(member_id: int) -> bool:
    site = Site(address="https://club.example", alias="Club")
    given = await feeds.entries(member_id, site, Detail.FULL, Which.ALL, now=clock.now())
    return any(WALK in str(each) for each in given)


async def test_whoever_has_no_link_reads_of_it_nowhere(cast: Cast, walk: Night, cy: Client) -> None:
    _ = walk
    assert await lists_it(cy) == [False, False, False]
    assert not await in_a_calendar_of_all(cast.cy.id)


async def test_the_link_opens_it_and_an_answer_puts_it_on_the_list(
    cast: Cast, walk: Night, cy: Client, dee: Client
) -> None:
    assert WALK in (await cy.get(f"/e/{walk.ref}")).text
    await answers.answer(walk.ref, cast.cy.id, Want.MAYBE, Details(), now=clock.now())
    assert await lists_it(cy) == [True, True, True]
    assert await in_a_calendar_of_all(cast.cy.id)
    assert await lists_it(dee) == [False, False, False]


@pytest.mark.parametrize("part", list(Part))
async def test_whoever_looks_after_it_has_it_on_their_list(
    cast: Cast, walk: Night, signed_in: SignedIn, part: Part
) -> None:
    await Helper.create(night_id=walk.id, member_id=cast.ada.id, part=part)
    assert await lists_it(await signed_in(cast.ada)) == [True, True, True]
    assert await in_a_calendar_of_all(cast.ada.id)


async def test_many_of_them_push_no_other_night_off_the_front_page(cast: Cast, cy: Client) -> None:
    _ = cast
    for hour in range(12):
        at = clock.now() + DAY + timedelta(hours=hour)
        await a_night(starts_at=at, title=WALK, listed=Listed.INVITED)
    await a_night(starts_at=clock.now() + 3 * DAY, title="Thursday night")
    page = (await cy.get("/")).text
    assert "Thursday night" in page
    assert WALK not in page
