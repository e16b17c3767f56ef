"""What was done stands in the record, in order, and cannot be rewritten unnoticed."""

import asyncio

import pytest

from club.journal import queries, service
from club.journal.models import Head, JournalEntry
from club.journal.rules import GENESIS
from club.kit.db import transaction
from tests.people import NOW

pytestmark = pytest.mark.usefixtures("db")


async def write(n: int = 1) -> None:
    for each in range(n):
        async with transaction():
            await service.record("role", f"role/{each}", by=7, now=NOW, seats=each)


async def test_an_empty_record_holds() -> None:
    assert await service.verify() is None
    assert (await queries.head()).hash == GENESIS


async def test_each_entry_carries_the_hash_of_the_one_before() -> None:
    await write(3)
    first, second, third = await queries.since(0)
    assert first.prev == GENESIS
    assert (second.prev, third.prev) == (first.hash, second.hash)
    assert await queries.head() == queries.HeadOfChain(3, third.hash)
    assert await service.verify() is None


async def test_twenty_acts_at_once_make_one_chain() -> None:
    await asyncio.gather(*(write() for _ in range(20)))
    assert [row.seq for row in await queries.since(0)] == list(range(1, 21))
    assert await service.verify() is None


async def test_an_act_that_was_undone_leaves_no_entry() -> None:
    await write(1)

    async def undone() -> None:
        async with transaction():
            await service.record("role", "role/x", by=7, now=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await undone()
    await write(1)
    assert [row.seq for row in await queries.since(0)] == [1, 2]
    assert await service.verify() is None


async def test_a_head_that_is_ahead_of_the_entries_is_noticed() -> None:
    await write(2)
    await Head.filter(id=1).update(seq=3)
    broken = await service.verify()
    assert broken is not None
    assert broken.seq == 3


async def test_the_record_is_read_newest_first_in_pages() -> None:
    await write(5)
    assert [row.seq for row in await queries.newest(limit=2)] == [5, 4]
    assert [row.seq for row in await queries.newest(before=4, limit=2)] == [3, 2]
    assert [row.seq for row in await queries.about("role/1")] == [2]
    assert await JournalEntry.all().count() == 5
