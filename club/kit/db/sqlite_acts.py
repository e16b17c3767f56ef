"""A transaction on SQLite: it takes the write lock at once, or waits for it."""

import asyncio
import sqlite3
from collections.abc import Coroutine, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from tortoise.backends.sqlite.client import SqliteTransactionWrapper, translate_exceptions
from tortoise.backends.sqlite.executor import SqliteExecutor
from tortoise.exceptions import IntegrityError, TransactionManagementError

from club.kit.db.contention import Contended, plainly
from club.kit.db.safety import QUEUE_SECONDS, OneByOne, Transacting
from club.kit.words import gettext as _

if TYPE_CHECKING:
    from club.kit.db.prompt import Prompt
    from club.kit.db.sqlite import Client  # which makes these

T = TypeVar("T")


def statements(script: str) -> Iterator[str]:
    """Split a script into statements, leaving a trigger's inner semicolons alone."""
    gathered = ""
    for part in script.split(";"):
        gathered += part + ";"
        if sqlite3.complete_statement(gathered):
            if gathered.strip(" \n\t;"):
                yield gathered.strip()
            gathered = ""
    if gathered.strip(" \n\t;"):
        yield gathered.strip()


class Executor(OneByOne, SqliteExecutor):
    """Stock, with prefetches one by one."""


class Transaction(Transacting, SqliteTransactionWrapper):
    """The writer, between BEGIN IMMEDIATE and its end."""

    executor_class = Executor
    _parent: "Client"
    _connection: "Prompt"  # type: ignore[assignment]  # ours in place of the stock one

    def __init__(self, parent: "Client") -> None:
        super().__init__(parent)
        self._owner = asyncio.current_task()
        self._held = False

    async def open(self) -> None:
        """Wait for the writer and take SQLite's write lock at once.

        A deferred transaction would find out at its first write that another process has
        written meanwhile, and fail without waiting.
        """
        await self._take_turn()
        self._held = True
        self._connection = await self._parent.writer()
        await self._connection.begin()

    async def _take_turn(self) -> None:
        turn = self._parent.turn
        if not turn.locked():
            await turn.acquire()  # at once: no clock need be set for it
            return
        try:
            async with asyncio.timeout(QUEUE_SECONDS):
                await turn.acquire()
        except TimeoutError:
            raise Contended(_("The house is very busy just now. Please send this again.")) from None

    async def end(self, *, keep: bool) -> None:
        """Commit or roll back; a failed COMMIT is rolled back too, or it would stay open."""
        if self._finalized:
            return
        self._finalized = True
        try:
            if keep:
                await self._connection.execute("COMMIT")
        except sqlite3.IntegrityError as error:  # a deferred foreign key speaks up last
            raise IntegrityError(error) from error
        finally:
            if self._held:
                self._held = False
                try:
                    await self._tidy()
                finally:
                    self._parent.turn.release()

    async def _tidy(self) -> None:
        """Leave the connection outside any transaction, or throw it away."""
        try:
            if self._connection and self._connection.in_transaction:
                await self._connection.execute("ROLLBACK")
        except (sqlite3.Error, ValueError):  # ValueError: it was closed under our hands
            await self._parent.drop_writer()

    async def whole(self, statement: Coroutine[Any, Any, T]) -> T:
        """Run a statement, a beginning or an end: on this connection none can be cut in half.

        Each waits at one place at most, and there either has changed nothing (its turn, a breath)
        or ends what it does before it is cancelled (the disk); what undoes never waits.
        """
        return await statement

    def may_run(self) -> None:
        """Refuse also what comes after SQLite itself has rolled back (a full disk does that)."""
        super().may_run()
        if not self._connection.in_transaction:
            message = "SQLite has undone this transaction; what follows would be stored alone"
            raise TransactionManagementError(message)

    async def rows(self, query: str, values: list[Any]) -> list[Any]:
        """Run a statement of ours, which asks for nothing that stock looks after beside."""
        self.may_run()
        with plainly():
            rows: list[Any] = await self._rows(query, values)
            return rows

    @translate_exceptions
    async def _rows(self, query: str, values: list[Any]) -> list[Any]:
        return await self._connection.execute_fetchall(query, values)

    async def execute_script(self, query: str) -> None:
        """Run statement by statement: Python's own ``executescript`` commits first."""
        for statement in statements(query):
            await self.execute_query(statement)
