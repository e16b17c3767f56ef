"""What makes the site an app."""

import json
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette

from club.app import folder
from club.front.views.keeping import hashed
from tests.conftest import SignedIn
from tests.people import Cast
from tests.web import Client

SCRIPT_BYTES = 6 * 1024
PAGE_BYTES = 8 * 1024


async def test_the_app_can_be_installed_under_a_neutral_name(client: Client) -> None:
    answer = await client.get("/manifest.webmanifest")
    assert answer.headers["content-type"].startswith("application/manifest+json")
    said = answer.json()
    assert (said["id"], said["scope"], said["display"]) == ("/", "/", "standalone")
    assert said["name"] == said["short_name"] == "Club"
    assert {(each["sizes"], each["purpose"]) for each in said["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for each in said["icons"]:
        picture = await client.get(each["src"])
        assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")


async def test_the_worker_is_small_fresh_and_knows_its_files(client: Client) -> None:
    answer = await client.get("/sw.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert len(answer.content) <= SCRIPT_BYTES
    config = re.match(r"const CLUB=(\{.*\});", answer.text)
    assert config is not None
    about = json.loads(config[1])
    assert {"/offline", "/offline/saved"} < set(about["files"])
    for path in about["files"]:
        assert (await client.get(path)).status_code == 200
    assert "skipWaiting()" not in answer.text
    assert "//" not in re.sub(r"https?://", "", answer.text)


async def test_what_is_kept_for_everybody_names_nobody(
    client: Client, cast: Cast, signed_in: SignedIn
) -> None:
    ada = await signed_in(cast.ada)
    for path in ("/offline", "/offline/saved", "/sw.js", "/manifest.webmanifest"):
        mine, theirs = await ada.get(path), await client.get(path)
        assert mine.text == theirs.text
        assert "Ada" not in mine.text
        assert "x-member" not in mine.headers


async def test_a_members_own_phone_may_keep_home_and_help(
    cast: Cast, signed_in: SignedIn, app: Starlette
) -> None:
    ada = await signed_in(cast.ada)
    for path in ("/", "/help"):
        answer = await ada.get(path)
        assert answer.headers["x-offline"] == "keep"
        assert answer.headers["x-member"] == hashed(app.state.vault.seal, cast.ada.id)
    for path in ("/messages", "/me", "/me/notices"):
        answer = await ada.get(path)
        assert "x-offline" not in answer.headers
        assert answer.headers["x-member"] != "-"


async def test_a_shared_phone_and_a_strangers_keep_nothing(
    cast: Cast, signed_in: SignedIn, client: Client
) -> None:
    for browser in (await signed_in(cast.ada, shared=True), client):
        answer = await browser.get("/")
        assert "x-offline" not in answer.headers
        assert answer.headers["x-member"] == "-"


async def test_a_members_mark_differs_from_anothers_and_tells_no_number(app: Starlette) -> None:
    seal = app.state.vault.seal
    assert len({hashed(seal, each) for each in range(1, 50)}) == 49
    assert hashed(seal, 1) != hashed("00" * 32, 1)


@pytest.mark.parametrize("words", ["iPhone", "Add to Home Screen", "Android"])
async def test_everybody_can_read_how_to_install_it(client: Client, words: str) -> None:
    assert words in (await client.get("/install")).text


def test_scripts_are_small_enough_for_a_cheap_phone() -> None:
    files = [path for path in Path(folder("static")).rglob("*.js") if "passkey" not in path.name]
    assert next(each for each in files if each.name == "app.js").stat().st_size <= PAGE_BYTES
    for each in files:
        assert len(each.read_text().splitlines()) <= 100
