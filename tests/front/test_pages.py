"""The pages a member starts from, and what a stranger sees of them: nothing."""

import pytest

from tests.conftest import SignedIn
from tests.people import Cast
from tests.web import Client


async def test_a_stranger_learns_that_there_is_a_club_and_nothing_else(
    client: Client, cast: Cast
) -> None:
    answer = await client.get("/")
    assert answer.status_code == 200
    assert "run by its own members" in answer.text
    assert cast.ada.name not in answer.text


async def test_before_the_founding_the_first_page_says_so(client: Client) -> None:
    answer = await client.get("/")
    assert "not founded yet" in answer.text


async def test_a_member_of_a_new_club_is_told_where_to_begin(
    signed_in: SignedIn, cast: Cast
) -> None:
    answer = await (await signed_in(cast.cy)).get("/")
    assert answer.status_code == 200
    assert "No night is planned yet" in answer.text
    assert "Put an idea to the club" in answer.text


@pytest.mark.parametrize("path", ["/club", "/me"])
async def test_members_pages_ask_a_stranger_to_sign_in(client: Client, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize(
    ("path", "words"),
    [("/club", "Who may do what"), ("/me", "Sign out"), ("/help", "Ask a person")],
)
async def test_a_member_finds_the_way(
    signed_in: SignedIn, cast: Cast, path: str, words: str
) -> None:
    answer = await (await signed_in(cast.cy)).get(path)
    assert answer.status_code == 200
    assert words in answer.text


async def test_a_member_sees_on_me_only_what_they_may_do(signed_in: SignedIn, cast: Cast) -> None:
    answer = await (await signed_in(cast.cy)).get("/me")
    assert "/me/invitations" not in answer.text


async def test_anybody_can_ask_for_help_and_nobody_is_named_to_a_stranger(
    client: Client, cast: Cast
) -> None:
    answer = await client.get("/help")
    assert answer.status_code == 200
    assert cast.ada.name not in answer.text


async def test_who_has_left_is_a_stranger(signed_in: SignedIn, cast: Cast) -> None:
    answer = await (await signed_in(cast.eli)).get("/club")
    assert answer.status_code == 303
