"""The steps that bring a database up to date, taken one by one.

Read only where there is a step to take: a start that finds none need not read the whole history.
"""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.migrations.executor import MigrationExecutor
from tortoise.migrations.graph import MigrationKey
from tortoise.migrations.migration import Migration
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.transactions import in_transaction  # noqa: TID251  # hooks of acts have no place here

from club.kit.db.editors import PostgresEditor, SqliteEditor
from club.kit.db.migrate import MigrationRefused, file_of
from club.kit.db.opening import is_sqlite
from club.kit.db.states import Moving


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
        known = await self._project_state(done)
        moving = Moving(known.models, known.apps)
        for step in steps:
            editor = self._schema_editor()
            async with in_transaction() as unit:
                editor.client = unit
                await step.apply(moving, schema_editor=editor)
                await MigrationRecorder(unit).record_applied(step.app_label, step.name)
                await _refuse_orphans(unit)


async def catch_up(
    client: BaseDBAsyncClient, config: Mapping[str, Any], say: Callable[[str], object]
) -> None:
    """Take every step that this database has not been through.

    Raises:
        MigrationRefused: the database is newer than this version, or rows would be left
            pointing at nothing.
    """
    migrations = Migrations(client, config["apps"])
    done = await migrations.applied()
    steps = [step.migration for step in await migrations.plan()]
    if not steps:
        return
    if done and is_sqlite(config):
        await _copy_aside(client, file_of(config), steps[0].name)
    for step in steps:
        say(f"Bringing the database up to date: {step.name}")
    await migrations.run(done, steps)


async def pending(client: BaseDBAsyncClient, config: Mapping[str, Any]) -> list[str]:
    """Return the names of the steps that this database has not been through."""
    migrations = Migrations(client, config["apps"])
    await migrations.applied()
    return [step.migration.name for step in await migrations.plan()]


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
