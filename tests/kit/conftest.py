"""Databases with the tables of the kit's own tests."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction  # noqa: TID251  # below what is tested

from club.kit.db import connection, opened
from club.kit.db.editors import PostgresEditor, SqliteEditor
from tests import databases
from tests.kit.tables import Book, Shelf


def shelves_config(url: str, **more: Any) -> dict[str, Any]:
    app = {"models": ["tests.kit.tables"], "default_connection": "default", **more}
    return {
        "connections": {"default": connection(url)},
        "apps": {"club": app},
        "use_tz": True,
        "timezone": "UTC",
    }


@pytest.fixture
async def shelves_url(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database with empty shelves."""
    async with databases.empty_database(tmp_path) as url:
        async with opened(shelves_config(url)):
            editor = SqliteEditor if url.startswith("sqlite") else PostgresEditor
            async with in_transaction() as unit:
                await editor(unit).create_model(Shelf)
                await editor(unit).create_model(Book)
        yield url


@pytest.fixture
async def shelves(shelves_url: str) -> AsyncIterator[None]:
    """Empty shelves, open for the test."""
    async with opened(shelves_config(shelves_url)):
        assert get_connection("default")
        yield
