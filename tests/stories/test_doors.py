"""The shelf as members meet it."""

import asyncio
from typing import Any

import pytest
from tortoise.connection import get_connection

from club.journeys.service import leaving
from club.kit.tokens import new_ref
from club.stories.models import Consent, StoryObject, Telling
from club.stories.rules import Level, wording
from tests.conftest import SignedIn
from tests.people import NOW, Cast
from tests.web import Client

KETTLE = {"name": "The blue kettle", "words": "It was my aunt's.", "meaning": "Warmth."}
MOST_QUERIES = 8


async def put(phone: Client, **changed: object) -> str:
    answer = await phone.send_form("/shelf/new", **(KETTLE | changed))
    assert answer.status_code == 303
    return str(answer.headers["location"])


async def show(phone: Client, level: int, ref: str | None = None) -> int:
    telling = ref or (await Telling.all().order_by("id"))[0].ref
    return (await phone.send_form(f"/tellings/{telling}/level", level=level)).status_code


async def test_a_story_is_only_mine_until_i_show_it(signed_in: SignedIn, cast: Cast) -> None:
    cy, bo = await signed_in(cast.cy), await signed_in(cast.bo)
    kettle = await put(cy)
    assert "Only you see this" in (await cy.get(kettle)).text
    assert (await bo.get(kettle)).status_code == 404
    assert "kettle" not in (await bo.get("/shelf")).text
    assert await show(cy, 3) == 303
    assert "my aunt" in (await bo.get(kettle)).text
    assert "1 person told about this" in (await bo.get("/shelf")).text


async def test_taking_a_story_back_works_at_once(signed_in: SignedIn, cast: Cast) -> None:
    cy, bo = await signed_in(cast.cy), await signed_in(cast.bo)
    kettle = await put(cy)
    await show(cy, 3)
    assert await show(cy, 1) == 303
    assert (await bo.get(kettle)).status_code == 404


async def test_each_consent_is_kept_with_its_words(signed_in: SignedIn, cast: Cast) -> None:
    cy = await signed_in(cast.cy)
    await put(cy)
    await show(cy, 3)
    await show(cy, 3)
    given = [(row.level, row.wording) for row in await Consent.all().order_by("id")]
    assert given == [(level, wording(level)) for level in Level]


async def test_nobody_shows_another_members_story(signed_in: SignedIn, cast: Cast) -> None:
    await put(await signed_in(cast.cy))
    assert await show(await signed_in(cast.bo), 3) == 404
    assert (await Telling.get()).level == 1


async def test_several_members_tell_about_one_thing(signed_in: SignedIn, cast: Cast) -> None:
    cy, bo = await signed_in(cast.cy), await signed_in(cast.bo)
    kettle = await put(cy)
    await show(cy, 3)
    answer = await bo.send_form(f"{kettle}/tellings", words="I broke the lid.")
    assert answer.status_code == 303
    assert "broke" not in (await cy.get(kettle)).text
    assert "2 people" not in (await cy.get("/shelf")).text


async def test_nobody_tells_about_what_they_cannot_see(signed_in: SignedIn, cast: Cast) -> None:
    kettle = await put(await signed_in(cast.cy))
    answer = await (await signed_in(cast.bo)).send_form(f"{kettle}/tellings", words="Mine too.")
    assert answer.status_code == 404
    assert await Telling.all().count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"), [({"name": ""}, "fill this in"), ({"name": "x" * 81}, "too long")]
)
async def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    signed_in: SignedIn, cast: Cast, wrong: dict[str, Any], words: str
) -> None:
    answer = await (await signed_in(cast.cy)).send_form("/shelf/new", **(KETTLE | wrong))
    assert answer.status_code == 422
    assert words in answer.text
    assert "my aunt" in answer.text


async def test_a_story_needs_a_word(signed_in: SignedIn, cast: Cast) -> None:
    cy = await signed_in(cast.cy)
    answer = await cy.send_form(f"{await put(cy)}/tellings", content_note="Sad")
    assert answer.status_code == 422
    assert "a word is enough" in answer.text
    assert 'value="Sad"' in answer.text


@pytest.mark.parametrize("level", ["2", "9", "all", ""])
async def test_there_is_no_other_level_yet(signed_in: SignedIn, cast: Cast, level: str) -> None:
    cy = await signed_in(cast.cy)
    await put(cy)
    assert await show(cy, level) == 422  # type: ignore[arg-type]


async def test_sent_twice_it_stands_on_the_shelf_once(signed_in: SignedIn, cast: Cast) -> None:
    cy, key = await signed_in(cast.cy), new_ref()
    for _ in range(2):
        assert (await cy.send_form("/shelf/new", key=key, **KETTLE)).status_code == 303
    assert await StoryObject.all().count() == 1


async def test_a_stranger_sees_no_shelf(client: Client, cast: Cast) -> None:
    assert cast
    assert (await client.get("/shelf")).status_code == 303


async def test_who_leaves_takes_their_stories_along(signed_in: SignedIn, cast: Cast) -> None:
    cy, bo = await signed_in(cast.cy), await signed_in(cast.bo)
    kettle = await put(cy)
    await show(cy, 3)
    await bo.send_form(f"{kettle}/tellings", words="I broke the lid.")
    await put(cy, name="A red scarf")
    await leaving.leave(cast.cy, now=NOW)
    assert [row.name for row in await StoryObject.all()] == ["The blue kettle"]
    assert [row.words for row in await Telling.all()] == ["I broke the lid."]


async def test_a_note_stands_before_the_words(signed_in: SignedIn, cast: Cast) -> None:
    cy = await signed_in(cast.cy)
    page = (await cy.get(await put(cy, content_note="Mentions hospital"))).text
    assert page.index("Mentions hospital") < page.index("my aunt")


async def test_the_shelf_asks_few_questions_however_full_it_is(
    signed_in: SignedIn, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cy = await signed_in(cast.cy)
    for n in range(5):
        await put(cy, name=f"Thing {n}")
    asked: list[str] = []
    client = type(get_connection("default"))
    ask = client.execute_query_dict

    async def counting(self: object, query: str, *values: object) -> object:
        asked.append(query)
        return await ask(self, query, *values)  # type: ignore[arg-type]

    monkeypatch.setattr(client, "execute_query_dict", counting)
    assert (await cy.get("/shelf")).status_code == 200
    assert 0 < len(asked) <= MOST_QUERIES


async def test_what_is_told_while_somebody_leaves_is_kept_or_refused(
    signed_in: SignedIn, cast: Cast
) -> None:
    cy, bo = await signed_in(cast.cy), await signed_in(cast.bo)
    kettle = await put(cy)
    await show(cy, 3)
    _left, told = await asyncio.gather(
        leaving.leave(cast.cy, now=NOW), bo.send_form(f"{kettle}/tellings", words="Mine.")
    )
    kept = [row.words for row in await Telling.all()]
    assert (told.status_code, kept) in [(303, ["Mine."]), (404, [])]
