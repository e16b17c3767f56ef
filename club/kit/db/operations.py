"""What hand-written migrations use."""

from tortoise.migrations.operations import AlterField, RemoveIndex, TortoiseOperation
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State


class Sql(TortoiseOperation):
    """Statements in each database's own words, for triggers and the like."""

    def __init__(self, *, sqlite: str, postgres: str) -> None:
        self.words = {"sqlite": sqlite, "postgres": postgres}

    def describe(self) -> str:
        """Say what this step does."""
        return "Run SQL"

    def state_forward(self, app_label: str, state: State) -> None:
        """Change nothing that the models know of."""

    async def database_forward(
        self,
        app_label: str,  # noqa: ARG002  # Tortoise's signature
        old_state: State,  # noqa: ARG002
        new_state: State,  # noqa: ARG002
        state_editor: BaseSchemaEditor | None = None,
    ) -> None:
        """Run the statements of this database."""
        if state_editor is not None:
            await state_editor._run_sql(self.words[state_editor.DIALECT])  # noqa: SLF001


class DropIndex(RemoveIndex):
    """Removes an index of a table that was created whole: stock looks for it by another name."""

    def __init__(self, model_name: str, fields: list[str], *, called: str) -> None:
        super().__init__(model_name, fields=fields)
        self.called = called

    async def database_forward(
        self,
        app_label: str,  # noqa: ARG002  # Tortoise's signature
        old_state: State,  # noqa: ARG002
        new_state: State,  # noqa: ARG002
        state_editor: BaseSchemaEditor | None = None,
    ) -> None:
        """Drop it by the name it has in both databases."""
        if state_editor is not None:
            await state_editor._run_sql(f'DROP INDEX "{self.called}"')  # noqa: SLF001


class Retyped(AlterField):
    """Reads a column otherwise from now on; what lies in it, and the column itself, stay.

    Stock would write the whole table anew on SQLite, and with it the order of its rows.
    """

    async def database_forward(
        self,
        app_label: str,
        old_state: State,
        new_state: State,
        state_editor: BaseSchemaEditor | None = None,
    ) -> None:
        """Change nothing in the database."""


class Widened(Retyped):
    """Lets a column hold longer words; on SQLite any column does.

    PostgreSQL writes no row anew for it either.
    """

    async def database_forward(
        self,
        app_label: str,
        old_state: State,
        new_state: State,
        state_editor: BaseSchemaEditor | None = None,
    ) -> None:
        """Change the length where it is kept."""
        if state_editor is not None and state_editor.DIALECT == "postgres":
            await AlterField.database_forward(self, app_label, old_state, new_state, state_editor)
