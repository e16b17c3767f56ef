"""Signing in by private name and passphrase."""

from datetime import timedelta

import pytest
from argon2 import Parameters, profiles

from club.access.models import Passphrase, Session, Tries
from club.access.service import sealing, sessions, signing_in, tries
from club.access.service.sealing import AT_ONCE, QUEUE, Vault, vault
from club.access.service.sessions import Browser
from club.kit.clock import now
from club.kit.errors import Busy, Invalid, TooMany
from club.kit.tokens import digest
from club.members import service as members
from tests.access.people import PASSPHRASE, with_passphrase
from tests.conftest import SignedIn
from tests.people import Cast
from tests.web import Client

PHONE = Browser("a phone", shared=False)


async def test_a_member_signs_in_and_lands_where_they_were_going(
    cast: Cast, client: Client
) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    answer = await client.send_form(
        "/sign-in", name=" Blue Kettle", passphrase=PASSPHRASE, next="/me/sessions"
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "/me/sessions"
    page = await client.get("/me/sessions")
    assert "This is the one in your hand." in page.text


async def test_the_cookie_is_closed_to_scripts_and_other_sites(cast: Cast, client: Client) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    answer = await client.send_form("/sign-in", name="blue kettle", passphrase=PASSPHRASE)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert f"max-age={90 * 24 * 3600}" in cookie
    token = client.cookies["s"]
    assert await Session.filter(digest=digest(token)).exists()
    assert not await Session.filter(digest=token).exists()


async def test_on_a_shared_phone_the_cookie_goes_with_the_browser(
    cast: Cast, client: Client
) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    answer = await client.send_form(
        "/sign-in", name="blue kettle", passphrase=PASSPHRASE, shared="true"
    )
    assert "max-age" not in answer.headers["set-cookie"].lower()
    assert (await Session.get(member_id=cast.ada.id)).shared


async def test_a_wrong_passphrase_and_an_unknown_name_look_alike(
    cast: Cast, client: Client
) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    wrong = await client.send_form("/sign-in", key="k" * 20, name="blue kettle", passphrase="x" * 9)
    unknown = await client.send_form("/sign-in", key="k" * 20, name="red teapot", passphrase="x")
    assert wrong.status_code == unknown.status_code == 422

    def plain(text: str, name: str) -> str:
        lines = text.replace(name, "NAME").splitlines()
        return "\n".join(line for line in lines if 'name="key"' not in line)

    assert plain(wrong.text, "blue kettle") == plain(unknown.text, "red teapot")
    assert "set-cookie" not in wrong.headers


async def test_the_name_stays_typed_and_the_passphrase_does_not(client: Client, cast: Cast) -> None:
    assert cast.ada.id
    answer = await client.send_form("/sign-in", name="red teapot", passphrase="not the right one")
    assert 'value="red teapot"' in answer.text
    assert "not the right one" not in answer.text


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"name": "ada"},
        {"passphrase": "x" * 20},
        {"name": "x" * 5000, "passphrase": "y" * 20},
        {"name": "a\x00da\x07", "passphrase": "y\x00" * 10},
        {"name": "ada", "passphrase": "y" * 20, "shared": "perhaps"},
        {"name": "\ud800", "passphrase": "y" * 20},
    ],
)
async def test_what_cannot_be_read_is_asked_again(
    client: Client,
    cast: Cast,
    fields: dict[str, str],
) -> None:
    assert cast.ada.id
    body = {name: value.encode("utf-8", "surrogatepass") for name, value in fields.items()}
    answer = await client.send_form("/sign-in", **body)
    assert answer.status_code == 422
    assert "Please look at this again" in answer.text


async def test_a_megabyte_of_name_is_turned_away(client: Client) -> None:
    answer = await client.send_form("/sign-in", name="x" * 1_000_000, passphrase="y" * 20)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example",
        "/%2f/evil.example", "/\tevil", "javascript:alert(1)", "/no/such/page", "me/sessions",
        "/sign-in/passkey", "http:/evil", "///evil.example", "/@evil.example", " /me/sessions",
    ],
)  # fmt: skip
async def test_nobody_is_led_off_to_another_site(cast: Cast, client: Client, onward: str) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    answer = await client.send_form(
        "/sign-in", name="blue kettle", passphrase=PASSPHRASE, next=onward
    )
    assert answer.status_code == 303
    assert answer.headers["location"] in {"/", "/me/sessions"}
    assert (answer.headers["location"] == "/me/sessions") <= (onward.strip() == "/me/sessions")


