"""Bringing a database up to date: alone, all or nothing, and never at the cost of a row."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.exceptions import OperationalError

from club.kit.db.opening import ALIAS, is_sqlite
from club.kit.library import on_use

if TYPE_CHECKING:
    import asyncpg

    from club.kit.db import migrating
else:
    asyncpg, migrating = on_use("asyncpg"), on_use("club.kit.db.migrating")

_ADVISORY_LOCK = 0x636C7562  # "club"; PostgreSQL keeps it per database


class MigrationRefused(Exception):
    """The database cannot be brought up to date; it was left as it was."""


async def migrate(config: Mapping[str, Any], say: Callable[[str], object]) -> None:
    """Bring the database up to date; whoever comes second waits, then finds nothing to do.

    Raises:
        MigrationRefused: the database is newer than this version, or rows would be left
            pointing at nothing.
    """
    async with _alone(config), _connected(config) as client:
        if not await _is_current(client, config["apps"]):
            await migrating.catch_up(client, config, say)


async def pending_steps(config: Mapping[str, Any]) -> list[str]:
    """Return the names of the migrations that this database has not been through."""
    async with _connected(config) as client:
        return await migrating.pending(client, config)


async def _is_current(client: BaseDBAsyncClient, apps: Mapping[str, Any]) -> bool:
    """Tell whether the database has been through just the steps there are, by their names."""
    there = {
        (app, each.name)
        for app, named in apps.items()
        for each in iter_modules(import_module(named["migrations"]).__path__)
        if not each.ispkg and each.name[0] not in "_~"  # as the library itself looks for them
    }
    try:
        rows = await client.execute_query_dict("SELECT app, name FROM tortoise_migrations")
    except OperationalError:  # there is no such table yet
        return False
    return {(row["app"], row["name"]) for row in rows} == there


@asynccontextmanager
async def _connected(config: Mapping[str, Any]) -> AsyncIterator[BaseDBAsyncClient]:
    """Open the database for changing its tables.

    On SQLite foreign keys are off meanwhile: a table is rebuilt by dropping it, and each row
    that points at it would go with it. They are checked before each step is committed.
    """
    connection = config["connections"][ALIAS]
    if is_sqlite(config):
        credentials = {**connection["credentials"], "foreign_keys": "OFF"}
        connection = {**connection, "credentials": credentials}
    changed = {**config, "connections": {ALIAS: connection}}
    async with TortoiseContext() as context:
        await context.init(config=changed)
        yield get_connection(ALIAS)


@asynccontextmanager
async def _alone(config: Mapping[str, Any]) -> AsyncIterator[None]:
    """Keep other migrators out; a killed one lets go by itself."""
    async with _file_lock(file_of(config)) if is_sqlite(config) else _server_lock(config):
        yield


@asynccontextmanager
async def _file_lock(file: Path) -> AsyncIterator[None]:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(f"{file}.migrating", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        await asyncio.to_thread(fcntl.flock, descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@asynccontextmanager
async def _server_lock(config: Mapping[str, Any]) -> AsyncIterator[None]:
    known = ("user", "password", "host", "port", "database", "ssl")
    credentials = config["connections"][ALIAS]["credentials"]
    held = await asyncpg.connect(**{key: credentials[key] for key in known if key in credentials})
    try:
        await held.execute("SELECT pg_advisory_lock($1)", _ADVISORY_LOCK)
        yield
    finally:
        await held.close()


def file_of(config: Mapping[str, Any]) -> Path:
    """Return where a SQLite database lies."""
    return Path(config["connections"][ALIAS]["credentials"]["file_path"])
