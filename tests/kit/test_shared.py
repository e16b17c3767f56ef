"""What many read alike: read once until anybody writes, and never out of date."""

import asyncio
import sqlite3
from contextlib import suppress
from pathlib import Path

import asyncpg
import pytest

from club.kit.db import Shared, opened, transaction
from club.kit.db.opening import client
from tests import databases
from tests.kit.conftest import shelves_config
from tests.kit.tables import Shelf

READ: list[str] = []
"""What was read, in turn."""
_SHELVES = "CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT, size INT, at TIMESTAMPTZ)"
OF_SQLITE = databases.KIND == "sqlite"


async def _size(name: str) -> int | None:
    READ.append(name)
    row = await Shelf.get_or_none(name=name)
    return row.size if row else None


SIZE = Shared(_size)


class UndoneError(Exception):
    """Something that undoes an act."""


@pytest.fixture(autouse=True)
def nothing_read() -> None:
    READ.clear()


async def _written_elsewhere(url: str, sql: str) -> None:
    """Let another program write, of which this process hears nothing."""
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite://")) as other:
            other.execute(sql)
        other.close()
        return
    connection = await asyncpg.connect(url)
    await connection.execute(sql)
    await connection.close()


@pytest.mark.usefixtures("shelves")
async def test_many_who_read_the_same_have_it_read_once() -> None:
    await Shelf.create(name="oak", size=3)
    assert [await SIZE.of("oak") for _ in range(4)] == [3, 3, 3, 3]
    assert len(READ) == (1 if OF_SQLITE else 4)


@pytest.mark.usefixtures("shelves")
async def test_each_value_has_a_reading_of_its_own() -> None:
    await Shelf.create(name="oak", size=3)
    await Shelf.create(name="ash", size=5)
    assert [await SIZE.of(each) for each in ("oak", "ash", "oak")] == [3, 5, 3]


@pytest.mark.usefixtures("shelves")
async def test_what_this_process_writes_is_read_at_once() -> None:
    shelf = await Shelf.create(name="oak", size=3)
    assert await SIZE.of("oak") == 3
    for size in (4, 5):
        await Shelf.filter(id=shelf.id).update(size=size)
        assert await SIZE.of("oak") == size
    async with transaction():
        await Shelf.filter(id=shelf.id).update(size=6)
    assert await SIZE.of("oak") == 6


async def test_what_another_process_writes_is_read_at_once(shelves_url: str) -> None:
    async with opened(shelves_config(shelves_url)):
        await Shelf.create(name="oak", size=3)
        assert await SIZE.of("oak") == 3
        await _written_elsewhere(shelves_url, "UPDATE shelf SET size = 8 WHERE name = 'oak'")
        assert await SIZE.of("oak") == 8


@pytest.mark.usefixtures("shelves")
async def test_an_act_reads_what_it_has_written_and_nobody_else_does() -> None:
    await Shelf.create(name="oak", size=3)
    assert await SIZE.of("oak") == 3

    async def others() -> int | None:
        return await SIZE.of("oak")

    with suppress(UndoneError):
        async with transaction():
            await Shelf.filter(name="oak").update(size=9)
            assert await SIZE.of("oak") == 9
            raise UndoneError
    assert await others() == 3


@pytest.mark.usefixtures("shelves")
async def test_who_read_before_a_write_leaves_nothing_old_for_who_reads_after() -> None:
    await Shelf.create(name="oak", size=3)
    looked, written = asyncio.Event(), asyncio.Event()

    async def slowly(name: str) -> int | None:
        found = await _size(name)
        looked.set()
        await written.wait()
        return found

    reading = Shared(slowly)
    early = asyncio.create_task(reading.of("oak"))
    await looked.wait()
    await Shelf.filter(name="oak").update(size=7)
    assert await SIZE.of("oak") == 7, "somebody has seen that there was a write"
    written.set()
    assert await early == 3, "it was three when they looked"
    assert await reading.of("oak") == 7


async def test_one_club_is_never_shown_what_another_has(tmp_path: Path) -> None:
    for size, folder in ((3, tmp_path / "one"), (4, tmp_path / "other"), (5, tmp_path / "third")):
        folder.mkdir()
        async with databases.empty_database(folder) as url, opened(shelves_config(url)):
            await _written_elsewhere(url, _SHELVES)
            await Shelf.create(id=1, name="oak", size=size)
            assert await SIZE.of("oak") == size
            assert await SIZE.of("oak") == size


@pytest.mark.usefixtures("shelves")
async def test_a_reading_that_found_nothing_is_made_again() -> None:
    assert await SIZE.of("elm") is None
    await Shelf.create(name="elm", size=2)
    assert await SIZE.of("elm") == 2


@pytest.mark.usefixtures("shelves")
async def test_no_more_is_kept_than_a_club_asks_for() -> None:
    doubled = Shared(_doubled)
    for n in range(2_000):
        assert await doubled.of(n) == 2 * n
    kept = await _kept()
    assert kept is None or len(kept) <= 512
    assert (kept is None) is not OF_SQLITE


async def _doubled(n: int) -> int:
    return 2 * n


async def _kept() -> dict[object, object] | None:
    await Shelf.all().exists()
    found: dict[object, object] | None = client().unchanged()
    return found
