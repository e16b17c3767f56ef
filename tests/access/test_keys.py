"""A member's own ways in."""

from datetime import timedelta

import pytest

from club.access.models import Passphrase, Session
from club.access.service.sealing import vault
from club.kit.clock import now
from tests.access.people import BETTER, PASSPHRASE, with_passphrase
from tests.conftest import SignedIn
from tests.people import Cast
from tests.web import Client


async def test_a_new_passphrase_signs_every_other_browser_out(
    cast: Cast, signed_in: SignedIn
) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    old, phone = await signed_in(cast.ada), await signed_in(cast.ada)
    answer = await phone.send_form("/me/keys/passphrase", passphrase=BETTER)
    assert answer.headers["location"] == "/me/keys"
    assert await vault.opens((await Passphrase.get(member_id=cast.ada.id)).hash, BETTER)
    assert (await old.get("/me/keys")).status_code == 303
    assert (await phone.get("/me/keys")).status_code == 200


@pytest.mark.parametrize(
    "passphrase",
    ["", "too short", "x" * 300, "password12345678", "blue kettle on the stove"],
)  # fmt: skip
async def test_a_poor_passphrase_is_not_taken(
    cast: Cast, signed_in: SignedIn, passphrase: str
) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    phone = await signed_in(cast.ada)
    answer = await phone.send_form("/me/keys/passphrase", passphrase=passphrase)
    assert answer.status_code == 422
    assert await vault.opens((await Passphrase.get(member_id=cast.ada.id)).hash, PASSPHRASE)


async def test_what_matters_asks_who_it_is_once_more(cast: Cast, signed_in: SignedIn) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    phone = await signed_in(cast.ada)
    await Session.all().update(proved_at=now() - timedelta(minutes=11))
    page = await phone.get("/me/keys")
    assert "show once more that it is you" in page.text
    answer = await phone.send_form("/me/keys/passphrase", passphrase=BETTER)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")
    assert await vault.opens((await Passphrase.get(member_id=cast.ada.id)).hash, PASSPHRASE)


async def test_strangers_have_no_keys_here(client: Client) -> None:
    assert (await client.get("/me/keys")).status_code == 303
    assert (await client.send_form("/me/keys/passphrase", passphrase=BETTER)).status_code == 303


async def test_every_look_offers_another_five_words(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.ada)

    def words(text: str) -> str:
        return text.split('<output translate="no">')[1].split("</output>", maxsplit=1)[0]

    first = words((await phone.get("/me/keys")).text)
    second = words((await phone.get("/me/keys")).text)
    assert len(first.split()) == 5
    assert first != second


async def test_a_new_passphrase_sent_twice_is_set_once(cast: Cast, signed_in: SignedIn) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    phone = await signed_in(cast.ada)
    hashes = []
    for _each in range(2):
        answer = await phone.send_form(
            "/me/keys/passphrase", key="the-very-same-key-00", passphrase=BETTER
        )
        assert answer.headers["location"] == "/me/keys"
        hashes.append((await Passphrase.get(member_id=cast.ada.id)).hash)
    assert hashes[0] == hashes[1]
    other = await phone.send_form(
        "/me/keys/passphrase", key="the-very-same-key-00", passphrase=BETTER + " too"
    )
    assert other.status_code == 422
