"""SQLite: one writer that opens with BEGIN IMMEDIATE, and a reader that cannot write."""

import asyncio
import sqlite3
from collections.abc import Iterable
from typing import Any

from tortoise.backends.base.client import TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, translate_exceptions

from club.kit.db.finishing import finish
from club.kit.db.prompt import Prompt
from club.kit.db.safety import WAIT_SECONDS, Unbroken, Unit
from club.kit.db.sqlite_acts import Executor, Transaction
from club.kit.db.together import Alone, Together

PRAGMAS: dict[str, tuple[str, int]] = {
    # An acknowledged answer survives a power cut.
    "synchronous": ("FULL", 2),
    # What a member deletes is overwritten in the file, not only forgotten.
    "secure_delete": ("ON", 1),
    "busy_timeout": (str(WAIT_SECONDS * 1000), WAIT_SECONDS * 1000),
    "foreign_keys": ("ON", 1),
}
"""Each setting with the number SQLite must report back: a build may ignore what it is told."""
READER_PRAGMAS = {"busy_timeout": WAIT_SECONDS * 1000, "query_only": "ON"}


class Client(Unbroken, SqliteClient):
    """One file. Writes go through the writer one after another; reads beside them."""

    executor_class = Executor

    def __init__(self, file_path: str, **options: Any) -> None:  # noqa: ANN401
        super().__init__(file_path, **options)
        for name, (wanted, _number) in PRAGMAS.items():
            self.pragmas.setdefault(name, wanted)
        self.turn = self._lock
        self.crowded = 0
        self.together: Together | None = None
        self.apart_until = 0.0
        self._opening = asyncio.Lock()
        self._connection: Prompt | None = None  # type: ignore[assignment]  # ours for the stock one
        self.reader: Prompt | None = None
        self._edition = 0
        self._unchanged: dict[Any, Any] = {}

    async def create_connection(self, with_db: bool) -> None:  # noqa: ARG002, FBT001
        """Open the writer and the reader, and make sure that SQLite obeys.

        Nobody sees a connection before it is wholly set up: inside a transaction SQLite would
        quietly leave foreign keys off.
        """
        async with self._opening:
            if self._connection:
                return
            opened: list[Prompt] = []
            try:
                opened.append(await Prompt.open(self.filename, self.pragmas))
                await self._assert_obeyed(opened[0])
                opened.append(await Prompt.open(self.filename, READER_PRAGMAS))
            except BaseException:
                await _close(opened)
                raise
            self._connection, self.reader = opened
            await self._post_connect()

    async def writer(self) -> Prompt:
        """Return the writer, opened if need be."""
        if not self._connection:
            await finish(self.create_connection(with_db=True))
        assert self._connection is not None  # noqa: S101
        return self._connection

    async def now(self, statement: str) -> None:
        """Run what begins or ends an act on the writer; the caller has the turn."""
        await (await self.writer()).execute(statement)

    async def tidy(self) -> None:
        """Leave the writer outside any transaction, or throw it away."""
        try:
            if self._connection and self._connection.in_transaction:
                await self._connection.execute("ROLLBACK")
        except (sqlite3.Error, ValueError):  # ValueError: it was closed under our hands
            await self.close()  # the next act opens a new one

    def share(self) -> Together | None:
        """Let those who wait join the act that ends now; None if it is better stored alone."""
        if self.crowded and asyncio.get_running_loop().time() >= self.apart_until:
            self.together = Together(self)
        return self.together

    def acquire_connection(self) -> Alone:  # type: ignore[override]  # ours for the stock one
        """Return the writer for one statement, outside any act."""
        return Alone(self)

    def unchanged(self) -> dict[Any, Any] | None:
        """Return what was kept since anybody last wrote, another process included."""
        if self.reader is None:
            return None
        edition = self.reader.edition()
        if edition != self._edition:
            # Whoever is still reading puts what they find into the old one, where nobody looks.
            self._edition, self._unchanged = edition, {}
        return self._unchanged

    async def close(self) -> None:
        """Close every connection of this file."""
        opened = [each for each in (self.reader, self._connection) if each]
        self._connection = self.reader = None
        if self.together is not None:
            self.together.lost()
        self._unchanged = {}
        self._edition = 0  # a new reader counts anew
        await finish(_close(opened))

    def _in_transaction(self) -> TransactionContext:
        return Unit(Transaction(self))

    async def execute_query(
        self, query: str, values: list[Any] | None = None
    ) -> tuple[int, list[dict[str, Any]]]:
        """Read beside the writer, or write and commit this one statement."""
        if _reads(query):
            rows = await self._read(query, values)
            return len(rows), rows
        return await super().execute_query(query, values)

    async def execute_query_dict(
        self, query: str, values: list[Any] | None = None
    ) -> list[dict[str, Any]]:
        """Read beside the writer, or write and commit this one statement."""
        if _reads(query):
            rows: list[dict[str, Any]] = await self._read(query, values)
            return rows
        return await super().execute_query_dict(query, values)

    async def rows(self, query: str, values: list[Any]) -> list[Any]:
        """Read beside the writer, or write and commit this one statement."""
        if _reads(query):
            rows: list[Any] = await self._read(query, values)
            return rows
        return await self.execute_query_dict(query, values)

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Write many rows in a transaction of their own."""
        async with self._in_transaction() as unit:
            await unit.execute_many(query, values)

    async def execute_script(self, query: str) -> None:
        """Run several statements in a transaction of their own."""
        async with self._in_transaction() as unit:
            await unit.execute_script(query)

    @translate_exceptions
    async def _read(self, query: str, values: list[Any] | None) -> list[dict[str, Any]]:
        if self.reader is None:
            await finish(self.create_connection(with_db=True))
            assert self.reader is not None  # noqa: S101
        return await self.reader.read(query.replace("\x00", ""), values)

    async def _assert_obeyed(self, connection: Prompt) -> None:
        for name, (wanted, number) in PRAGMAS.items():
            if self.pragmas[name] != wanted:
                continue  # a migration switches foreign keys off, and says so
            rows = list(await connection.execute_fetchall(f"PRAGMA {name}"))
            if next(iter(rows[0])) != number:
                message = f"SQLite does not obey PRAGMA {name}={wanted}"
                raise RuntimeError(message)


async def _close(connections: Iterable[Prompt]) -> None:
    for each in connections:
        await each.close()


def _reads(query: str) -> bool:
    return query[:6].upper() == "SELECT"


client_class = Client
