"""A request may be cancelled at any await; the house must stand as if it had not come."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any

import pytest
from tortoise.connection import get_connection
from tortoise.exceptions import IntegrityError

from club.kit.db import claim, opened, transaction
from club.kit.db.contention import Busy
from club.kit.db.postgres import Client as Postgres
from club.kit.db.sqlite import Client as Sqlite
from tests.kit.conftest import shelves_config
from tests.kit.tables import Book, Shelf


class CancelledAt:
    """Drives a coroutine and cancels its task while it waits for the n-th time (and n+1st)."""

    def __init__(self, work: Coroutine[Any, Any, Any], *points: int) -> None:
        self.work = work
        self.points = points
        self.awaits = 0

    def __await__(self) -> Generator[Any, Any, Any]:
        send: Callable[..., Any] = self.work.send
        given: Any = None
        while True:
            try:
                waiting = send(given)
            except StopIteration as end:
                return end.value
            self.awaits += 1
            if self.awaits in self.points:
                task = asyncio.current_task()
                assert task is not None
                task.cancel()
            try:
                given = yield waiting
                send = self.work.send
            except BaseException as error:  # noqa: BLE001  # a cancel is one
                given, send = error, self.work.throw


async def cancelled(work: Coroutine[Any, Any, Any], *points: int) -> tuple[bool, int]:
    """Whether it was cancelled, and how often it had waited."""
    stepped = CancelledAt(work, *points)

    async def run() -> None:
        await stepped

    try:
        await asyncio.create_task(run())
    except asyncio.CancelledError:
        return True, stepped.awaits
    return False, stepped.awaits


async def one_act() -> None:
    async with transaction():
        assert await claim(Shelf.filter(name="first"), size=2)
        shelf = await Shelf.create(name="second")
        async with transaction():
            await Book.create(shelf=shelf, title="a", owner="x")
        await Shelf.bulk_create([Shelf(name="third")])


async def assert_house_stands() -> None:
    """Nothing is held, nothing is half done, and the next act goes through at once."""
    client = get_connection("default")
    if isinstance(client, Sqlite):
        assert not client.turn.locked()
        assert not (await client.writer()).in_transaction
    else:
        assert isinstance(client, Postgres), "outside an act nobody sees a transaction"
        pool = await client.pool()
        assert pool.get_idle_size() == pool.get_size()
    names = {each.name async for each in Shelf.all()}
    first = await Shelf.get(name="first")
    books = await Book.all().count()
    assert (names, first.size, books) in (
        ({"first"}, 1, 0),
        ({"first", "second", "third"}, 2, 1),
    )
    async with asyncio.timeout(1), transaction():
        await Book.all().delete()
        await Shelf.exclude(name="first").delete()
        await claim(Shelf.filter(name="first"), size=1)


@pytest.mark.usefixtures("shelves")
@pytest.mark.parametrize("blows", [1, 2, 3])
async def test_cancelling_an_act_at_any_await_leaves_no_trace_and_no_lock(blows: int) -> None:
    await Shelf.create(name="first")
    for point in range(1, 200):
        was_cancelled, awaits = await cancelled(one_act(), *range(point, point + blows))
        await assert_house_stands()
        if not was_cancelled:
            break
    assert not was_cancelled
    assert awaits == point - 1, "every await was cut"
    waits = 1 if isinstance(get_connection("default"), Sqlite) else 8
    assert point > waits, "an act waits to commit; on PostgreSQL to begin and for each statement"


@pytest.mark.usefixtures("shelves")
@pytest.mark.parametrize("blows", [1, 2, 3])
async def test_cancelling_an_act_that_waits_for_another_leaves_both_alone(blows: int) -> None:
    await Shelf.create(name="first")
    for point in range(1, 200):
        other = asyncio.create_task(one_more(point))
        await asyncio.sleep(0)  # it has its turn now, and waits for the disk
        was_cancelled, awaits = await cancelled(one_act(), *range(point, point + blows))
        await other
        assert await Shelf.filter(name=f"in an act {point}").delete() == 1
        await assert_house_stands()
        if not was_cancelled:
            break
    assert not was_cancelled
    assert awaits == point - 1, "every await was cut"
    waits = 2 if isinstance(get_connection("default"), Sqlite) else 8
    assert point > waits, "it waits for its turn, too"


@pytest.mark.parametrize("point", range(1, 4))
async def test_cancelling_the_very_first_statement_leaves_the_door_open(
    shelves_url: str, point: int
) -> None:
    async with opened(shelves_config(shelves_url)):
        await cancelled(one_reading(), point)
        assert await Shelf.all().count() == 0
    async with opened(shelves_config(shelves_url)):
        await cancelled(one_writing(), point)
        async with asyncio.timeout(1), transaction():
            await Shelf.create(name="after")


async def one_reading() -> None:
    await Shelf.all().count()


async def one_writing() -> None:
    async with transaction():
        await Shelf.create(name="one")


@pytest.mark.usefixtures("shelves")
async def test_many_hands_cut_off_at_random_leak_nothing() -> None:
    await Shelf.create(name="first")
    for _round in range(5):
        tasks = [asyncio.create_task(one_act()) for _ in range(30)]
        for number, task in reversed(list(enumerate(tasks))):  # the last ones still wait
            await asyncio.sleep(0 if number % 3 else 0.002)
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        assert any(isinstance(end, asyncio.CancelledError) for end in ends)
        faults = [end for end in ends if isinstance(end, Exception)]
        assert all(isinstance(fault, IntegrityError) for fault in faults), faults
        await assert_house_stands()


DEFERRED = """
    CREATE TABLE parent (id INTEGER PRIMARY KEY);
    CREATE TABLE child (
        parent INTEGER NOT NULL REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED
    );
