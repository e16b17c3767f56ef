"""The way to a door: straight there, and wherever the router would have led."""

import re

import pytest
from starlette.applications import Starlette
from starlette.types import Message, Scope

from club.app import ROUTES
from club.kit.routing import Door, Signpost
from club.kit.tokens import new_ref
from tests.web import Client

SAMPLES = {"ref": new_ref(), "key": "chair", "count": "12", "month": "2027-03", "str": "word"}


def address(door: Door) -> str:
    """Write an address that belongs to a door."""
    return re.sub(r"\{\w+(?::(\w+))?\}", lambda found: SAMPLES[found[1] or "str"], door.path)


def asked(method: str, path: str) -> Scope:
    return {"type": "http", "method": method, "path": path, "root_path": "", "headers": []}


async def test_whoever_asks_for_a_door_is_led_where_the_router_leads(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    led: list[object] = []

    async def noted(self: Door, scope: Scope, *_rest: object) -> None:
        led.append((self.name, scope["path_params"], scope["router"]))

    async def receive() -> Message:
        raise AssertionError

    async def send(_message: Message) -> None:
        raise AssertionError

    monkeypatch.setattr(Door, "handle", noted)
    straight = Signpost(app.router)
    for door in ROUTES:
        (method,) = (door.methods or set()) - {"HEAD"}
        led.clear()
        await straight(asked(method, address(door)), receive, send)
        await app.router.app(asked(method, address(door)) | {"router": app.router}, receive, send)
        assert len(led) == 2
        assert led[0] == led[1]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/no/such/page", 404),
        ("GET", "/e/not-a-night", 404),
        ("GET", "//", 404),
        ("POST", "/nights", 405),
        ("GET", "/nights/", 307),
    ],
)
async def test_at_no_door_the_answer_is_the_routers(
    client: Client, method: str, path: str, status: int
) -> None:
    assert (await client.request(method, f"http://127.0.0.1:8000{path}")).status_code == status
