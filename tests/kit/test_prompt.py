"""A connection that answers at once, and only waits where another process makes it wait."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from club.kit.db.prompt import Prompt


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "prompt.sqlite3")


@pytest.fixture
async def prompt(path: str) -> AsyncIterator[Prompt]:
    connection = await Prompt.open(path, {"journal_mode": "WAL", "busy_timeout": 300})
    await connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, word TEXT)")
    yield connection
    await connection.close()


async def test_what_is_written_is_read_back(prompt: Prompt) -> None:
    assert await prompt.execute_insert("INSERT INTO t (word) VALUES (?)", ["one"]) == (1,)
    await prompt.executemany("INSERT INTO t (word) VALUES (?)", [["two"], ["three"]])
    rows = await prompt.execute_fetchall("SELECT word FROM t WHERE n > ? ORDER BY n", [1])
    assert [row["word"] for row in rows] == ["two", "three"]
    assert prompt.total_changes == 3


async def test_a_statement_gives_nobody_else_a_turn(prompt: Prompt) -> None:
    turns: list[int] = []
    other = asyncio.create_task(_count(turns))
    await prompt.begin()
    for n in range(20):
        await prompt.execute_insert("INSERT INTO t (word) VALUES (?)", [str(n)])
    assert turns == [], "nothing waited"
    await prompt.execute("ROLLBACK")
    for _ in range(3):
        await asyncio.sleep(0)
    assert turns
    other.cancel()


async def _count(turns: list[int]) -> None:
    while True:
        await asyncio.sleep(0)
        turns.append(1)


async def test_after_some_milliseconds_the_others_get_a_turn(prompt: Prompt) -> None:
    turns: list[int] = []
    other = asyncio.create_task(_count(turns))
    long = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 20000) SELECT 1"
    for _ in range(20):
        await prompt.execute_fetchall(f"{long} FROM c")
    assert turns
    other.cancel()


async def test_the_lock_of_another_process_is_waited_for_beside_the_loop(
    prompt: Prompt, path: str
) -> None:
    stranger = sqlite3.connect(path, isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    beginning = asyncio.create_task(prompt.begin())
    turns: list[int] = []
    other = asyncio.create_task(_count(turns))
    await asyncio.sleep(0.05)
    assert turns, "the house goes on meanwhile"
    assert not beginning.done()
    stranger.execute("COMMIT")
    await beginning
    assert prompt.in_transaction
    other.cancel()
    stranger.close()


async def test_who_is_kept_waiting_too_long_is_told(prompt: Prompt, path: str) -> None:
    stranger = sqlite3.connect(path, isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await prompt.begin()
    assert not prompt.in_transaction
    stranger.close()


async def test_what_is_no_lock_is_not_waited_for(prompt: Prompt) -> None:
    await prompt.begin()
    with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
        await prompt.begin()


async def test_cancelling_a_commit_does_not_leave_it_running(prompt: Prompt) -> None:
    await prompt.begin()
    await prompt.execute_insert("INSERT INTO t (word) VALUES (?)", ["kept"])
    committing = asyncio.create_task(prompt.execute("COMMIT"))
    await asyncio.sleep(0)
    committing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await committing
    assert not prompt.in_transaction
    assert len(await prompt.execute_fetchall("SELECT * FROM t")) == 1


async def test_a_file_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        await Prompt.open(str(tmp_path / "no" / "such"), {})
