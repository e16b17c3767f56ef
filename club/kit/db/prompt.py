"""A connection to one SQLite file that answers at once.

A statement on a club's file takes some ten microseconds; handing it to a thread and back takes ten
times as long, and more on a busy machine. So statements run where they are asked, and only what
may wait (for another process's lock, for the disk) runs in a thread. ``tests/bench`` measured a
third of the time for an answer. The price: a statement that takes long holds everybody up, so
pages read by index and in bounded numbers, and after some milliseconds the others get their turn.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from time import perf_counter
from typing import Any, TypeVar

from club.kit.db.beside import Beside

T = TypeVar("T")
_BREATH_SECONDS = 0.004
"""How long statements may follow one another before whoever else waits gets a turn."""
_MAY_WAIT = ("BEGIN", "COMMIT", "VACUUM", "PRAGMA")
_AT_ONCE = ("SAVEPOINT", "RELEASE", "ROLLBACK")
"""What begins or undoes an act: nobody may be cut off between it and what it stands for."""
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


class Prompt:
    """One connection; it is used by one task at a time.

    ``patience_ms``: how long ``begin`` waits for another process's lock.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.patience_ms = 0
        self._connection = connection
        self._beside = Beside("sqlite")
        self._spent = 0.0

    @classmethod
    async def open(cls, path: str, pragmas: Mapping[str, object]) -> "Prompt":
        """Open the file and tell it how to behave.

        Raises:
            sqlite3.Error: the file cannot be opened.
        """
        return await asyncio.to_thread(cls._open, path, pragmas)

    @classmethod
    def _open(cls, path: str, pragmas: Mapping[str, object]) -> "Prompt":
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            connection.row_factory = sqlite3.Row
            for name, wanted in pragmas.items():
                connection.execute(f"PRAGMA {name}={wanted}")
            prompt = cls(connection)
            prompt.patience_ms = int(connection.execute("PRAGMA busy_timeout").fetchone()[0])
        except BaseException:
            connection.close()
            raise
        return prompt

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._connection.in_transaction

    @property
    def total_changes(self) -> int:
        """How many rows were changed since the connection was opened."""
        return self._connection.total_changes

    def edition(self) -> int:
        """Return a number that is another once any other connection has committed.

        It takes a few microseconds and never waits: SQLite reads it beside whoever writes.
        """
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    async def begin(self) -> None:
        """Take the write lock, in a thread only if another process has it just now.

        Raises:
            sqlite3.OperationalError: the other one did not let go in time.
        """
        self._connection.execute("PRAGMA busy_timeout=0")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _BUSY:
                raise
            self._connection.execute(f"PRAGMA busy_timeout={self.patience_ms}")
            await self._in_thread(lambda: self._connection.execute("BEGIN IMMEDIATE"))
        else:
            self._connection.execute(f"PRAGMA busy_timeout={self.patience_ms}")

    async def execute(self, query: str, values: Iterable[Any] = ()) -> sqlite3.Cursor:
        """Run a statement."""
        return await self._run(query, lambda: self._connection.execute(query, tuple(values)))

    async def execute_fetchall(
        self, query: str, values: Iterable[Any] | None = None
    ) -> list[sqlite3.Row]:
        """Run a statement and return its rows."""
        given = () if values is None else tuple(values)
        if _may_wait(query):
            return await self._in_thread(lambda: self._connection.execute(query, given).fetchall())
        if self._spent > _BREATH_SECONDS:
            await self._breathe()
        began = perf_counter()
        try:
            return self._connection.execute(query, given).fetchall()
        finally:
            self._spent += perf_counter() - began

    async def read(self, query: str, values: Iterable[Any] | None = None) -> list[dict[str, Any]]:
        """Run a SELECT and return its rows by the names of their columns.

        The standard library's rows look a name up by going through all of them, which costs more
        than the statement where there are many.
        """
        given = tuple(values or ())
        if self._spent > _BREATH_SECONDS:
            await self._breathe()
        began = perf_counter()
        try:
            cursor = self._connection.cursor()
            cursor.row_factory = None
            rows = cursor.execute(query, given).fetchall()
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=False)) for row in rows]  # SQLite counted them
        finally:
            self._spent += perf_counter() - began

    async def execute_insert(self, query: str, values: Iterable[Any]) -> tuple[int | None]:
        """Insert a row and return its key, in a tuple as the stock client wants it."""
        cursor = await self.execute(query, values)
        return (cursor.lastrowid,)

    async def executemany(self, query: str, values: Iterable[Sequence[Any]]) -> None:
        """Run a statement for many rows of values."""
        await self._run(query, lambda: self._connection.executemany(query, values))

    async def close(self) -> None:
        """Close the connection; what waits in the thread ends first."""
        await self._in_thread(self._connection.close)
        self._beside.close()

    async def _run(self, query: str, work: Callable[[], T]) -> T:
        if _may_wait(query):
            return await self._in_thread(work)
        if self._spent > _BREATH_SECONDS and not query.startswith(_AT_ONCE):
            await self._breathe()
        began = perf_counter()
        try:
            return work()
        finally:
            self._spent += perf_counter() - began

    async def _in_thread(self, work: Callable[[], T]) -> T:
        self._spent = 0.0
        return await self._beside.do(work)

    async def _breathe(self) -> None:
        self._spent = 0.0
        await asyncio.sleep(0)


@lru_cache(maxsize=512)
def _may_wait(query: str) -> bool:
    return query.lstrip()[:6].upper().startswith(_MAY_WAIT)
