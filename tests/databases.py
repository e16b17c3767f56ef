"""Fresh databases for tests: copies of one that was migrated once.

PostgreSQL takes a second to make and drop a database, so there one is used again: emptied, with
its sequences back at the start, after whoever is still connected was sent away.
"""

import asyncio
import os
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from club.kit.db import migrate
from club.schema import config_for

KIND = os.environ.get("CLUB_TEST_DB", "sqlite")
SERVER = os.environ.get("CLUB_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
_RUN = f"club_{os.getpid()}_{secrets.token_hex(3)}"

_SEND_AWAY = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# As a replica no trigger fires: the record refuses to forget, and rows point at one another.
_EMPTY = """
SET session_replication_role = replica;
DO $$
DECLARE name text; holds_rows boolean;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'tortoise_migrations'
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', name) INTO holds_rows;
        IF holds_rows THEN EXECUTE format('DELETE FROM %I', name); END IF;
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)
        FROM pg_sequences WHERE schemaname = 'public';
END $$
"""


def address_of(name: str) -> str:
    """The address of the database of this name on the test server."""
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))


@asynccontextmanager
async def empty_database(folder: Path) -> AsyncIterator[str]:
    """The address of a database without tables."""
    if KIND == "sqlite":
        yield f"sqlite://{folder / 'club.sqlite3'}"
        return
    async with _created(None) as url:
        yield url


@asynccontextmanager
async def fresh_database(folder: Path) -> AsyncIterator[str]:
    """The address of a migrated database without rows; on SQLite ``club.sqlite3`` in folder."""
    if KIND == "sqlite":
        file = folder / "club.sqlite3"
        await asyncio.to_thread(shutil.copyfile, await _sqlite_template(), file)
        yield f"sqlite://{file}"
        return
    name = _idle().pop() if _idle() else await _copy_of_template()
    yield address_of(name)
    await _empty(name)
    _idle().append(name)


async def drop_template() -> None:
    """Leave the server as it was found."""
    for name in _made():
        await _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')
    _made().clear()
    for folder in _folders():
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def _created(template: str | None) -> AsyncIterator[str]:
    name = f"{_RUN}_{secrets.token_hex(4)}"
    await _on_server(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    try:
        yield address_of(name)
    finally:
        await _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


async def _copy_of_template() -> str:
    name = f"{_RUN}_{secrets.token_hex(4)}"
    await _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{await _postgres_template()}"')
    _made().add(name)
    return name


async def _empty(name: str) -> None:
    connection = await asyncpg.connect(address_of(name))
    try:
        await connection.execute(_SEND_AWAY)
        await connection.execute(_EMPTY)
    finally:
        await connection.close()


async def _postgres_template() -> str:
    name = f"{_RUN}_template"
    if name not in _made():
        await _on_server(f'CREATE DATABASE "{name}"')
        _made().add(name)
        await migrate(config_for(address_of(name)), say=lambda _: None)
    return name


async def _sqlite_template() -> Path:
    if not _folders():
        folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="club-test-"))
        await migrate(config_for(f"sqlite://{folder / 'club.sqlite3'}"), say=lambda _: None)
        _folders().append(folder)
    return _folders()[0] / "club.sqlite3"


async def _on_server(sql: str) -> None:
    connection = await asyncpg.connect(SERVER)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


@cache
def _made() -> set[str]:
    return set()


@cache
def _idle() -> list[str]:
    return []


@cache
def _folders() -> list[Path]:
    return []
