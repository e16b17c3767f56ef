"""What every test may ask for."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import profiles
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.applications import Starlette
from tortoise.connection import get_connection

from club.access.guards.browsers import PLAIN_COOKIE
from club.access.service import sessions
from club.access.service.sealing import vault
from club.access.service.sessions import Browser
from club.app import build
from club.kit import clock, limits, zones
from club.kit.db import opened
from club.members.models import Member
from club.roles import service as roles
from club.schema import config_for
from club.settings import Settings
from tests import databases, people
from tests.web import Client

zones.use_newest()  # as the program does when it starts

SignedIn = Callable[..., Awaitable[Client]]


_OPEN_THEIR_OWN = (
    "tests/kit/test_db*.py", "tests/kit/test_shared.py", "tests/events/test_machine.py",
)  # fmt: skip
"""Tests that ask a database which no fixture gives them."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what asks a database; the rest says the same on any, and runs on SQLite."""
    if databases.KIND == "sqlite":
        return
    pure = [item for item in items if not _asks_a_database(item)]
    config.hook.pytest_deselected(items=pure)
    items[:] = [item for item in items if item not in set(pure)]


def _asks_a_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("sqlite_only"):
        return False
    names = getattr(item, "fixturenames", ())
    return "database_url" in names or any(item.path.match(each) for each in _OPEN_THEIR_OWN)


def pytest_sessionfinish() -> None:
    asyncio.run(databases.drop_template())


@pytest.fixture
async def database_url(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a fresh migrated database; real processes may be pointed at it."""
    async with databases.fresh_database(tmp_path) as url:
        yield url


@pytest.fixture
async def settings(tmp_path: Path, database_url: str) -> Settings:
    database = "" if database_url.startswith("sqlite") else database_url
    return Settings(data=tmp_path, database=database, worker=False)


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[None]:
    """A fresh database, open for the test, its tasks and the requests it makes."""
    async with opened(config_for(database_url)):
        yield


@pytest.fixture
async def cast(db: None) -> people.Cast:
    """Ada, Bo, Cy, Dee, and Eli who has left."""
    _ = db
    return await people.cast()


# ACCESS: the application, and browsers that ask it


@pytest.fixture(scope="session", autouse=True)
def _quick_passphrases() -> None:
    """Hash as cheaply as Argon2 can; what is tested is who gets in, not how long it takes."""
    vault.harden(profiles.CHEAPEST)


@pytest.fixture
def app(settings: Settings, db: None, monkeypatch: pytest.MonkeyPatch) -> Starlette:
    """The real application on a fresh database, with no brake used up."""
    _ = db
    unused = MovingWindowRateLimiter(MemoryStorage())
    monkeypatch.setattr(limits, "_limiter", lambda: unused)
    return build(settings)


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[Client]:
    """A browser that nobody has signed in with."""
    async with Client(app) as browser:
        yield browser


@pytest.fixture
async def signed_in(app: Starlette) -> AsyncIterator[SignedIn]:
    """``await signed_in(ada)`` is Ada's own phone; with ``shared=True``, one that others use."""
    browsers: list[Client] = []

    async def sign_in(member: Member, *, shared: bool = False) -> Client:
        opened = await sessions.open_session(member.id, Browser("a phone", shared), now=clock.now())
        browser = Client(app)
        browser.cookies.set(PLAIN_COOKIE, opened.token, domain="127.0.0.1", path="/")
        browsers.append(browser)
        return browser

    yield sign_in
    for browser in browsers:
        await browser.aclose()


# DECISIONS: people who can vote


@pytest.fixture
async def twelve(db: None) -> list[int]:
    """Twelve members with a vote."""
    _ = db
    await roles.establish("the-founding", by=None, now=people.NOW)
    return [row.id for row in await people.crowd(12)]


@pytest.fixture
async def six(db: None) -> list[int]:
    """Six members with a vote: too few to keep a secret by phone."""
    _ = db
    await roles.establish("the-founding", by=None, now=people.NOW)
    return [row.id for row in await people.crowd(6)]


@pytest.fixture
async def four(db: None) -> list[int]:
    """Four members with a vote: too few to keep a secret at all."""
    _ = db
    await roles.establish("the-founding", by=None, now=people.NOW)
    return [row.id for row in await people.crowd(4)]


@pytest.fixture
async def newcomer(twelve: list[int]) -> int:
    """A member who has no vote yet."""
    _ = twelve
    return (await people.join("Dee", voting_from=people.NOW + people.WAIT, now=people.NOW)).id


@pytest.fixture
async def silent(twelve: list[int]) -> list[int]:
    """Three of the twelve who were last heard of more than half a year ago."""
    long_ago = (people.NOW - timedelta(days=400)).date().replace(day=1)
    await Member.filter(id__in=twelve[9:]).update(sign_of_life=long_ago)
    return twelve[9:]


@pytest.fixture
def questions(db: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that fills with what the database is asked; each question once."""
    _ = db
    asked: list[str] = []
    within: list[str] = []
    database = type(get_connection("default"))
    for name in ("execute_query", "execute_query_dict", "rows"):
        run = getattr(database, name)

        async def noted(self: object, query: str, *rest: object, run: object = run) -> object:
            if not within:
                asked.append(query)
            within.append(query)
            try:
                return await run(self, query, *rest)  # type: ignore[operator]
            finally:
                within.pop()

        monkeypatch.setattr(database, name, noted)
    return asked
