"""A push from the real worker, decrypted by another library, shown by a real browser.

Only the vendor's push service is played by this machine: Chromium's own cannot be reached.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jwt
import pytest

from club.kit import clock
from club.kit.db import transaction
from club.notices.models import Subscription
from club.notices.service import post
from tests.browser.phone import Phone, Shop, phones
from tests.browser.scene import READY, Scene, prepare, until, within
from tests.browser.service import Recording, push_service
from tests.notices.browsers import Browser
from tests.notices.phones import CHANGED
from tests.running import Running

pytestmark = pytest.mark.browser
SUBSCRIBE = """(body) => fetch("/push", {
    method: "POST", body: JSON.stringify(body), headers: {"Content-Type": "application/json"},
}).then((answer) => answer.status)"""
SHOWN = """navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
    .then((all) => all.map(({ title, body, tag, data }) => ({ title, body, tag, data })))"""


@pytest.fixture
def service() -> Iterator[Recording]:
    with push_service() as recording:
        yield recording


@pytest.fixture
def program(tmp_path: Path, service: Recording) -> Iterator[Running]:
    with Running(tmp_path / "var", CLUB_PUSH_HOSTS=service.address) as running:
        yield running


@pytest.fixture
def scene(program: Running, tmp_path: Path) -> Scene:
    assert program.said
    return prepare(tmp_path / "var")


@pytest.fixture
def shop(scene: Scene, program: Running, tmp_path: Path) -> Iterator[Shop]:
    assert scene
    with phones(tmp_path / "phones", program.address) as open_shop:
        yield open_shop


@pytest.fixture
def phone(scene: Scene, shop: Shop) -> Phone:
    ada = shop.phone("ada")
    scene.sign_in(ada)
    ada.go("/me/notices")
    until(ada, READY)
    # Chromium learns what stands on the screen at the first question. What a worker shows while it
    # is learning is taken for a leftover and forgotten, so it learns before anything is delivered.
    assert ada.page.evaluate(SHOWN) == []
    return ada


class Vendor:
    """Hands a decrypted push to the browser's worker, as the vendor's service does."""

    def __init__(self, phone: Phone) -> None:
        # A page of its own: a second session of the tools on the page under test disturbs it.
        tools = phone.context.new_page()
        tools.goto(phone.address + "/install")
        self.origin = phone.address
        self.tools = tools
        self.registrations: list[str] = []
        self.cdp = phone.context.new_cdp_session(tools)
        self.cdp.on("ServiceWorker.workerRegistrationUpdated", self._hear)
        self.cdp.send("ServiceWorker.enable")

    def deliver(self, data: bytes) -> None:
        while not self.registrations:
            self.tools.wait_for_timeout(50)
        self.cdp.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": self.origin,
                "registrationId": self.registrations[0],
                "data": data.decode(),
            },
        )

    def _hear(self, event: dict[str, Any]) -> None:
        self.registrations += [each["registrationId"] for each in event["registrations"]]


def subscribed(phone: Phone, service: Recording, browser: Browser) -> None:
    body = {
        "endpoint": f"{service.address}/send/ada",
        "p256dh": browser.p256dh,
        "auth": browser.auth,
    }
    assert phone.page.evaluate(SUBSCRIBE, body) == 201
    assert service.came.wait(15), "the worker pushed nothing"
    service.came.clear()


def shown(phone: Phone, count: int) -> list[dict[str, str]]:
    until(phone, f"{SHOWN}.then((all) => all.length === {count})")
    found: list[dict[str, str]] = phone.page.evaluate(SHOWN)
    return found


def test_what_the_worker_sends_is_read_by_another_library_and_shown(
    phone: Phone, service: Recording, scene: Scene, tmp_path: Path
) -> None:
    browser, vendor = Browser(), Vendor(phone)
    subscribed(phone, service, browser)
    headers, body = service.pushes[0]
    token = headers["authorization"].removeprefix("vapid t=").partition(",")[0]
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["aud"] == service.address
    trial = browser.reads(body)
    assert trial["notification"]["title"] == "Club"

    async def change() -> None:
        async with transaction():
            told = replace(CHANGED, path=f"/e/{scene.night}", urgent=True)
            await post(told, [scene.member_id], now=clock.now())

    within(tmp_path / "var", change)
    assert service.came.wait(15)
    headers, body = service.pushes[1]
    assert headers["urgency"] == "high"
    plain = browser.opens(body)
    assert len(plain) == 1024
    for words in (b"hour moved", b"8 now", b"Soup", b"Ada"):
        assert words not in plain

    vendor.deliver(plain)
    [notification] = shown(phone, 1)
    assert (notification["title"], notification["body"]) == ("Club", "Something changed")
    phone.go(notification["data"])
    assert phone.sees("Soup")
    assert phone.path() == f"/e/{scene.night}"


def test_a_push_that_cannot_be_read_still_shows_that_there_is_something(phone: Phone) -> None:
    Vendor(phone).deliver(b"no json")
    assert [each["title"] for each in shown(phone, 1)] == ["Club"]


def test_a_newer_word_takes_the_older_ones_place_on_the_screen(phone: Phone) -> None:
    vendor = Vendor(phone)
    for body in ("one", "two"):
        text = f'{{"notification":{{"title":"Club","body":"{body}","tag":"abc"}}}}'
        vendor.deliver(text.encode())
    until(phone, f"{SHOWN}.then(([each]) => each?.body === 'two')")
    assert len(shown(phone, 1)) == 1


def test_the_page_asks_for_push_only_by_a_tap(phone: Phone, scene: Scene, tmp_path: Path) -> None:
    assert phone.sees("Send messages to this phone")
    phone.shot("settings")
    assert scene

    async def count() -> int:
        return await Subscription.all().count()

    assert within(tmp_path / "var", count) == 0
    assert phone.troubles == []
