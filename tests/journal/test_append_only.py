"""What stands in the record stays, and whoever rewrites the disk is found out."""

import json

import pytest
from tortoise.connection import get_connection
from tortoise.exceptions import IntegrityError, OperationalError

from club.charter import service as charter
from club.charter.models import CharterValue
from club.journal import service
from club.journal.models import Head, JournalEntry
from club.kit.db import transaction
from tests.databases import KIND
from tests.people import NOW

pytestmark = pytest.mark.usefixtures("db")
REFUSED = (IntegrityError, OperationalError)


async def write(n: int = 3) -> None:
    for each in range(n):
        async with transaction():
            await service.record("role", f"role/{each}", by=7, now=NOW, seats=each)


async def tampered(statement: str) -> None:
    """Change the record as somebody with the disk can: with the guards taken off."""
    guards = (
        ["DROP TRIGGER journal_entry_no_update", "DROP TRIGGER journal_entry_no_delete"]
        if KIND == "sqlite"
        else ["ALTER TABLE journal_entry DISABLE TRIGGER ALL"]
    )
    async with transaction() as unit:
        _ = unit
        for each in (*guards, statement):
            await get_connection("default").execute_query(each)


async def test_an_entry_cannot_be_changed() -> None:
    await write()
    with pytest.raises(REFUSED, match="only ever added to"):
        await JournalEntry.filter(seq=2).update(kind="rule")
    assert await service.verify() is None


async def test_an_entry_cannot_be_removed() -> None:
    await write()
    with pytest.raises(REFUSED, match="only ever added to"):
        await JournalEntry.filter(seq=3).delete()
    assert await JournalEntry.all().count() == 3


async def test_the_record_cannot_be_replaced_or_emptied_at_one_stroke() -> None:
    await write()
    stroke = {
        "sqlite": "INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry WHERE seq = 2",
        "postgres": "TRUNCATE journal_entry",
    }
    with pytest.raises(REFUSED, match="only ever added to"):
        await get_connection("default").execute_query(stroke[KIND])


async def test_a_version_of_the_charter_cannot_be_changed_or_removed() -> None:
    await charter.adopt({"sponsors_min": 3}, "d4", by=None, now=NOW)
    with pytest.raises(REFUSED, match="only ever followed"):
        await CharterValue.filter(key="sponsors_min").update(value_json="9")
    with pytest.raises(REFUSED, match="only ever followed"):
        await CharterValue.filter(key="sponsors_min").delete()


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'rule'",
        "thing = 'role/9'",
        "actor = 8",
        "actor = NULL",
        "body = '{\"seats\":2}'",
        "hash = replace(hash, substr(hash, 1, 1), 'x')",
        "prev = 'x' || substr(prev, 2)",
        "at = '2027-03-04 12:00:01+00:00'",
    ],
)
async def test_whatever_is_altered_on_the_disk_is_named(change: str) -> None:
    await write()
    await tampered(f"UPDATE journal_entry SET {change} WHERE seq = 2")  # noqa: S608
    broken = await service.verify()
    assert broken is not None
    assert broken.seq == 2


async def test_every_single_letter_of_an_entry_counts() -> None:
    await write()
    row = await JournalEntry.get(seq=2)
    for at, letter in enumerate(row.body):
        row.body = row.body[:at] + chr(ord(letter) ^ 1) + row.body[at + 1 :]
        assert service.rules.follows(row.entry(), row.hash, 2, row.prev) is not None
        row.body = row.body[:at] + letter + row.body[at + 1 :]
    assert json.loads(row.body) == {"seats": 1}


@pytest.mark.parametrize(("gone", "named"), [(1, 1), (2, 2), (3, 3)])
async def test_an_entry_that_was_cut_out_is_named(gone: int, named: int) -> None:
    await write()
    await tampered(f"DELETE FROM journal_entry WHERE seq = {gone}")  # noqa: S608
    broken = await service.verify()
    assert broken is not None
    assert broken.seq == named


async def test_a_record_whose_end_and_head_were_both_cut_off_still_chains() -> None:
    """The honest limit: this only a phone that saw the later head can tell."""
    await write()
    before = await JournalEntry.get(seq=2)
    await tampered("DELETE FROM journal_entry WHERE seq = 3")
    await Head.filter(id=1).update(seq=2, hash=before.hash)
    assert await service.verify() is None


async def test_a_name_cannot_get_into_the_record() -> None:
    with pytest.raises(ValueError, match="not who"):
        async with transaction():
            await service.record("role", "role/x", by=7, now=NOW, who="Ada Byrne")
    assert await JournalEntry.all().count() == 0
