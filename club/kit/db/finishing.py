"""Awaits something to its end, whatever happens to whoever waits for it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def finish(work: Coroutine[Any, Any, T]) -> T:
    """Run ``work`` to its end even if we are cancelled meanwhile; then pass the cancel on."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as cancel:
            cancelled = cancel
    if cancelled is not None:
        if not task.cancelled():
            task.exception()  # read, so that the loop does not report it as forgotten
        raise cancelled
    return task.result()