async def test_a_token_from_before_signing_in_opens_nothing_after(
    cast: Cast, client: Client
) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    client.cookies.set("s", "planted-by-somebody-else", domain="127.0.0.1", path="/")
    await client.send_form("/sign-in", name="blue kettle", passphrase=PASSPHRASE)
    assert not await Session.filter(digest=digest("planted-by-somebody-else")).exists()


async def test_signing_in_again_ends_the_session_the_browser_had(
    cast: Cast, signed_in: SignedIn
) -> None:
    await with_passphrase(cast.bo, "red teapot")
    phone = await signed_in(cast.ada)
    await phone.send_form("/sign-in", name="red teapot", passphrase=PASSPHRASE)
    assert await Session.filter(member_id=cast.ada.id).count() == 0
    assert await Session.filter(member_id=cast.bo.id).count() == 1


async def test_a_member_who_left_cannot_come_back_in(cast: Cast) -> None:
    await with_passphrase(cast.cy, "green cup")
    await members.leave(cast.cy.id, now=now())
    with pytest.raises(Invalid):
        await signing_in.sign_in("green cup", PASSPHRASE, PHONE, "192.0.2.1", now=now())


async def test_guessing_is_slowed_and_counts_survive_a_restart(cast: Cast) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    at = now()
    for _each in range(5):
        with pytest.raises(Invalid):
            await signing_in.sign_in("blue kettle", "wrong", PHONE, "192.0.2.1", now=at)
    with pytest.raises(TooMany) as refused:
        await signing_in.sign_in("blue kettle", PASSPHRASE, PHONE, "192.0.2.1", now=at)
    assert refused.value.wait == timedelta(seconds=1)
    assert await Tries.all().count() == 3
    later = at + timedelta(seconds=1)
    await signing_in.sign_in("blue kettle", PASSPHRASE, PHONE, "192.0.2.1", now=later)
    assert await Tries.all().count() == 2


async def test_ten_tries_in_five_minutes_are_the_most(cast: Cast) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    at, tried = now(), 0
    for second in range(300):
        try:
            await tries.count("blue kettle", f"192.0.2.{second % 250}", now=at)
            tried += 1
        except TooMany:
            pass
        at += timedelta(seconds=1)
    assert 8 <= tried <= 10


async def test_a_hundred_failures_leave_passkeys_and_open_sessions_alone(
    cast: Cast, signed_in: SignedIn
) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    phone = await signed_in(cast.ada)
    await tries.count("blue kettle", "192.0.2.1", now=now())
    await Tries.all().update(in_a_row=100)
    with pytest.raises(TooMany, match="passkey"):
        await signing_in.sign_in("blue kettle", PASSPHRASE, PHONE, "192.0.2.2", now=now())
    assert (await phone.get("/me/sessions")).status_code == 200


async def test_the_page_says_when_it_was_tried_too_often(cast: Cast, client: Client) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    for _each in range(5):
        await client.send_form("/sign-in", name="blue kettle", passphrase="wrong")
    answer = await client.send_form("/sign-in", name="blue kettle", passphrase="wrong")
    assert answer.status_code == 429
    assert 'value="blue kettle"' in answer.text


async def test_a_proof_tried_too_often_is_answered_on_its_own_page(
    cast: Cast, signed_in: SignedIn
) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    phone = await signed_in(cast.ada)
    answers = [
        await phone.send_form("/sign-in/proof", passphrase="wrong", next="/me/keys")
        for _each in range(6)
    ]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert 'value="/me/keys"' in answers[-1].text
    assert "Please wait a little." in answers[-1].text


