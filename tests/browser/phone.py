"""A member's phone: a real Chromium, 360 pixels wide, with its own memory and notifications on."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    BrowserContext,
    Error,
    Page,
    Playwright,
    TimeoutError,  # noqa: A004
    sync_playwright,
)

CHROMIUM = os.environ.get("CLUB_TEST_CHROMIUM", "/usr/bin/chromium")
WIDE, HIGH = 360, 740
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Background Sync tries again after a second instead of five minutes.
    "--force-fieldtrials=BackgroundSync/Fast/",
    (
        "--force-fieldtrial-params=BackgroundSync.Fast:"
        "max_sync_attempts/5/initial_retry_delay_sec/1/retry_delay_factor/1"
        "/min_sync_recovery_time_sec/1"
    ),
]

_OVERTAKEN = ("interrupted by another navigation", "net::ERR_ABORTED")
"""What Chromium says where kept answers are sent just then, and their page is read anew."""


class Phone:
    """One phone and the page it shows; ``shots`` is where its screenshots go, if anywhere."""

    def __init__(self, context: BrowserContext, address: str, shots: Path | None) -> None:
        self.context = context
        self.address = address
        self.page: Page = context.pages[0] if context.pages else context.new_page()
        self.troubles: list[str] = []
        self._shots = shots
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on("console", self._hear)

    def go(self, path: str) -> None:
        """Open a page of the club; where the page moves by itself just then, again."""
        address = path if path.startswith("http") else self.address + path
        for _ in range(10):
            try:
                self.page.goto(address)
            except Error as error:
                if not any(each in error.message for each in _OVERTAKEN):
                    raise
                self.page.wait_for_timeout(500)
            else:
                return
        self.page.goto(address)

    def tap(self, words: str) -> None:
        """Tap the button or link that says this."""
        either = self.page.get_by_role("button", name=words).or_(
            self.page.get_by_role("link", name=words)
        )
        either.first.click()

    def write(self, label: str, words: str) -> None:
        """Fill the field with this label."""
        self.page.get_by_label(label).first.fill(words)

    def sees(self, words: str) -> bool:
        """Wait until these words are on the page; else fail with what is there instead."""
        try:
            self.page.get_by_text(words).first.wait_for(timeout=10_000)
        except TimeoutError:
            shown = self.page.locator("main").inner_text()
            message = f"{words!r} is not at {self.path()}, but:\n{shown}"
            raise AssertionError(message) from None
        return True

    def until(self, holds: Callable[[], bool], *, seconds: float) -> None:
        """Look again and again until something holds; fail when it never does."""
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, f"waited {seconds} s at {self.path()}"
            time.sleep(0.5)

    def path(self) -> str:
        """The path of the page that is shown."""
        return self.page.url.removeprefix(self.address)

    def shot(self, name: str) -> None:
        """Take pictures of the whole page, in light and dark."""
        if self._shots is None:
            return
        self._shots.mkdir(parents=True, exist_ok=True)
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            self.page.screenshot(path=self._shots / f"{name}-{scheme}.png", full_page=True)
        self.page.emulate_media(color_scheme="light")

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self._note(message.text)

    def _note(self, trouble: str) -> None:
        # Chromium's own word for a fade that a quicker tap has overtaken; nothing of ours.
        if not trouble.startswith("Transition was"):
            self.troubles.append(trouble)


@contextmanager
def phones(folder: Path, address: str) -> Iterator["Shop"]:
    """Hand out phones, and take them back at the end."""
    with sync_playwright() as playwright:
        shop = Shop(playwright, folder, address)
        try:
            yield shop
        finally:
            shop.close()


class Shop:
    """Hands out phones that know nothing of one another."""

    def __init__(self, playwright: Playwright, folder: Path, address: str) -> None:
        self._playwright = playwright
        self._folder = folder
        self._address = address
        self._open: list[BrowserContext] = []
        shots = os.environ.get("CLUB_TEST_SHOTS")
        self._shots = Path(shots) if shots else None

    def phone(self, name: str, *, flags: Sequence[str] = (), **options: Any) -> Phone:
        """A new phone; only a persistent profile may show and click notifications."""
        usual = {"viewport": {"width": WIDE, "height": HIGH}, "timezone_id": "Europe/Dublin"}
        options = usual | options
        context = self._playwright.chromium.launch_persistent_context(
            self._folder / name,
            executable_path=CHROMIUM,
            headless=True,
            args=[*_QUIET, *flags],
            device_scale_factor=2,
            has_touch=True,
            locale="en-IE",
            **options,
        )
        context.grant_permissions(["notifications"], origin=self._address)
        context.set_default_timeout(15_000)
        self._open.append(context)
        return Phone(context, self._address, self._shots)

    def close(self) -> None:
        """Switch all phones off."""
        for context in self._open:
            context.close()
