"""What may wait is done in a thread: in order, to its end, and every fault is told."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from club.kit.db.beside import Beside


@pytest.fixture
def beside() -> Iterator[Beside]:
    beside = Beside("test")
    yield beside
    beside.close()


async def test_one_thing_is_done_after_another_in_the_same_thread(beside: Beside) -> None:
    done: list[int] = []
    await asyncio.gather(*(beside.do(lambda n=n: done.append(n)) for n in range(5)))
    assert done == [0, 1, 2, 3, 4]
    there = {await beside.do(threading.get_ident) for _ in range(2)}
    assert len(there) == 1
    assert threading.get_ident() not in there


async def test_a_fault_reaches_whoever_asked_and_nobody_else(beside: Beside) -> None:
    with pytest.raises(ZeroDivisionError):
        await beside.do(lambda: 1 // 0)
    assert await beside.do(lambda: 1) == 1


async def test_who_is_cancelled_waits_for_the_end_first(beside: Beside) -> None:
    gate, ended = threading.Event(), threading.Event()

    def work() -> None:
        gate.wait(5)
        ended.set()

    asking = asyncio.create_task(beside.do(work))
    for _ in range(3):
        await asyncio.sleep(0)
        asking.cancel()
    assert not ended.is_set()
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert ended.is_set()


async def test_a_fault_after_a_cancel_is_not_left_lying(beside: Beside) -> None:
    gate = threading.Event()

    def work() -> None:
        gate.wait(5)
        raise ZeroDivisionError

    asking = asyncio.create_task(beside.do(work))
    await asyncio.sleep(0)
    asking.cancel()
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await asking
