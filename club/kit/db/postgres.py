"""PostgreSQL through asyncpg, with a pool that leaks nothing."""

import asyncio
from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.asyncpg.executor import AsyncpgExecutor
from tortoise.backends.base.client import TransactionContext
from tortoise.exceptions import IntegrityError

from club.kit.db.contention import Contended
from club.kit.db.safety import (
    QUEUE_SECONDS,
    WAIT_SECONDS,
    OneByOne,
    Transacting,
    Unbroken,
    Unit,
)
from club.kit.words import gettext as _

POOL = 10
_SERVER = {
    # As on SQLite: wait this long for another act, then ask the member to try again.
    "lock_timeout": f"{WAIT_SECONDS}s",
    # A process that hangs inside a transaction must not hold up the club for ever.
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
}


class Executor(OneByOne, AsyncpgExecutor):
    """Stock, with prefetches one by one."""


class Transaction(Transacting, TransactionWrapper):
    """One pooled connection, between BEGIN and its end.

    READ COMMITTED, the server's default: an act's first statement is a write, which locks the row
    that the act is about, and everything read afterwards is what the quicker act left behind.
    """

    executor_class = Executor
    _parent: "Client"

    def __init__(self, parent: "Client") -> None:
        super().__init__(parent)
        self._owner = asyncio.current_task()
        self._held: Any = None

    async def open(self) -> None:
        """Take a connection from the pool and begin."""
        pool = await self._parent.pool()
        try:
            self._held = await pool.acquire(timeout=QUEUE_SECONDS)
        except TimeoutError:
            raise Contended(_("The house is very busy just now. Please send this again.")) from None
        self._connection = self._held
        await self._connection.execute("BEGIN")

    async def end(self, *, keep: bool) -> None:
        """Commit or roll back, and give the connection back to the pool."""
        if self._finalized:
            return
        self._finalized = True
        if self._held is None:
            return
        held, self._held = self._held, None
        try:
            if keep:
                await held.execute("COMMIT")
        except asyncpg.IntegrityConstraintViolationError as error:  # a deferred one, at the end
            raise IntegrityError(error) from error
        finally:
            await self._give_back(held)

    async def _give_back(self, held: Any) -> None:  # noqa: ANN401
        try:
            if held.is_in_transaction():
                await held.execute("ROLLBACK")
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            held.terminate()  # broken: the pool will open another
        finally:
            await (await self._parent.pool()).release(held)


class Client(Unbroken, AsyncpgDBClient):
    """One database behind a pool."""

    executor_class = Executor

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        options.setdefault("maxsize", POOL)
        super().__init__(**options)
        self.server_settings = {**_SERVER, **self.server_settings}

    async def pool(self) -> "asyncpg.Pool[Any]":
        """Return the pool, opened if need be."""
        if self._pool is None:
            async with self._pool_init_lock:
                if self._pool is None:
                    await self.create_connection(with_db=True)
        assert self._pool is not None  # noqa: S101
        return self._pool

    def _in_transaction(self) -> TransactionContext:
        return Unit(Transaction(self))


client_class = Client
