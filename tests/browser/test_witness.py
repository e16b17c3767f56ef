"""A member's phone keeps the last line of the record, and notices when it is not added to alone."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from tortoise.connection import get_connection

from club.access.service import sessions
from club.journal import service as journal
from club.journal.models import Head
from club.kit import clock
from club.kit.db import transaction
from tests.browser.phone import Phone, Shop
from tests.browser.scene import Scene, prepare, until, within
from tests.running import Running

pytestmark = pytest.mark.browser
WARNING = "The club\u2019s record is not the one this phone knew."
KEPT = "localStorage.getItem('record')"


@pytest.fixture
def scene(running: Running, tmp_path: Path) -> Scene:
    assert running.said
    return prepare(tmp_path / "var")


@pytest.fixture
def club(tmp_path: Path) -> Callable[[Callable[[], Awaitable[None]]], None]:
    return lambda act: within(tmp_path / "var", act)


@pytest.fixture
def phone(scene: Scene, shop: Shop, club: Any) -> Phone:
    """Ada's phone, which has seen the record at its third line."""
    club(lambda: write(3))
    ada = shop.phone("ada")
    scene.sign_in(ada)
    ada.go("/record")
    until(ada, f"!!{KEPT}")
    return ada


async def write(lines: int) -> None:
    for n in range(lines):
        async with transaction():
            await journal.record("night_changed", f"night/{n}", by=None, now=clock.now())


async def rewrite() -> None:
    """Write a record that holds in itself, with the same number of lines and more."""
    for each in ("no_update", "no_delete"):
        await get_connection("default").execute_query(f"DROP TRIGGER journal_entry_{each}")
    await get_connection("default").execute_query("DELETE FROM journal_entry")
    await Head.all().delete()
    await write(5)
    assert await journal.verify() is None


def kept(phone: Phone) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(phone.page.evaluate(KEPT))
    return found


def an_hour_later(phone: Phone) -> None:
    phone.page.evaluate(f"localStorage.record = JSON.stringify({{...JSON.parse({KEPT}), at: 0}})")


def test_a_record_that_grew_is_followed_without_a_word(phone: Phone, club: Any) -> None:
    assert kept(phone)["seq"] == 3
    club(lambda: write(120))  # more than one answer holds
    an_hour_later(phone)
    phone.go("/me")
    until(phone, f"JSON.parse({KEPT}).seq === 123")
    assert phone.page.is_hidden("[data-said=record]")


def test_a_record_that_was_rewritten_is_told_on_every_page_until_a_member_knows(
    phone: Phone, club: Any
) -> None:
    before = kept(phone)
    club(rewrite)
    an_hour_later(phone)
    phone.go("/me")
    phone.page.wait_for_selector(f"text={WARNING}")
    phone.go("/record")
    phone.page.wait_for_selector(f"text={WARNING}")
    said = phone.page.inner_text("[data-heads]")
    assert f"3: {before['hash'][:12]}" in said
    assert f"5: {kept(phone)['now']['hash'][:12]}" in said
    phone.shot("record-rewritten")

    phone.tap("What this means")
    phone.page.wait_for_selector("text=I have asked.")
    phone.shot("record-head")
    phone.tap("I have asked. Keep the new line on this phone.")
    until(phone, f"JSON.parse({KEPT}).seq === 5")
    assert phone.page.is_hidden("[data-said=record]")


def test_a_record_that_was_cut_off_is_told(phone: Phone, club: Any) -> None:
    async def cut() -> None:
        db = get_connection("default")
        await db.execute_query("DROP TRIGGER journal_entry_no_delete")
        await db.execute_query("DELETE FROM journal_entry WHERE seq = 3")
        (row,) = await db.execute_query_dict("SELECT hash FROM journal_entry WHERE seq = 2")
        await Head.all().update(seq=2, hash=row["hash"])

    club(cut)
    an_hour_later(phone)
    phone.go("/me")
    phone.page.wait_for_selector(f"text={WARNING}")


def test_a_phone_that_others_use_keeps_nothing(scene: Scene, shop: Shop, club: Any) -> None:
    async def shared() -> str:
        browser = sessions.Browser("a phone", shared=True)
        return (await sessions.open_session(scene.member_id, browser, now=clock.now())).token

    club(lambda: write(3))
    phone = shop.phone("shared")
    cookie = {"name": "s", "value": club(shared), "url": phone.address}
    phone.context.add_cookies([cookie])  # type: ignore[list-item]
    with phone.page.expect_response("**/record/since/*"):
        phone.go("/record")
    phone.page.wait_for_timeout(200)
    assert phone.page.evaluate(KEPT) is None
