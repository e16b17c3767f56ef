"""Acts: one transaction each, whose first statement is a write."""

import asyncio
import functools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
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


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """Do everything inside, or nothing.

    Inside another transaction this is a savepoint: it can be undone alone, and counts only if
    the outer one is committed.

    Raises:
        Busy: the database could not take it now; nothing was changed.
    """
    outer, here = _open.get(), _Open()
    token = _open.set(here)
    try:
        async with in_transaction():
            if outer is None:
                for begin in on_begin:
                    await begin()
            yield
    finally:
        _open.reset(token)
    if outer is not None:
        outer.then.extend(here.then)
        return
    if (attempt := _attempt.get()) is not None:
        attempt.committed = True
    for do in here.then:
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
