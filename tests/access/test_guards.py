"""Who a door knows, and whom it turns away."""

from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from club.access.guards import anyone, member, proven
from club.access.models import Session
from club.kit.clock import now
from club.kit.routing import get
from club.members import service as members
from tests.conftest import SignedIn
from tests.people import Cast
from tests.web import Client


async def who(request: Request) -> Response:
    person = request.state.person
    return PlainTextResponse(person.name if person else "nobody")


@pytest.fixture(autouse=True)
def _doors(app: Starlette) -> None:
    app.router.routes += [
        get("/open", who, anyone, name="open"),
        get("/members", who, member, name="for-members"),
        get("/powers", who, proven, name="for-the-proven"),
    ]


async def test_a_stranger_passes_the_open_door_only(client: Client) -> None:
    assert (await client.get("/open")).text == "nobody"
    answer = await client.get("/members")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/members"


async def test_a_member_is_known_by_name(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.ada)
    assert (await phone.get("/members")).text == "Ada"
    assert (await phone.get("/open")).text == "Ada"


async def test_a_member_who_left_is_a_stranger_at_once(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.cy)
    assert (await phone.get("/members")).status_code == 200
    await members.leave(cast.cy.id, now=now())
    assert (await phone.get("/members")).status_code == 303


async def test_a_made_up_token_opens_nothing(client: Client) -> None:
    client.cookies.set("s", "x" * 43)
    assert (await client.get("/members")).status_code == 303


async def test_a_proof_is_old_after_ten_minutes(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.ada)
    assert (await phone.get("/powers")).text == "Ada"
    await Session.all().update(proved_at=now() - timedelta(minutes=11))
    assert (await phone.get("/powers")).status_code == 303


async def test_a_shared_phone_forgets_after_half_an_hour(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.ada, shared=True)
    await Session.all().update(seen_at=now() - timedelta(minutes=29))
    assert (await phone.get("/members")).text == "Ada"
    await Session.all().update(seen_at=now() - timedelta(minutes=31))
    assert (await phone.get("/members")).status_code == 303
