"""Statements written once: the same on both databases, and true to the table's fields."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest

from club.kit.db import Statement, transaction
from club.kit.once import Once

AT = datetime(2027, 3, 4, 12, tzinfo=UTC)
FIND = Statement(Once, "SELECT * FROM once WHERE at = :at AND owner = :owner")
MOVE = Statement(
    Once,
    "UPDATE once SET owner = owner + 1, location = :location WHERE key_sha = :key_sha RETURNING *",
)
TWICE = Statement(Once, "SELECT key_sha FROM once WHERE owner = :owner OR owner + 1 = :owner")

INDENTED = Statement(
    Once,
    """
    SELECT owner FROM once WHERE owner = :owner
    """,
)


@pytest.fixture(autouse=True)
async def row(db: None) -> Once:
    _ = db
    return await Once.create(key_sha="a" * 64, body_mac="m", attempt="t", owner=3, at=AT)


async def test_a_row_comes_back_whole_and_an_instant_is_found_in_any_zone() -> None:
    there = AT.astimezone(timezone(timedelta(hours=5)))
    found = await FIND.found(at=there, owner=3)
    assert found
    assert (found.key_sha, found.at) == ("a" * 64, AT)
    assert await FIND.found(at=AT, owner=4) is None


async def test_what_was_found_can_be_changed_and_stored_as_any_row() -> None:
    async with transaction():
        moved = await MOVE.claimed(location="/cups/1", key_sha="a" * 64)
        assert moved
        assert (moved.owner, moved.location) == (4, "/cups/1")
        moved.location = "/cups/2"
        await moved.save()
    assert (await Once.get()).location == "/cups/2"


async def test_what_is_undone_leaves_nothing() -> None:
    with pytest.raises(ZeroDivisionError):
        await _undone()
    assert (await Once.get()).owner == 3


async def _undone() -> None:
    async with transaction():
        await MOVE.written(location="", key_sha="a" * 64)
        raise ZeroDivisionError


async def test_one_value_may_stand_in_two_places() -> None:
    assert await TWICE.holds(owner=3)
    assert await TWICE.holds(owner=4)
    assert not await TWICE.holds(owner=5)


async def test_a_value_without_a_column_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        await Statement(Once, "SELECT 1 FROM once WHERE owner = :nobody").holds(nobody=1)


async def test_a_naive_instant_is_refused_here_too() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        await FIND.found(at=AT.replace(tzinfo=None), owner=3)


@pytest.mark.sqlite_only
async def test_what_is_only_read_does_not_wait_for_an_act() -> None:
    acting, done = asyncio.Event(), asyncio.Event()

    async def act() -> None:
        async with transaction():
            await MOVE.claimed(location="/cups/1", key_sha="a" * 64)
            acting.set()
            await done.wait()

    task = asyncio.create_task(act())
    await acting.wait()
    try:
        async with asyncio.timeout(2):
            assert [row["owner"] for row in await INDENTED.values(owner=3)] == [3]
    finally:
        done.set()
        await task
