"""Comparing the models with the migrations, and writing down the difference."""

from collections.abc import Mapping
from typing import Any

from tortoise.apps import Apps
from tortoise.context import TortoiseContext
from tortoise.fields import BigIntField, Field, IntField, SmallIntField
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.schema_generator.operation_generator import OperationGenerator
from tortoise.migrations.schema_generator.state import State
from tortoise.migrations.schema_generator.state_apps import StateApps
from tortoise.migrations.writer import ImportManager, MigrationWriter

_NUMBERS = (BigIntField, IntField, SmallIntField)


async def pending_changes(config: Mapping[str, Any]) -> list[str]:
    """Return what the models say and no migration does yet, in words; empty when they agree."""
    async with TortoiseContext() as context:
        await context.init(config=dict(config), init_connections=False)
        found = await _Detector(_apps(context), dict(config["apps"])).changes()
        return [each.describe() for writer in found for each in writer.operations]


async def initial(config: Mapping[str, Any]) -> str:
    """Return the migration that creates every table from nothing, as Python."""
    (app,) = config["apps"]
    async with TortoiseContext() as context:
        await context.init(config=dict(config), init_connections=False)
        detector = _Detector(_apps(context), dict(config["apps"]))
        nothing = State(models={}, apps=StateApps())
        operations = OperationGenerator(nothing, detector.wanted()).generate(app_labels=[app])
        return _Writer("0001_initial", app, operations, initial=True).as_string()


class _Detector(MigrationAutodetector):
    """Stock, but a docstring that was put better is no change to the database."""

    def wanted(self) -> State:
        """Return the tables as the models have them."""
        return _tables_only(super()._current_state())

    def _current_state(self) -> State:
        return self.wanted()

    async def _project_state(self) -> State:
        return _tables_only(await super()._project_state())


class _Writer(MigrationWriter):
    """Stock, but a key that we give out ourselves stays so: stock makes it count by itself."""

    def _render_field(self, field: Field[Any], imports: ImportManager) -> str:
        rendered = super()._render_field(field, imports)
        if field.pk and not field.generated and isinstance(field, _NUMBERS):
            return rendered.replace("primary_key=True", "generated=False, primary_key=True")
        return rendered


def _tables_only(state: State) -> State:
    """Leave out what a model says beside its table.

    Its docstring, its key once more, and what its fields are for: there stand the members of an
    enum, and one more of them is no change to a column of letters.
    """
    for model in state.models.values():
        for each in model.fields.values():
            each.description = None
        model.options.pop("table_description", None)
        model.options.pop("pk_attr", None)
    return state


def _apps(context: TortoiseContext) -> Apps:
    if context.apps is None:
        raise RuntimeError
    return context.apps
