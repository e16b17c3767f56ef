"""The list of members, a member's own name, and having a rest."""

import pytest

from club.kit import clock
from club.kit.tokens import new_ref
from club.members import service
from club.members.models import Member
from tests.conftest import SignedIn
from tests.people import Cast
from tests.web import Client


async def test_members_see_each_other_and_nobody_who_left(signed_in: SignedIn, cast: Cast) -> None:
    answer = await (await signed_in(cast.cy)).get("/members")
    assert answer.status_code == 200
    assert all(f"<bdi>{name}</bdi>" in answer.text for name in ("Ada", "Bo", "Cy", "Dee"))
    assert "Eli" not in answer.text


async def test_whoever_rests_is_not_on_the_list(signed_in: SignedIn, cast: Cast) -> None:
    await service.pause(cast.ada.id, now=clock.now())
    assert "<bdi>Ada</bdi>" not in (await (await signed_in(cast.cy)).get("/members")).text


@pytest.mark.parametrize("path", ["/members", "/me/name", "/me/pause"])
async def test_a_stranger_sees_nobody(client: Client, path: str) -> None:
    answer = await client.get(path)
    assert answer.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("path", ["/me/name", "/me/pause"])
async def test_a_stranger_changes_nothing(client: Client, path: str) -> None:
    answer = await client.send_form(path, name="X", want="pause")
    assert answer.headers["location"].startswith("/sign-in")


async def test_a_member_takes_another_name(signed_in: SignedIn, cast: Cast) -> None:
    phone = await signed_in(cast.cy)
    assert 'value="Cy"' in (await phone.get("/me/name")).text
    answer = await phone.send_form("/me/name", name="  Sky   Lu ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")
    assert (await Member.get(id=cast.cy.id)).name == "Sky Lu"


@pytest.mark.parametrize("typed", ["", " ", "...", "\u202e", "x" * 41, "x" * 60_000])
async def test_what_is_no_name_is_handed_back(signed_in: SignedIn, cast: Cast, typed: str) -> None:
    answer = await (await signed_in(cast.cy)).send_form("/me/name", name=typed)
    assert answer.status_code == 422
    assert "What you wrote is still here." in answer.text
    assert (await Member.get(id=cast.cy.id)).name == "Cy"


async def test_a_rest_is_one_tap_and_can_be_undone(signed_in: SignedIn, cast: Cast) -> None:
    phone = await signed_in(cast.cy)
    assert "Rest from now on" in (await phone.get("/me/pause")).text
    assert (await phone.send_form("/me/pause", want="pause")).status_code == 303
    assert "I am back" in (await phone.get("/me/pause")).text
    assert (await Member.get(id=cast.cy.id)).paused_at is not None
    assert (await phone.send_form("/me/pause", want="resume")).status_code == 303
    assert (await Member.get(id=cast.cy.id)).paused_at is None


async def test_resting_twice_is_resting(signed_in: SignedIn, cast: Cast) -> None:
    phone, key = await signed_in(cast.cy), new_ref()
    for _ in range(2):
        assert (await phone.send_form("/me/pause", key=key, want="pause")).status_code == 303
    assert (await phone.send_form("/me/pause", want="pause")).status_code == 303
    assert (await Member.get(id=cast.cy.id)).paused_at is not None


async def test_wanting_something_else_is_refused_kindly(signed_in: SignedIn, cast: Cast) -> None:
    answer = await (await signed_in(cast.cy)).send_form("/me/pause", want="vanish")
    assert answer.status_code == 422
    assert "Please choose one of these." in answer.text
