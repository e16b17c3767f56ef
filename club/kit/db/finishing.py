"""Awaits something to its end, whatever happens to whoever waits for it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def finish(work: Coroutine[Any, Any, T]) -> T:
    """Run ``work`` to its end even if we are cancelled meanwhile; then pass the cancel on."""
    return await in_the_end(asyncio.ensure_future(work))


async def in_the_end(outcome: asyncio.Future[T]) -> T:
    """Wait for ``outcome`` even if we are cancelled meanwhile; then pass the cancel on."""
    cancelled: asyncio.CancelledError | None = None
    while not outcome.done():
        try:
            await asyncio.wait([outcome])
        except asyncio.CancelledError as cancel:
            cancelled = cancel
    if cancelled is not None:
        if not outcome.cancelled():
            outcome.exception()  # read, so that the loop does not report it as forgotten
        raise cancelled
    return outcome.result()
