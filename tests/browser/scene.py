"""A member, her session and a night, put straight into the running club's database."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from club.access.service import sessions
from club.events.models import Night
from club.kit import clock
from club.kit.db import opened
from club.members import service as members
from club.schema import tortoise_config
from club.settings import Settings
from tests.browser.phone import Phone

T = TypeVar("T")


@dataclass(frozen=True)
class Scene:
    """Who there is, and what is on."""

    member_id: int
    token: str
    night: str

    def sign_in(self, phone: Phone) -> None:
        """Give this phone the member's session."""
        cookie = {"name": "s", "value": self.token, "url": phone.address}
        phone.context.add_cookies([cookie])  # type: ignore[list-item]


READY = "navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller)"


def until(phone: Phone, holds: str) -> None:
    """Wait until this holds on the page; a promise counts for what it brings."""
    for _ in range(600):
        if phone.page.evaluate(holds):
            return
        phone.page.wait_for_timeout(50)
    raise AssertionError(holds)


def within(data: Path, act: Callable[[], Awaitable[T]]) -> T:
    """Do something in the running club's database.

    In a thread of its own, because the browser's library runs a loop in this one.
    """

    async def run() -> T:
        async with opened(tortoise_config(Settings(data=data))):
            return await act()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, run()).result(30)


def prepare(data: Path) -> Scene:
    """Make Ada a member with a session, and plan a night."""

    async def make() -> Scene:
        now = clock.now()
        ada = await members.welcome("Ada", voting_from=now, now=now)
        phone = sessions.Browser("a phone", shared=False)
        opened_session = await sessions.open_session(ada.id, phone, now=now)
        start = now + timedelta(days=3)
        night = await Night.create(
            title="Soup", zone="Europe/Dublin", starts_at=start, ends_at=start + timedelta(hours=2)
        )
        return Scene(ada.id, opened_session.token, night.ref)

    return within(data, make)
