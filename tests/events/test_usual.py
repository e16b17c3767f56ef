"""The door where a member says what they usually say."""

from datetime import timedelta

import pytest

from club.events.models import Answer, Night, Series, SeriesAnswer
from club.kit import clock
from club.kit.tokens import new_ref
from tests.conftest import SignedIn
from tests.events.nights import a_night, a_series
from tests.people import Cast
from tests.web import Client

WEEK = timedelta(days=7)


@pytest.fixture
async def songs(cast: Cast) -> tuple[Series, Night]:
    _ = cast
    return await a_series(clock.now())


async def test_a_member_usually_comes_and_stops_it_again(
    cy: Client, songs: tuple[Series, Night]
) -> None:
    series, night = songs
    path, page = f"/series/{series.ref}/usual", f"/e/{night.ref}"
    shown = (await cy.get(page)).text
    assert f'action="{path}"' in shown
    assert "I usually come" in shown
    answer = await cy.send_form(path, want="coming", back=page)
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    shown = (await cy.get(page)).text
    for words in ("You are down for each of these nights.", "You are coming.", "Stop this"):
        assert words in shown
    assert "Go on for half a year" not in shown
    answer = await cy.send_form(path, want="no", back=page)
    assert "This has stopped." in (await cy.get(page)).text
    assert await SeriesAnswer.all().count() == 0


async def test_it_is_renewed_with_one_tap(cy: Client, songs: tuple[Series, Night]) -> None:
    series, night = songs
    await cy.send_form(f"/series/{series.ref}/usual", want="maybe")
    await SeriesAnswer.all().update(until=clock.now() + 3 * WEEK)
    shown = (await cy.get(f"/e/{night.ref}")).text
    assert "You are down as a maybe" in shown
    assert "Go on for half a year" in shown
    await cy.send_form(f"/series/{series.ref}/usual", want="maybe")
    assert (await SeriesAnswer.get()).until > clock.now() + 25 * WEEK


async def test_a_single_night_asks_nothing_of_the_kind(cy: Client) -> None:
    night = await a_night(starts_at=clock.now() + WEEK)
    assert "Each time?" not in (await cy.get(f"/e/{night.ref}")).text


@pytest.mark.parametrize("fields", [{}, {"want": "always"}, {"want": ""}])
async def test_what_cannot_be_read_changes_nothing(
    cy: Client, songs: tuple[Series, Night], fields: dict[str, str]
) -> None:
    answer = await cy.send_form(f"/series/{songs[0].ref}/usual", **fields)
    assert answer.status_code == 422
    assert "choose a button" in answer.text
    assert await SeriesAnswer.all().count() == 0


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", ""])
async def test_it_leads_nowhere_else(cy: Client, songs: tuple[Series, Night], back: str) -> None:
    answer = await cy.send_form(f"/series/{songs[0].ref}/usual", want="maybe", back=back)
    assert answer.headers["location"] == "/nights"


async def test_the_same_tap_sent_twice_acts_once(cy: Client, songs: tuple[Series, Night]) -> None:
    key, path = new_ref(), f"/series/{songs[0].ref}/usual"
    for _ in range(3):
        answer = await cy.send_form(path, key=key, want="coming")
        assert answer.status_code == 303
    assert (await Series.get()).revision == 2
    assert await Answer.all().count() == await Night.all().count()


async def test_a_series_that_ended_or_never_was_takes_no_word(
    cy: Client, songs: tuple[Series, Night]
) -> None:
    assert (await cy.send_form(f"/series/{'a' * 26}/usual", want="coming")).status_code == 404
    await Series.all().update(ended_at=clock.now())
    answer = await cy.send_form(f"/series/{songs[0].ref}/usual", want="coming")
    assert answer.status_code == 409
    assert "Each time?" not in (await cy.get(f"/e/{songs[1].ref}")).text


async def test_a_stranger_says_nothing(client: Client, songs: tuple[Series, Night]) -> None:
    answer = await client.send_form(f"/series/{songs[0].ref}/usual", want="coming")
    assert answer.headers["location"].startswith("/sign-in")
    assert await SeriesAnswer.all().count() == 0


async def test_only_the_member_sees_what_they_usually_say(
    cy: Client, songs: tuple[Series, Night], cast: Cast, signed_in: SignedIn
) -> None:
    await cy.send_form(f"/series/{songs[0].ref}/usual", want="coming")
    dee = await signed_in(cast.dee)
    shown = (await dee.get(f"/e/{songs[1].ref}")).text
    assert "I usually come" in shown
    assert "You are down" not in shown
