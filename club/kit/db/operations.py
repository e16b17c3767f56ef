"""What hand-written migrations use."""

from tortoise.migrations.operations import TortoiseOperation
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
