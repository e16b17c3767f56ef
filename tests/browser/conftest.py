"""The real program and real phones for the journeys."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.phone import Shop, phones
from tests.databases import KIND
from tests.running import Running


@pytest.fixture
def running(tmp_path: Path, database_url: str, request: pytest.FixtureRequest) -> Iterator[Running]:
    """The program, started as an operator starts it, with nothing in its database.

    The first week begins in an empty folder; the others find the tables made, which takes long.
    """
    data, database = tmp_path / "var", "" if KIND == "sqlite" else database_url
    if not database and request.path.name != "test_first_week.py":
        data.mkdir(mode=0o700)
        shutil.copy(tmp_path / "club.sqlite3", data / "club.sqlite3")
    with Running(data, database).with_movable_clock() as program:
        yield program


@pytest.fixture
def shop(tmp_path: Path, running: Running) -> Iterator[Shop]:
    """Phones that reach the program."""
    with phones(tmp_path / "phones", running.address) as open_shop:
        yield open_shop
