from pathlib import Path

import pytest

import club
from club.kit.db.drift import pending_changes
from club.schema import config_for
from tests.schema_dump import dump

TABLES = Path(club.__file__).parent / "migrations" / "schema.txt"


@pytest.mark.usefixtures("db")
async def test_both_databases_have_exactly_the_tables_that_were_reviewed() -> None:
    assert (await dump()).splitlines() == TABLES.read_text().splitlines()


async def test_the_migrations_say_what_the_models_say() -> None:
    assert await pending_changes(config_for("sqlite:///nowhere/club.sqlite3")) == []
