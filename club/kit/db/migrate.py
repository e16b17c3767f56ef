"""Bringing a database up to date: alone, all or nothing, and never at the cost of a row."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.migrations.executor import MigrationExecutor
from tortoise.migrations.graph import MigrationKey
from tortoise.migrations.migration import Migration
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.transactions import in_transaction  # noqa: TID251  # hooks of acts have no place here

from club.kit.db.editors import PostgresEditor, SqliteEditor
from club.kit.db.opening import ALIAS, is_sqlite

_ADVISORY_LOCK = 0x636C7562  # "club"; PostgreSQL keeps it per database


class MigrationRefused(Exception):
    """The database cannot be brought up to date; it was left as it was."""


class Migrations(MigrationExecutor):
    """The steps on disk, and how far this database has come."""

    def __init__(self, client: BaseDBAsyncClient, apps: Mapping[str, Any]) -> None:
        super().__init__(client, dict(apps))

    def _schema_editor(self, atomic: bool = True, collect_sql: bool = False) -> BaseSchemaEditor:  # noqa: FBT001, FBT002
        sqlite = self.connection.capabilities.dialect == "sqlite"
        editor = SqliteEditor if sqlite else PostgresEditor
        return editor(self.connection, atomic=atomic, collect_sql=collect_sql)

    async def applied(self) -> set[MigrationKey]:
        """Return what this database has been through.

        Raises:
            MigrationRefused: it has been through a step that this version does not know.
        """
        await self.recorder.ensure_schema(self._schema_editor(atomic=False))
        # Not the recorder's own reading: it takes any error for "nothing was applied".
        rows = await self.connection.execute_query_dict("SELECT app, name FROM tortoise_migrations")
        done = {MigrationKey(app_label=row["app"], name=row["name"]) for row in rows}
        await self.loader.build_graph()
        if unknown := done - set(self.loader.disk_migrations):
            names = ", ".join(sorted(each.name for each in unknown))
            message = f"a newer version has been at work here ({names}); please use that version"
            raise MigrationRefused(message)
        return done

    async def run(self, done: set[MigrationKey], steps: list[Migration]) -> None:
        """Take the steps, each in one transaction together with the note that it was taken."""
        state = await self._project_state(done)
        for step in steps:
            editor = self._schema_editor()
            async with in_transaction() as unit:
                editor.client = unit
                state = await step.apply(state, schema_editor=editor)
                await MigrationRecorder(unit).record_applied(step.app_label, step.name)
                await _refuse_orphans(unit)


async def migrate(config: Mapping[str, Any], say: Callable[[str], object]) -> None:
    """Bring the database up to date; whoever comes second waits, then finds nothing to do.

    Raises:
        MigrationRefused: the database is newer than this version, or rows would be left
            pointing at nothing.
    """
    async with _alone(config), _connected(config) as client:
        migrations = Migrations(client, config["apps"])
        done = await migrations.applied()
        steps = [step.migration for step in await migrations.plan()]
        if not steps:
            return
        if done and is_sqlite(config):
            await _copy_aside(client, _file(config), steps[0].name)
        for step in steps:
            say(f"Bringing the database up to date: {step.name}")
        await migrations.run(done, steps)


async def pending_steps(config: Mapping[str, Any]) -> list[str]:
    """Return the names of the migrations that this database has not been through."""
    async with _connected(config) as client:
        migrations = Migrations(client, config["apps"])
        await migrations.applied()
        return [step.migration.name for step in await migrations.plan()]


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
    async with _file_lock(_file(config)) if is_sqlite(config) else _server_lock(config):
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


async def _copy_aside(client: BaseDBAsyncClient, file: Path, step: str) -> None:
    """Keep the file as it was before ``step``, beside it."""
    part = Path(f"{file}.copying")
    await asyncio.to_thread(part.unlink, missing_ok=True)
    await client.execute_query("VACUUM INTO ?", [str(part)])
    await asyncio.to_thread(part.chmod, 0o600)
    await asyncio.to_thread(part.replace, f"{file}.before-{step}")


async def _refuse_orphans(unit: BaseDBAsyncClient) -> None:
    """Refuse a step that leaves rows pointing at nothing; PostgreSQL sees to that itself."""
    if unit.capabilities.dialect != "sqlite":
        return
    if bad := await unit.execute_query_dict("PRAGMA foreign_key_check"):
        message = f"{len(bad)} rows would point at nothing, the first in {bad[0]['table']}"
        raise MigrationRefused(message)


def _file(config: Mapping[str, Any]) -> Path:
    return Path(config["connections"][ALIAS]["credentials"]["file_path"])
