"""The real program and real phones for the journeys."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.phone import Shop, phones
from tests.databases import KIND
from tests.running import Running


@pytest.fixture
def running(tmp_path: Path, database_url: str) -> Iterator[Running]:
    """The program, started as an operator starts it, with nothing in its database."""
    database = "" if KIND == "sqlite" else database_url
    with Running(tmp_path / "var", database).with_movable_clock() as program:
        yield program


@pytest.fixture
def shop(tmp_path: Path, running: Running) -> Iterator[Shop]:
    """Phones that reach the program."""
    with phones(tmp_path / "phones", running.address) as open_shop:
        yield open_shop
