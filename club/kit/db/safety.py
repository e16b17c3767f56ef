"""What both engines share: statements that cannot be cut in half, transactions that always end.

A request may be cancelled at any await. Stock Tortoise then keeps a lock or a connection for ever,
and the whole process waits. Here every statement is awaited to its end, in a task of its own; the
cancellation is raised afterwards, and the transaction rolls back.
"""

import asyncio
from abc import abstractmethod
from collections.abc import Coroutine, Iterable
from itertools import count
from types import TracebackType
from typing import Any, TypeVar

from tortoise.backends.base.client import (
    BaseDBAsyncClient,
    TransactionalDBClient,
    TransactionContext,
)
from tortoise.backends.base.executor import BaseExecutor
from tortoise.connection import ConnectionToken, get_connections
from tortoise.exceptions import TransactionManagementError
from tortoise.models import Model

from club.kit.db.contention import plainly
from club.kit.db.finishing import finish

T = TypeVar("T")
WAIT_SECONDS = 5
"""How long an act waits for a stranger's lock before the member is asked to try again."""
QUEUE_SECONDS = 20
"""How long an act waits for its turn in this process; the queue moves, so patience pays."""
_names = count()


class Unbroken(BaseDBAsyncClient):
    """Mixin for a client: each statement runs to its end and speaks of contention plainly."""

    def may_run(self) -> None:
        """Refuse a statement that has no business here; a plain connection takes any."""

    def unchanged(self) -> dict[Any, Any] | None:
        """Return what was kept since anybody last wrote; None where that cannot be known."""
        return None

    async def whole(self, statement: Coroutine[Any, Any, T]) -> T:
        """Run a statement to its end even if we are cancelled meanwhile."""
        return await finish(statement)

    async def execute_insert(self, query: str, values: list[Any]) -> Any:  # noqa: ANN401
        """Insert a row and return its key."""
        self.may_run()
        with plainly():
            return await self.whole(super().execute_insert(query, values))

    async def execute_query(
        self, query: str, values: list[Any] | None = None
    ) -> tuple[int, list[dict[str, Any]]]:
        """Return the number of rows touched, and the rows."""
        self.may_run()
        with plainly():
            touched, rows = await self.whole(super().execute_query(query, values))
        return touched, list(rows)

    async def execute_query_dict(
        self, query: str, values: list[Any] | None = None
    ) -> list[dict[str, Any]]:
        """Return the rows as dictionaries."""
        self.may_run()
        with plainly():
            return await self.whole(super().execute_query_dict(query, values))

    async def rows(self, query: str, values: list[Any]) -> list[Any]:
        """Return the rows of a statement as the driver likes them: by name, and in order."""
        return await self.execute_query_dict(query, values)

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Run one statement for many rows of values."""
        self.may_run()
        with plainly():
            await self.whole(super().execute_many(query, values))

    async def execute_script(self, query: str) -> None:
        """Run several statements."""
        self.may_run()
        with plainly():
            await self.whole(super().execute_script(query))


class Transacting(Unbroken, TransactionalDBClient):
    """Mixin for a transaction's client: only the task that opened it may use it, until it ends.

    A task started inside would write into somebody else's transaction, be told of success, and
    lose the row when that transaction is rolled back.
    """

    _owner: asyncio.Task[Any] | None

    def may_run(self) -> None:
        """Refuse what comes too late or from another task."""
        if self._finalized:
            message = "this transaction has ended; a task may have outlived it"
            raise TransactionManagementError(message)
        if asyncio.current_task() is not self._owner:
            message = "a task started inside a transaction may not use it; start it afterwards"
            raise TransactionManagementError(message)

    def _in_transaction(self) -> TransactionContext:
        return Savepoint(self)

    @abstractmethod
    async def open(self) -> None:
        """Take what is needed and begin."""

    @abstractmethod
    async def end(self, *, keep: bool) -> None:
        """Commit or roll back, and give everything back whatever happens."""


class Unit(TransactionContext):
    """An outermost transaction: begun whole, ended whole, nothing held afterwards."""

    _token: ConnectionToken

    def __init__(self, client: Transacting) -> None:
        self.client: Transacting = client

    async def __aenter__(self) -> TransactionalDBClient:
        """Begin; when cancelled or refused, leave nothing behind."""
        try:
            with plainly():
                await self.client.whole(self.client.open())
        except BaseException:
            await self.client.whole(self.client.end(keep=False))
            raise
        self._token = get_connections().set(self.client.connection_name, self.client)
        return self.client

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Commit if all went well, else undo everything."""
        try:
            with plainly(committing=True):
                await self.client.whole(self.client.end(keep=kind is None))
        finally:
            get_connections().reset(self._token)


class Savepoint(TransactionContext):
    """A transaction inside another: it may fail alone, and counts only if the outer one does."""

    def __init__(self, client: Transacting) -> None:
        self.client: Transacting = client
        self._name = f"savepoint_{next(_names)}"

    async def __aenter__(self) -> TransactionalDBClient:
        """Set the savepoint."""
        await self.client.execute_script(f"SAVEPOINT {self._name}")
        return self.client

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Keep what was done since the savepoint, or undo it."""
        if kind is not None:
            await self.client.execute_script(f"ROLLBACK TO SAVEPOINT {self._name}")
        await self.client.execute_script(f"RELEASE SAVEPOINT {self._name}")


class OneByOne(BaseExecutor):
    """Mixin for an executor: prefetches follow each other in the caller's own task.

    Stock gathers them in child tasks, which a transaction refuses; one connection has one turn.
    """

    async def _execute_prefetch_queries(self, instance_list: Iterable[Model]) -> Iterable[Model]:
        if instance_list and (self.prefetch_map or self._prefetch_queries):
            self._make_prefetch_queries()
            for field, queries in self._prefetch_queries.items():
                for query in queries:
                    await self._do_prefetch(instance_list, field, query)
        return instance_list
