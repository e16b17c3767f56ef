from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from tortoise.migrations.operations import AddField
from tortoise.models import Model

import club
from club.kit.db.drift import pending_changes
from club.schema import MODELS, config_for
from tests.schema_dump import dump

TABLES = Path(club.__file__).parent / "migrations" / "schema.txt"


@pytest.mark.usefixtures("db")
async def test_both_databases_have_exactly_the_tables_that_were_reviewed() -> None:
    assert (await dump()).splitlines() == TABLES.read_text().splitlines()


async def test_the_migrations_say_what_the_models_say() -> None:
    assert await pending_changes(config_for("sqlite:///nowhere/club.sqlite3")) == []


def test_a_new_column_has_something_for_the_rows_that_are_there() -> None:
    """A database refuses it else, but only where there are rows: in a club, not in a test."""
    added = {
        f"{step.stem}: {each.model_name}.{each.name}": each.field
        for step in TABLES.parent.glob("0*.py")
        for each in import_module(f"club.migrations.{step.stem}").Migration.operations
        if isinstance(each, AddField)
    }
    assert len(added) > 10
    given = [name for name, field in added.items() if field.null or field.has_db_default()]
    assert given == list(added)


def test_no_two_rooms_call_a_model_by_the_same_name() -> None:
    """The later one would take the place of the first, and its room would have no table."""
    found = {
        f"{each.__module__}.{each.__name__}": each.__name__
        for module in map(import_module, MODELS)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Model) and each is not Model
    }
    assert len(found) > 10
    assert [name for name, times in Counter(found.values()).items() if times > 1] == []