async def test_an_older_hash_is_renewed_when_it_is_used(cast: Cast) -> None:
    old = Vault(Parameters(**{**_fields(profiles.CHEAPEST), "time_cost": 2}))
    await with_passphrase(cast.ada, "blue kettle")
    await Passphrase.all().update(hash=await old.seal(PASSPHRASE))
    await signing_in.sign_in("blue kettle", PASSPHRASE, PHONE, "192.0.2.1", now=now())
    assert not vault.is_old((await Passphrase.get(member_id=cast.ada.id)).hash)


def _fields(profile: Parameters) -> dict[str, object]:
    return {name: getattr(profile, name) for name in profile.__dataclass_fields__}


async def test_a_longer_queue_is_turned_away() -> None:
    crowded = Vault(profiles.CHEAPEST)
    crowded._waiting = AT_ONCE + QUEUE
    with pytest.raises(Busy):
        await crowded.seal("anything at all")


async def test_the_first_to_sign_in_waits_no_less_than_a_stranger() -> None:
    fresh = Vault(profiles.CHEAPEST)
    sealed = await fresh.seal("cafe garden violin")
    assert await fresh.opens(sealed, "cafe garden violin")
    assert fresh._nobody, "what a stranger is checked against is made for members, too"
    nobody = fresh._nobody
    assert not await fresh.opens(None, "a passphrase that nobody has")
    assert fresh._nobody == nobody


def test_members_are_hashed_as_the_rules_say() -> None:
    profile = sealing.PROFILE
    assert (profile.memory_cost, profile.time_cost, profile.parallelism) == (19456, 2, 1)
    assert profile.salt_len == 16


async def test_what_is_typed_twice_in_a_second_way_is_one_passphrase(cast: Cast) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    await Passphrase.all().update(hash=await vault.seal("caf\u00e9 garden violin"))
    opened = await signing_in.sign_in(
        "blue kettle", "cafe\u0301 garden violin", PHONE, "192.0.2.1", now=now()
    )
    assert opened.token


async def test_whoever_is_signed_in_is_led_on(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.ada)
    answer = await phone.get("/sign-in?next=/me/sessions")
    assert answer.headers["location"] == "/me/sessions"


async def test_before_a_club_there_is_nothing_to_sign_in_to(client: Client) -> None:
    answer = await client.get("/sign-in")
    assert "There is no club here yet." in answer.text


async def test_a_proof_renews_the_token_and_the_old_one_dies(
    cast: Cast, signed_in: SignedIn
) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    phone = await signed_in(cast.ada)
    before = phone.cookies["s"]
    await Session.all().update(proved_at=now() - timedelta(hours=1))
    assert "Is it you?" in (await phone.get("/sign-in?next=/me/keys")).text
    answer = await phone.send_form("/sign-in/proof", passphrase=PASSPHRASE, next="/me/keys")
    assert answer.headers["location"] == "/me/keys"
    assert phone.cookies["s"] != before
    assert not await Session.filter(digest=digest(before)).exists()


async def test_a_wrong_proof_changes_nothing(cast: Cast, signed_in: SignedIn) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    phone = await signed_in(cast.ada)
    before = phone.cookies["s"]
    answer = await phone.send_form("/sign-in/proof", passphrase="not hers", next="/me/keys")
    assert answer.status_code == 422
    assert phone.cookies["s"] == before


async def test_use_is_noted_seldom(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.ada)
    seen = (await Session.get(member_id=cast.ada.id)).seen_at
    await phone.get("/me/sessions")
    assert (await Session.get(member_id=cast.ada.id)).seen_at == seen
    await Session.all().update(seen_at=now() - timedelta(days=2))
    await phone.get("/me/sessions")
    assert now() - (await Session.get(member_id=cast.ada.id)).seen_at < timedelta(minutes=1)


async def test_sessions_past_their_time_are_swept(cast: Cast) -> None:
    at = now()
    await sessions.open_session(cast.ada.id, PHONE, now=at)
    await sessions.open_session(cast.bo.id, Browser("a library", shared=True), now=at)
    assert await sessions.sweep(at + timedelta(minutes=29)) == 0
    assert await sessions.sweep(at + timedelta(minutes=30)) == 1
    assert await sessions.sweep(at + timedelta(days=30)) == 1