"""


@pytest.mark.usefixtures("shelves")
async def test_an_act_whose_commit_fails_is_undone_and_the_next_one_is_stored() -> None:
    await get_connection("default").execute_script(DEFERRED)
    with pytest.raises(IntegrityError):
        await orphan()
    await assert_stored(lambda: Shelf.create(name="after"))
    assert {each.name async for each in Shelf.all()} == {"after"}


async def orphan() -> None:
    async with transaction():
        await Shelf.create(name="before")
        await get_connection("default").execute_query("INSERT INTO child (parent) VALUES (7)")


async def assert_stored(act: Callable[[], Awaitable[object]]) -> None:
    async with transaction():
        await act()
    client = get_connection("default")
    if isinstance(client, Sqlite):
        assert not (await client.writer()).in_transaction


@pytest.mark.usefixtures("shelves")
async def test_nobody_waits_for_ever_for_a_pile_of_acts() -> None:
    async with asyncio.timeout(20):
        ends = await asyncio.gather(
            *[Shelf.create(name=f"shelf {n}") for n in range(60)],
            *[one_more(n) for n in range(60)],
            return_exceptions=True,
        )
    assert not [end for end in ends if isinstance(end, Exception)]
    assert await Shelf.all().count() == 120


async def one_more(number: int) -> None:
    async with transaction():
        await Shelf.create(name=f"in an act {number}")


@pytest.mark.usefixtures("shelves")
async def test_who_waits_longer_than_the_house_allows_is_told() -> None:
    await Shelf.create(name="first")
    client = get_connection("default")
    if isinstance(client, Sqlite):
        (await client.writer()).patience_ms = 200
    holder, release = asyncio.Event(), asyncio.Event()
    other = asyncio.create_task(hold(holder, release))
    await holder.wait()
    with pytest.raises(Busy):
        await impatient()
    release.set()
    await other
    await impatient()


async def hold(held: asyncio.Event, release: asyncio.Event) -> None:
    """Another process's act: a connection of its own, in the middle of a write."""
    client = get_connection("default")
    if isinstance(client, Sqlite):
        stranger = Sqlite(client.filename, connection_name="stranger")
        await (await stranger.writer()).execute("BEGIN IMMEDIATE")
        held.set()
        await release.wait()
        await stranger.close()
        return
    assert isinstance(client, Postgres)
    async with (await client.pool()).acquire() as connection, connection.transaction():
        await connection.execute("UPDATE shelf SET size = size")
        held.set()
        await release.wait()


async def impatient() -> None:
    async with transaction():
        client = get_connection("default")
        if client.capabilities.dialect != "sqlite":
            await client.execute_query("SET LOCAL lock_timeout = '200ms'")
        await claim(Shelf.filter(name="first"), size=5)
