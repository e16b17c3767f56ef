"""A thread for what may wait: another process's lock, the disk.

An executor does the same with twice the work: a future of its own for each thing, chained to the
one that is awaited. Every answer of a member waits once for the disk, so that is felt.
"""

import asyncio
import contextlib
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
_Handed = tuple[Callable[[], Any], asyncio.AbstractEventLoop, "asyncio.Future[Any]"]


class Beside:
    """One thread that does one thing after another; it begins with the first."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._handed: SimpleQueue[_Handed | None] = SimpleQueue()
        self._thread: Thread | None = None

    async def do(self, work: Callable[[], T]) -> T:
        """Do ``work`` to its end even if we are cancelled meanwhile; then pass the cancel on."""
        if self._thread is None:
            # A daemon: whatever it is at when the process ends, SQLite undoes.
            self._thread = Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._handed.put((work, loop, done))
        try:
            return await asyncio.shield(done)
        except asyncio.CancelledError:
            while not done.done():
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.wait([done])
            done.exception()  # read, so that the loop does not report it as forgotten
            raise

    def close(self) -> None:
        """End the thread once it has done what it was given."""
        self._handed.put(None)

    def _work(self) -> None:
        while (handed := self._handed.get()) is not None:
            work, loop, done = handed
            try:
                result, error = work(), None
            except BaseException as raised:  # noqa: BLE001  # whoever waits is told
                result, error = None, raised
            with contextlib.suppress(RuntimeError):  # the loop was closed: nobody waits any more
                loop.call_soon_threadsafe(_tell, done, result, error)
            del work, done, handed, result, error


def _tell(done: "asyncio.Future[Any]", result: object, error: BaseException | None) -> None:
    if error is not None:
        done.set_exception(error)
    else:
        done.set_result(result)
