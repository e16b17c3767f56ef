"""Who a door knows, and whom it turns away."""

from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from club.access import chores
from club.access.guards import anyone, holder, member, proven
from club.access.models import Session
from club.access.service import inviting, tries
from club.app import build
from club.kit.clock import now
from club.kit.routing import get
from club.members import service as members
from club.roles import service as roles
from club.roles.rules import EndKind, Right
from club.settings import Settings
from tests.access.people import PASSPHRASE, with_passphrase
from tests.conftest import SignedIn
from tests.people import Cast
from tests.web import Client


async def who(request: Request) -> Response:
    person = request.state.person
    return PlainTextResponse(person.name if person else "nobody")


@pytest.fixture(autouse=True)
def _doors(app: Starlette) -> None:
    app.router.routes += [
        get("/wide-open", who, anyone, name="open"),
        get("/only-members", who, member, name="for-members"),
        get("/only-proven", who, proven, name="for-the-proven"),
    ]


async def test_a_stranger_passes_the_open_door_only(client: Client) -> None:
    assert (await client.get("/wide-open")).text == "nobody"
    answer = await client.get("/only-members")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/only-members"


async def test_a_member_is_known_by_name(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.ada)
    assert (await phone.get("/only-members")).text == "Ada"
    assert (await phone.get("/wide-open")).text == "Ada"


async def test_a_member_who_left_is_a_stranger_at_once(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.cy)
    assert (await phone.get("/only-members")).status_code == 200
    await members.leave(cast.cy.id, now=now())
    assert (await phone.get("/only-members")).status_code == 303


async def test_a_made_up_token_opens_nothing(client: Client) -> None:
    client.cookies.set("s", "x" * 43)
    assert (await client.get("/only-members")).status_code == 303


async def test_a_proof_is_old_after_ten_minutes(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.ada)
    assert (await phone.get("/only-proven")).text == "Ada"
    await Session.all().update(proved_at=now() - timedelta(minutes=11))
    assert (await phone.get("/only-proven")).status_code == 303


async def test_a_shared_phone_forgets_after_half_an_hour(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.ada, shared=True)
    await Session.all().update(seen_at=now() - timedelta(minutes=29))
    assert (await phone.get("/only-members")).text == "Ada"
    await Session.all().update(seen_at=now() - timedelta(minutes=31))
    assert (await phone.get("/only-members")).status_code == 303


async def test_over_https_the_cookie_cannot_be_set_by_another_site(
    cast: Cast, tmp_path: Path
) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    settings = Settings(data=tmp_path, worker=False, address="https://club.example")
    async with Client(build(settings)) as phone:
        answer = await phone.send_form("/sign-in", name="blue kettle", passphrase=PASSPHRASE)
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-s=")
        assert {"secure", "httponly", "path=/"} <= set(cookie.lower().split("; "))
        assert "domain" not in cookie.lower()
        assert (await phone.get("/me/sessions")).status_code == 200
        token = phone.cookies["__Host-s"]
    async with Client(build(settings)) as other:
        other.cookies.set("s", token, domain="club.example", path="/")
        assert (await other.get("/me/sessions")).status_code == 303


async def test_a_right_is_asked_for_at_every_use(
    app: Starlette, cast: Cast, signed_in: SignedIn
) -> None:
    app.router.routes.append(get("/holders", who, holder(Right.BROADCAST), name="for-holders"))
    at = now()
    await roles.establish("founding", by=None, now=at)
    mandate = await roles.grant(
        "coordinator", cast.bo.id, decision_ref="founding", starts_at=at - timedelta(hours=1),
        ends_at=at + timedelta(days=9), by=None, now=at,
    )  # fmt: skip
    phone, other = await signed_in(cast.bo), await signed_in(cast.cy)
    assert (await phone.get("/holders")).text == "Bo"
    refused = await other.get("/holders")
    assert refused.status_code == 403
    assert "roles page" in refused.text
    await roles.end(mandate.id, EndKind.RESIGNED, now())
    assert (await phone.get("/holders")).status_code == 403


async def test_old_sessions_and_links_are_forgotten(cast: Cast, signed_in: SignedIn) -> None:
    await signed_in(cast.ada)
    await tries.count("blue kettle", "192.0.2.1", now=now())
    await inviting.invite(cast.ada, now=now())
    assert await chores.forget_due(now()) == 0
    # A session, three counts and an invitation.
    assert await chores.forget_due(now() + timedelta(days=91)) == 5
