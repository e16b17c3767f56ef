"""A new idea starts from an example."""

import pytest
from starlette.applications import Starlette

from club.decisions.models import Decision
from club.decisions.rules.starts import starts
from club.members.models import Member
from tests.conftest import SignedIn
from tests.web import Client


@pytest.fixture
async def cy(twelve: list[int], signed_in: SignedIn) -> Client:
    return await signed_in(await Member.get(id=twelve[5]))


async def test_whoever_begins_is_offered_every_example(cy: Client) -> None:
    page = (await cy.get("/decisions/new")).text

    for each in starts():
        assert f"/decisions/new/{each.key}" in page
        assert each.name in page


@pytest.mark.parametrize("example", starts(), ids=lambda each: each.key)
async def test_an_example_fills_the_form_and_can_be_sent(cy: Client, example) -> None:  # noqa: ANN001
    page = (await cy.get(f"/decisions/new/{example.key}")).text

    assert f'value="{example.question}"' in page
    assert example.body.split("\n", maxsplit=1)[0] in page
    assert example.hint in page
    assert f'value="{example.does}" checked' in page


async def test_a_mistake_in_an_example_loses_nothing(cy: Client) -> None:
    answer = await cy.send_form("/decisions", question="Hm?", body="The most: £20", does="record")

    assert answer.status_code == 422
    assert "The most: £20" in answer.text
    assert not await Decision.exists()


async def test_an_example_that_is_not_there_is_not_there(cy: Client, app: Starlette) -> None:
    stranger = Client(app)

    assert (await cy.get("/decisions/new/a-crown")).status_code == 404
    assert (await stranger.get("/decisions/new/house")).status_code == 303
    await stranger.aclose()
