"""Whatever is asked, the answer is kind, carries the headers and gives nothing away."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from club.app import ROUTES, build
from club.kit.routing import Door, get
from club.settings import Settings

pytestmark = pytest.mark.usefixtures("db")
OURS = {"sec-fetch-site": "same-origin", "accept": "text/html"}


async def anyone(_: Request) -> None:
    return None


async def broken(_: Request) -> Response:
    message = "the row of Ana could not be read"
    raise RuntimeError(message)


@pytest.fixture
def app(settings: Settings) -> Starlette:
    app = build(settings)
    app.router.routes.append(get("/broken", broken, anyone, name="broken"))
    return app


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    url = "http://127.0.0.1:8000"
    async with httpx2.AsyncClient(transport=transport, base_url=url, headers=OURS) as client:
        yield client


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/no-such-page", 404),
        ("GET", "/me/x.css", 404),
        ("GET", "/s/000000000000/css/club.css", 404),
        ("POST", "/no-such-page", 404),
        ("GET", "/broken", 500),
    ],
)
async def test_every_answer_carries_the_security_headers(
    client: httpx2.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await client.request(method, path)
    assert answer.status_code == status
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"


async def test_what_another_site_sends_is_not_done(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/sign-in", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert "another site" in answer.text


async def test_a_fault_gives_a_code_and_keeps_names_out_of_the_log(
    client: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await client.get("/broken")
    assert "tell someone this code" in answer.text
    assert "RuntimeError" in caplog.text
    assert "Ana" not in answer.text + caplog.text


async def test_a_page_that_is_too_long_says_how_to_go_on(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/sign-in", data={"name": "x" * 1_000_000})
    assert answer.status_code == 413
    assert "what you wrote is still there" in answer.text


async def test_a_strange_host_is_turned_away(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400


async def test_static_files_are_kept_for_a_year(app: Starlette, client: httpx2.AsyncClient) -> None:
    url = app.state.assets.url("css/club.css")
    answer = await client.get(url)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"


async def test_data_is_given_to_whoever_asks_for_data(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/no-such-page", headers={"accept": "application/json"})
    assert set(answer.json()) == {"sentence"}


def test_every_door_names_who_may_pass() -> None:
    assert all(isinstance(route, Door) for route in ROUTES)
    names = [route.name for route in ROUTES]
    assert len(names) == len(set(names))
