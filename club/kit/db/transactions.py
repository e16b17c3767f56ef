"""Acts: one transaction each, whose first statement is a write."""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction  # noqa: TID251  # the one place that may

from club.kit.db.contention import Contended
from club.kit.db.safety import WAIT_SECONDS

P = ParamSpec("P")
R = TypeVar("R")
TRIES = 3

on_begin: list[Callable[[], Awaitable[None]]] = []
"""Run as the first statements of every outermost transaction."""


@dataclass(slots=True)
class _Open:
    """A transaction that is open in this task, and what to do once it is committed."""

    then: list[Callable[[], None]] = field(default_factory=list)


@dataclass(slots=True)
class _Attempt:
    """One run of a retried act; once anything is committed it may not run again."""

    committed: bool = False


_open: ContextVar[_Open | None] = ContextVar("open", default=None)
_attempt: ContextVar[_Attempt | None] = ContextVar("attempt", default=None)


class transaction:  # noqa: N801  # read as a word: "async with transaction()"
    """Does everything inside, or nothing.

    Inside another transaction this is a savepoint: it can be undone alone, and counts only if
    the outer one is committed.

    Raises:
        Busy: the database could not take it now; nothing was changed.
    """

    _token: Token[_Open | None]

    def __init__(self) -> None:
        self._outer = _open.get()
        self._here = _Open()
        self._unit = in_transaction()

    async def __aenter__(self) -> None:
        """Begin; outermost, with the first statements of every act."""
        await self._unit.__aenter__()
        self._token = _open.set(self._here)
        if self._outer is None:
            try:
                for begin in on_begin:
                    await begin()
            except BaseException as error:
                _open.reset(self._token)
                await self._unit.__aexit__(type(error), error, error.__traceback__)
                raise

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Commit if all went well, and do what waits for that; else undo everything."""
        _open.reset(self._token)
        await self._unit.__aexit__(kind, error, trace)
        if kind is not None:
            return
        if self._outer is not None:
            self._outer.then.extend(self._here.then)
            return
        if (attempt := _attempt.get()) is not None:
            attempt.committed = True
        for do in self._here.then:
            do()


def after_commit(do: Callable[[], None]) -> None:
    """Call ``do`` once what is being done now is stored for good; never if it is undone.

    For waking whoever waits (the worker, live pages): it must not fail and cannot await.
    """
    here = _open.get()
    if here is None:
        do()
    else:
        here.then.append(do)


async def claim(rows: QuerySet[Any], **changes: object) -> bool:
    """Change the rows that still fit; true if there was one.

    This is how an act begins: the write locks the row, so whoever comes second waits, then
    finds that the row no longer fits, or reads what the first one left.
    """
    return bool(await rows.update(**changes))


def retried(act: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    """Do an act again, up to three times in all, if others were in its way.

    An ``async with`` block cannot run twice, so this wraps a function. Doors and chores are
    wrapped already: a service needs it only if it is to be retried alone. What has committed
    anything is never run again, nor is an act inside a transaction: the outermost one decides.

    Raises:
        Busy: it did not succeed in time; nothing was changed.
    """

    @functools.wraps(act)
    async def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        if _open.get() is not None or _attempt.get() is not None:
            return await act(*args, **kwargs)
        loop = asyncio.get_running_loop()
        give_up = loop.time() + WAIT_SECONDS
        for left in reversed(range(TRIES)):
            attempt = _Attempt()
            token = _attempt.set(attempt)
            try:
                return await act(*args, **kwargs)
            except Contended:
                if not left or attempt.committed or loop.time() >= give_up:
                    raise
            finally:
                _attempt.reset(token)
        raise AssertionError  # the last try returns or raises

    return wrapped
