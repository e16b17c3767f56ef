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
    from club.kit.db.together import Together

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
        self._joined: Together | None = None

    async def open(self) -> None:
        """Wait for the writer and take SQLite's write lock at once.

        A deferred transaction would find out at its first write that another process has
        written meanwhile, and fail without waiting.
        """
        await self._take_turn()
        self._held = True
        self._connection = await self._parent.writer()
        if self._parent.together is None:
            await self._connection.begin()
        else:
            await self._parent.together.join()
            self._joined = self._parent.together

    async def _take_turn(self) -> None:
        parent = self._parent
        # A turn that was just given back belongs to whoever waits for it, woken or not yet.
        if not (parent.turn.locked() or parent.crowded):
            await parent.turn.acquire()  # at once: no clock need be set for it
            return
        parent.crowded += 1
        try:
            async with asyncio.timeout(QUEUE_SECONDS):
                await parent.turn.acquire()
        except TimeoutError:
            raise Contended(_("The house is very busy just now. Please send this again.")) from None
        finally:
            parent.crowded -= 1

    async def end(self, *, keep: bool) -> None:
        """Commit or roll back; a failed COMMIT is rolled back too, or it would stay open."""
        if self._finalized:
            return
        self._finalized = True
        if not self._held:
            return
        try:
            if self._joined is not None:
                await self._joined.leave(keep=keep)
            elif keep and (together := self._parent.share()) is not None:
                await together.lead()
            else:
                await self._end_alone(keep=keep)
        except sqlite3.IntegrityError as error:  # a deferred foreign key speaks up last
            raise IntegrityError(error) from error

    async def _end_alone(self, *, keep: bool) -> None:
        try:
            if keep:
                await self._connection.execute("COMMIT")
        finally:
            try:
                if self._parent.together is None:  # else ours was not begun
                    await self._parent.tidy()
            finally:
                self._parent.turn.release()

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
