"""Schema editors that really create what the models declare, and lose nothing when they change.

Stock Tortoise leaves out CHECKs and named or partial unique constraints, and on SQLite it changes
a table by rebuilding it without its indexes, its unique columns and its triggers.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.migrations.schema_editor import AsyncpgSchemaEditor, SqliteSchemaEditor
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_editor.data import ModelSqlData
from tortoise.models import Model

from club.kit.db.sqlite_acts import statements

if TYPE_CHECKING:
    from tortoise.fields.base import Field  # a class only for the type checker

Constraint = UniqueConstraint | CheckConstraint


class Complete(BaseSchemaEditor):
    """Mixin: a new table comes with its CHECKs, and its unique constraints follow."""

    _making: type[Model]

    def _get_model_sql_data(self, model: type[Model]) -> ModelSqlData:
        self._making = model
        return super()._get_model_sql_data(model)

    def _get_inner_statements(self) -> list[str]:
        checks = [
            self.CHECK_CONSTRAINT_CREATE_TEMPLATE.format(name=each.name, check=each.check)
            for each in _constraints(self._making)
            if isinstance(each, CheckConstraint)
        ]
        return [*super()._get_inner_statements(), *checks]

    def _get_index_sql(  # Tortoise's signature
        self,
        model: type[Model],
        field_names: Sequence[str],
        safe: bool = False,  # noqa: FBT001, FBT002
        index_name: str | None = None,
        index_type: str | None = None,
        extra: str | None = None,
    ) -> str:
        """Name columns, not fields: SQLite takes an unknown name for a constant, and indexes it."""
        columns = self._resolve_fields_to_columns(model, list(field_names))
        return super()._get_index_sql(model, columns, safe, index_name, index_type, extra)

    async def create_model(self, model: type[Model]) -> None:
        """Create the table and everything its Meta declares."""
        await super().create_model(model)
        for each in _constraints(model):
            if isinstance(each, UniqueConstraint):
                await self.add_constraint(model, each)


class PostgresEditor(Complete, AsyncpgSchemaEditor):
    """PostgreSQL alters tables in place; only what stock forgets is added."""


class SqliteEditor(Complete, SqliteSchemaEditor):
    """SQLite rebuilds a table to change it; everything around the table is kept."""

    async def _run_sql(self, sql: str) -> None:
        if self.collect_sql:
            self.collected_sql.append(sql)
            return
        for statement in statements(sql):
            await self.client.execute_query(statement)

    async def add_constraint(self, model: type[Model], constraint: Constraint) -> None:
        """Add a constraint; a partial unique one is an index with a WHERE."""
        if isinstance(constraint, UniqueConstraint) and constraint.condition:
            fields = self._resolve_fields_to_columns(model, constraint.fields)
            name = self._constraint_name_for_model(model, constraint)
            columns = ", ".join(map(self.quote, fields))
            table = self.quote(model._meta.db_table)  # noqa: SLF001  # Tortoise's only way in
            condition = constraint.condition
            await self._run_sql(
                f"CREATE UNIQUE INDEX {self.quote(name)} ON {table} ({columns}) WHERE {condition}"
            )
            return
        await super().add_constraint(model, constraint)

    async def remove_constraint(self, model: type[Model], constraint: Constraint) -> None:
        """Remove a constraint, partial unique ones too."""
        if isinstance(constraint, UniqueConstraint) and constraint.condition:
            name = self._constraint_name_for_model(model, constraint)
            await self._run_sql(f"DROP INDEX {self.quote(name)}")
            return
        await super().remove_constraint(model, constraint)

    async def _remake_table(
        self,
        model: type[Model],
        create_field: "Field[Any] | None" = None,
        delete_field: "Field[Any] | None" = None,
        alter_fields: "list[tuple[Field[Any], Field[Any]]] | None" = None,
    ) -> None:
        table = Surroundings(self.client, model._meta.db_table)  # noqa: SLF001
        await table.note()
        await super()._remake_table(
            model, create_field=create_field, delete_field=delete_field, alter_fields=alter_fields
        )
        await table.restore()


class Surroundings:
    """What belongs to a SQLite table but not to its CREATE TABLE, kept across a rebuild."""

    def __init__(self, client: BaseDBAsyncClient, table: str) -> None:
        self.client = client
        self.table = table
        self.made: list[tuple[str, tuple[str, ...]]] = []
        self.unique: list[tuple[str, ...]] = []
        self.highest: int | None = None

    async def note(self) -> None:
        """Note indexes, triggers, unique columns and the highest number given out.

        Raises:
            RuntimeError: foreign keys are on, so dropping the old table would delete the rows
                that point at it.
        """
        if (await self._rows("PRAGMA foreign_keys"))[0]["foreign_keys"]:
            message = "refusing to rebuild a table while foreign keys are on"
            raise RuntimeError(message)
        for each in await self._rows(f'PRAGMA index_list("{self.table}")'):
            columns = await self._columns(str(each["name"]))
            if each["origin"] == "u":
                self.unique.append(columns)
        made = "SELECT name, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL AND type"
        for each in await self._rows(f"{made} = 'index'", self.table):
            self.made.append((str(each["sql"]), await self._columns(str(each["name"]))))
        for each in await self._rows(f"{made} = 'trigger'", self.table):
            self.made.append((str(each["sql"]), ()))
        self.highest = await self._sequence()

    async def restore(self) -> None:
        """Put back what was noted, but for what concerned a column that is gone."""
        rows = await self._rows(f'PRAGMA table_info("{self.table}")')
        columns = {str(each["name"]) for each in rows}
        for sql, needed in self.made:
            if columns.issuperset(needed):
                await self.client.execute_query(sql)
        kept = {
            await self._columns(str(each["name"]))
            for each in await self._rows(f'PRAGMA index_list("{self.table}")')
            if each["unique"] and not each["partial"]
        }
        for unique in self.unique:
            if unique not in kept and columns.issuperset(unique):
                names = ", ".join(f'"{each}"' for each in unique)
                index = f"uq_{self.table}_{'_'.join(unique)}"
                await self.client.execute_query(
                    f'CREATE UNIQUE INDEX "{index}" ON "{self.table}" ({names})'
                )
        if self.highest is not None:
            await self.client.execute_query(
                "UPDATE sqlite_sequence SET seq = ? WHERE name = ?", [self.highest, self.table]
            )

    async def _columns(self, index: str) -> tuple[str, ...]:
        rows = await self._rows(f'PRAGMA index_info("{index}")')
        return tuple(str(each["name"]) for each in rows if each["name"] is not None)

    async def _sequence(self) -> int | None:
        if not await self._rows("SELECT 1 FROM sqlite_master WHERE name = ?", "sqlite_sequence"):
            return None
        rows = await self._rows("SELECT seq FROM sqlite_sequence WHERE name = ?", self.table)
        return int(rows[0]["seq"]) if rows else None

    async def _rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        return await self.client.execute_query_dict(query, list(values))


def _constraints(model: type[Model]) -> tuple[Constraint, ...]:
    return tuple(model._meta.constraints or ())  # noqa: SLF001  # Tortoise's only way in
