"""What a member sends twice is done once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from club.kit.again import saying
from club.kit.db import claim, transaction
from club.kit.errors import Refusal, TooLate
from club.kit.http import Onward, back_to
from club.kit.once import Once, forget_due
from club.kit.refusals import on_refusal
from club.kit.routing import post

pytestmark = pytest.mark.usefixtures("db")
KEY = "k" * 26
OURS = {"accept": "application/json"}


class Kitchen:
    """Counts cups poured, each in a transaction."""

    def __init__(self) -> None:
        self.cups = 0

    async def pour(self, request: Request) -> Response:
        form = await request.form()
        async with transaction():
            await claim(Once.filter(key_sha="no such row"), location="")
            if form["drink"] == "gin":
                raise TooLate("The bar is closed.")
            self.cups += 1
        return back_to(f"/cups/{self.cups}")


async def anyone(_: Request) -> None:
    return None


@pytest.fixture
def kitchen() -> Kitchen:
    return Kitchen()


@pytest.fixture
async def client(kitchen: Kitchen) -> AsyncIterator[httpx2.AsyncClient]:
    app = Starlette(
        routes=[post("/cups/new", kitchen.pour, anyone, name="pour")],
        exception_handlers={Refusal: on_refusal},
    )
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://club", headers=OURS) as it:
        yield it


async def ask(client: httpx2.AsyncClient, drink: str = "tea", key: str = KEY) -> httpx2.Response:
    return await client.post("/cups/new", data={"drink": drink, "key": key})


async def test_the_same_form_sent_twice_pours_once(
    client: httpx2.AsyncClient, kitchen: Kitchen
) -> None:
    first = await ask(client)
    again = await client.post(
        "/cups/new", data={"drink": "tea", "key": KEY}, headers={"accept": "text/html"}
    )
    assert (first.status_code, again.status_code) == (200, 303), "data as asked, then a page"
    assert first.json()["at"] == again.headers["location"] == "/cups/1"
    assert kitchen.cups == 1


async def test_sent_twenty_times_at_once_it_is_done_once(
    client: httpx2.AsyncClient, kitchen: Kitchen
) -> None:
    answers = await asyncio.gather(*(ask(client) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert kitchen.cups == 1


async def test_sent_again_later_with_the_hour_beside_it_it_is_the_same(
    client: httpx2.AsyncClient, kitchen: Kitchen
) -> None:
    await ask(client)
    sent = {"drink": "tea", "key": KEY, "client_at": "2027-03-04T12:00:00Z"}
    assert (await client.post("/cups/new", data=sent)).json()["at"] == "/cups/1"
    assert kitchen.cups == 1


async def test_who_asks_again_is_told_how_things_stand(kitchen: Kitchen) -> None:
    async def stands(_: Request) -> Onward:
        return back_to("/nowhere", "There is tea.", came_to={"cups": kitchen.cups})

    async def pour(request: Request) -> Response:
        return await kitchen.pour(request)

    view = saying(stands)(pour)
    app = Starlette(routes=[post("/cups/new", view, anyone, name="pour")])
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://club", headers=OURS) as it:
        assert (await ask(it)).json()["came_to"] is None
        kitchen.cups = 7
        again = (await ask(it)).json()
    assert again == {"at": "/cups/1", "said": "There is tea.", "came_to": {"cups": 7}}


async def test_a_key_is_not_for_something_else(client: httpx2.AsyncClient) -> None:
    await ask(client)
    other = await ask(client, "coffee")
    assert other.status_code == 422
    assert "used already" in other.json()["sentence"]


async def test_a_refused_act_leaves_the_key_free(
    client: httpx2.AsyncClient, kitchen: Kitchen
) -> None:
    assert (await ask(client, "gin")).status_code == 409
    assert (await ask(client, "tea")).status_code == 200
    assert kitchen.cups == 1


@pytest.mark.parametrize("key", ["", "short", "k" * 65, "with space" * 3, "ü" * 20])
async def test_a_page_without_a_usable_key_acts_on_nothing(
    client: httpx2.AsyncClient, kitchen: Kitchen, key: str
) -> None:
    answer = await ask(client, key=key)
    assert answer.status_code == 422
    assert kitchen.cups == 0


async def test_keys_are_forgotten_after_two_days(client: httpx2.AsyncClient) -> None:
    await ask(client)
    now = datetime.now(UTC)  # noqa: TID251
    assert await forget_due(now + timedelta(hours=47)) == 0
    assert await forget_due(now + timedelta(hours=49)) == 1
