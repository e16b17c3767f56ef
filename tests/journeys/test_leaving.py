"""Leaving: what a member said to the nights to come goes with them."""

from club.events.models import Answer, Night, SeriesAnswer
from club.events.rules.seats import Want
from club.events.service.series import materialise
from club.events.service.usual import usually
from club.journeys.service import leaving
from tests.events.nights import a_series
from tests.people import NOW, WAIT, Cast


async def test_whoever_leaves_is_down_for_no_night_any_more(cast: Cast) -> None:
    series, _ = await a_series(NOW)
    await usually(series.ref, cast.cy.id, Want.COMING, now=NOW)
    assert await Answer.all().count() == await Night.all().count() > 5
    await leaving.leave(cast.cy, now=NOW)
    assert await SeriesAnswer.all().count() + await Answer.all().count() == 0
    assert {night.coming for night in await Night.all()} == {0}
    assert await materialise(series.id, now=NOW + WAIT) > 0
    assert await Answer.all().count() == 0
