"""A start reads what the first page needs, and no more."""

import gc
import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tortoise import fields, models

from club.kit import starting
from tests.running import ROOT

WAIT = frozenset({
    "webauthn", "OpenSSL", "cryptography", "icalendar", "PIL", "segno", "asyncpg", "limits",
    "httpx2", "webpush", "jwt", "club.kit.db.migrating", "club.kit.db.drift", "club.cli.demo",
})  # fmt: skip
FIRST_PAGE = """
import asyncio, sys
from club.kit import starting
starting.begin()
import club.cli
from club import app, clockwork
from club.kit import clock
from club.kit.db import migrate
from club.schema import tortoise_config
from club.settings import Settings

async def main():
    settings = Settings(worker=False)
    await migrate(tortoise_config(settings), say=print)
    made, said = app.served(), []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        said.append(message)

    scope = {
        "type": "http", "method": "GET", "path": "/", "raw_path": b"/", "query_string": b"",
        "root_path": "", "scheme": "http", "http_version": "1.1",
        "headers": [(b"host", b"127.0.0.1:8000")], "server": ("127.0.0.1", 8000),
    }
    async with made.router.lifespan_context(made):
        await made(scope, receive, send)
        async with clockwork._with_a_way_out(settings) as chores:
            await clockwork.run_due({}, clock.now(), chores)
    print(said[0]["status"], clockwork.faults.total(), *sorted(sys.modules))

asyncio.run(main())
"""


@pytest.fixture
def as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.sqlite_only
def test_nothing_is_read_that_the_first_page_and_the_chores_do_not_need(tmp_path: Path) -> None:
    """Once the tables and the secrets are there."""
    env = {**os.environ, "CLUB_DATA": str(tmp_path), "CLUB_DATABASE": ""}
    for _ in range(2):
        said = subprocess.check_output([sys.executable, "-c", FIRST_PAGE], cwd=ROOT, env=env)
    status, faults, *read = said.decode().split()
    assert (status, faults) == ("200", "0")
    assert sorted(WAIT & set(read)) == []


@pytest.mark.usefixtures("as_before")
def test_garbage_is_looked_for_again_once_the_program_is_read() -> None:
    source = inspect.getsource
    starting.begin()
    assert not gc.isenabled()
    assert inspect.getsource is source
    starting.settle()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_a_table_is_defined_without_reading_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(_of: object) -> str:
        message = "the source was read"
        raise AssertionError(message)

    monkeypatch.setattr(inspect, "getsource", unread)

    class Lamp(models.Model):
        """A lamp."""

        #: never looked at
        watts = fields.IntField()

    assert Lamp._meta.fields_map["watts"].description is None
    assert Lamp._meta.table_description == "A lamp."
