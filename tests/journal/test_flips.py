"""Flip any bit of a stored entry, move it or take it out: the check names it."""

# ruff: noqa: S608  # the statements are this file's own

import pytest
from tortoise.connection import get_connection
from tortoise.exceptions import BaseORMException

from club.journal import queries, service
from club.journal.models import Head, JournalEntry
from club.kit.db import transaction
from tests.databases import KIND
from tests.people import NOW

pytestmark = pytest.mark.usefixtures("db")
TEXTS = ("at", "kind", "thing", "body", "prev", "hash")
NUMBERS = ("seq", "actor")
ROW = 3


async def write(n: int = 5) -> None:
    """Five short entries, and the guards of the table taken off, as whoever has the disk can."""
    for each in range(1, n + 1):
        async with transaction():
            await service.record("role", f"role/{each}", by=7, now=NOW, seats=each)
    for each in (
        ["DROP TRIGGER journal_entry_no_update", "DROP TRIGGER journal_entry_no_delete"]
        if KIND == "sqlite"
        else ["ALTER TABLE journal_entry DISABLE TRIGGER ALL"]
    ):
        await run(each)


async def run(sql: str) -> None:
    await get_connection("default").execute_query(sql)


async def stored(column: str) -> bytes:
    """What the disk holds of one column of the row."""
    sql = {
        "sqlite": f"SELECT CAST({column} AS BLOB) AS it FROM journal_entry WHERE seq = {ROW}",
        "postgres": f"SELECT {column}::text AS it FROM journal_entry WHERE seq = {ROW}",
    }[KIND]
    (row,) = await get_connection("default").execute_query_dict(sql)
    return row["it"] if isinstance(row["it"], bytes) else row["it"].encode()


async def put(column: str, value: bytes) -> None:
    literal = {
        "sqlite": f"CAST(x'{value.hex()}' AS TEXT)",
        "postgres": f"convert_from('\\x{value.hex()}'::bytea, 'UTF8')"
        + ("::timestamptz" if column == "at" else ""),
    }[KIND]
    await run(f"UPDATE journal_entry SET {column} = {literal} WHERE seq = {ROW}")


def flips(value: bytes) -> list[bytes]:
    """Return the value with each of its bits flipped."""
    whole = int.from_bytes(value, "big")
    return [(whole ^ (1 << bit)).to_bytes(len(value), "big") for bit in range(8 * len(value))]


@pytest.mark.parametrize("column", TEXTS)
async def test_no_bit_of_a_text_can_be_flipped(column: str) -> None:
    await write()
    before = await stored(column)
    found = 0
    for flipped in flips(before):
        try:
            await put(column, flipped)
        except BaseORMException:
            continue  # what the database itself refuses to hold
        if await stored(column) == before:
            continue  # another spelling, which it does not keep
        broken = await service.verify()
        assert broken is not None, flipped
        assert broken.seq == ROW, flipped
        found += 1
        await put(column, before)
    assert found >= len(before)
    assert await service.verify() is None


@pytest.mark.parametrize("column", NUMBERS)
async def test_no_bit_of_a_number_can_be_flipped(column: str) -> None:
    await write()
    (row,) = await get_connection("default").execute_query_dict(
        f"SELECT {column} AS it FROM journal_entry WHERE seq = {ROW}"
    )
    before, found = row["it"], 0
    for bit in range(64):
        flipped = before ^ (1 << bit) if bit < 63 else before - 2**63
        if column == "seq" and 1 <= flipped <= 5:
            continue  # taken by another row: the key is unique
        change = f"UPDATE journal_entry SET {column} = {{}} WHERE {column} = {{}} AND kind = 'role'"
        if column == "actor":
            change += f" AND seq = {ROW}"
        await run(change.format(flipped, before))
        broken = await service.verify()
        assert broken is not None, flipped
        # Below the first there is no place, so there the first is named as missing.
        below = column == "seq" and flipped < 0
        assert broken.seq == (1 if below else ROW), flipped
        found += 1
        await run(change.format(before, flipped))
    assert found >= 60
    assert await service.verify() is None


async def test_an_entry_that_was_put_between_others_is_named() -> None:
    await write()
    for seq in (5, 4):
        await run(f"UPDATE journal_entry SET seq = {seq + 1} WHERE seq = {seq}")
    await run(
        "INSERT INTO journal_entry (seq, at, kind, thing, actor, body, prev, hash)"
        " SELECT 4, at, kind, thing, actor, body, 'p', 'h' FROM journal_entry WHERE seq = 3"
    )
    broken = await service.verify()
    assert broken is not None
    assert broken.seq == 4


async def test_two_entries_that_changed_places_are_named() -> None:
    await write()
    for old, new in ((2, 99), (3, 2), (99, 3)):
        await run(f"UPDATE journal_entry SET seq = {new} WHERE seq = {old}")
    broken = await service.verify()
    assert broken is not None
    assert broken.seq == 2


async def test_an_end_that_was_cut_off_is_seen_only_by_whoever_noted_a_later_head() -> None:
    await write()
    late = await queries.head()
    await run("DELETE FROM journal_entry WHERE seq > 3")
    before = await JournalEntry.get(seq=3)
    await Head.filter(id=1).update(seq=3, hash=before.hash)

    assert await service.verify() is None
    assert await service.verify(f"3:{before.hash[:8]}") is None
    broken = await service.verify(f"{late.seq}:{late.hash}")
    assert broken is not None
    assert broken.seq == 3
    assert "noted" in broken.why


async def test_a_record_that_was_written_anew_does_not_hold_what_was_noted() -> None:
    await write()
    noted = await JournalEntry.get(seq=2)
    await run("DELETE FROM journal_entry")
    await Head.all().delete()
    for each in range(5):
        async with transaction():
            await service.record("role", f"role/{each}", by=8, now=NOW, seats=each)

    assert await service.verify() is None
    assert await service.verify(f"2:{noted.hash[:12]}") is not None


@pytest.mark.parametrize("noted", ["2", "2:", "2:abc", ":", "x:12345678", "9:" + "0" * 64])
async def test_what_names_no_line_is_not_in_the_record(noted: str) -> None:
    await write()
    assert await service.verify(noted) is not None
