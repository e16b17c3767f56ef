"""The picture of powers, laying a role down, and why somebody may."""

from datetime import timedelta

import pytest

from club.kit import clock
from club.kit.tokens import new_ref
from club.members import service as members
from club.members.models import Member
from club.roles import queries, service
from club.roles.models import Mandate
from club.roles.rules import ROLES, Right
from tests.conftest import SignedIn
from tests.people import Cast
from tests.web import Client


async def give(role: str, member: Member) -> Mandate:
    now = clock.now()
    if not await queries.kinds(now=now):
        await service.establish("founding", by=None, now=now)
    return await service.grant(
        role,
        member.id,
        decision_ref="founding",
        starts_at=now,
        ends_at=now + timedelta(days=90),
        by=None,
        now=now,
        interim=True,
    )


async def test_every_role_stands_on_one_page_with_its_holder(
    signed_in: SignedIn, cast: Cast
) -> None:
    await give("coordinator", cast.bo)
    answer = await (await signed_in(cast.cy)).get("/roles")
    assert answer.status_code == 200
    assert all(f"/roles/{key}" in answer.text for key in ROLES)
    assert "These roles are empty" in answer.text
    assert "For now, until the members choose." in answer.text
    assert answer.text.index("Bo") < answer.text.index("These roles are empty")


async def test_before_the_founding_there_are_no_roles(signed_in: SignedIn, cast: Cast) -> None:
    assert "The club has no roles yet." in (await (await signed_in(cast.cy)).get("/roles")).text


@pytest.mark.parametrize("key", ROLES)
async def test_a_role_says_what_it_is_and_what_it_is_not(
    signed_in: SignedIn, cast: Cast, key: str
) -> None:
    await give("coordinator", cast.bo)
    answer = await (await signed_in(cast.cy)).get(f"/roles/{key}")
    assert answer.status_code == 200
    assert ROLES[key].not_about in answer.text
    assert "Lay this role down" not in answer.text


async def test_a_role_there_is_not_is_an_unknown_page(signed_in: SignedIn, cast: Cast) -> None:
    assert (await (await signed_in(cast.cy)).get("/roles/king")).status_code == 404


async def test_a_holder_lays_the_role_down_and_is_thanked(signed_in: SignedIn, cast: Cast) -> None:
    mandate = await give("coordinator", cast.bo)
    phone = await signed_in(cast.bo)
    assert mandate.ref in (await phone.get("/roles/coordinator")).text
    answer = await phone.send_form("/roles/coordinator/stepping-back", mandate=mandate.ref)
    assert (answer.status_code, answer.headers["location"]) == (303, "/roles/coordinator")
    assert await queries.mandates_of(cast.bo.id, now=clock.now()) == []


async def test_nobody_lays_down_what_another_holds(signed_in: SignedIn, cast: Cast) -> None:
    mandate = await give("coordinator", cast.bo)
    phone = await signed_in(cast.cy)
    answer = await phone.send_form("/roles/coordinator/stepping-back", mandate=mandate.ref)
    assert answer.status_code == 404
    assert len(await queries.mandates_of(cast.bo.id, now=clock.now())) == 1


@pytest.mark.parametrize("fields", [{}, {"mandate": "x" * 50}, {"mandate": "nonsense"}])
async def test_laying_down_nothing_is_refused_kindly(
    signed_in: SignedIn, cast: Cast, fields: dict[str, str]
) -> None:
    answer = await (await signed_in(cast.bo)).send_form("/roles/chair/stepping-back", **fields)
    assert answer.status_code == 404


async def test_laying_a_role_down_twice_is_done_once(signed_in: SignedIn, cast: Cast) -> None:
    mandate = await give("coordinator", cast.bo)
    phone, key = await signed_in(cast.bo), new_ref()
    path = "/roles/coordinator/stepping-back"
    first = await phone.send_form(path, key=key, mandate=mandate.ref)
    again = await phone.send_form(path, key=key, mandate=mandate.ref)
    assert (first.status_code, again.status_code) == (303, 303)
    assert (await phone.send_form(path, mandate=mandate.ref)).status_code == 409


@pytest.mark.parametrize("right", Right)
async def test_whoever_may_not_learns_who_may(
    signed_in: SignedIn, cast: Cast, right: Right
) -> None:
    await give("coordinator", cast.bo)
    answer = await (await signed_in(cast.cy)).get(f"/why/{right}")
    assert answer.status_code == 200
    assert "You cannot do this now" in answer.text
    assert ("<bdi>Bo</bdi>" in answer.text) == (right in ROLES["coordinator"].rights)


async def test_whoever_may_learns_why(signed_in: SignedIn, cast: Cast) -> None:
    await give("coordinator", cast.bo)
    answer = await (await signed_in(cast.bo)).get(f"/why/{Right.BROADCAST}")
    assert "You may do this, because you hold this role." in answer.text
    assert "Nobody else, at the moment." in answer.text


async def test_there_is_no_page_for_a_power_that_is_none(signed_in: SignedIn, cast: Cast) -> None:
    assert (await (await signed_in(cast.cy)).get("/why/everything")).status_code == 404


async def test_a_holder_who_left_is_named_nowhere(signed_in: SignedIn, cast: Cast) -> None:
    await give("coordinator", cast.bo)
    phone = await signed_in(cast.cy)
    await members.leave(cast.bo.id, now=clock.now())
    for path in ("/roles", "/roles/coordinator", f"/why/{Right.BROADCAST}"):
        answer = await phone.get(path)
        assert answer.status_code == 200
        assert "<bdi>Bo</bdi>" not in answer.text


@pytest.mark.parametrize("path", ["/roles", "/roles/chair", "/why/event.cancel"])
async def test_a_stranger_sees_no_roles(client: Client, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


async def test_a_stranger_lays_nothing_down(client: Client) -> None:
    answer = await client.send_form("/roles/chair/stepping-back", mandate="x")
    assert answer.headers["location"].startswith("/sign-in")
