"""The operator checks the record, and anybody counts a record that was taken away."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from club.cli import main, records
from club.journal import service as journal
from club.journal.models import JournalEntry
from club.kit.db import migrate, opened, transaction
from club.schema import tortoise_config
from club.settings import Settings
from tests.people import NOW
from tests.verify.records import rule, small


def recount(file: Path) -> Result:
    return CliRunner().invoke(main, ["recount", str(file)])


def test_a_record_that_was_taken_away_is_counted_again(tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    file.write_bytes(small().file())
    done = recount(file)
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        "Decision 1: carried by the ballots, as recorded.",
        "Decision 4: carried by the ballots, as recorded.",
        "2 of 2 votes were counted again and come to what the record says.",
    ]


def test_a_record_that_does_not_hold_is_not_counted(tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    file.write_bytes(small().file()[:-1])
    done = recount(file)
    assert done.exit_code == 1
    assert "The record does not hold at line 10" in done.output


def test_a_vote_of_another_kind_is_named_and_not_called_right(tmp_path: Path) -> None:
    record = small()
    record.vote("c", ["yes"] * 4, rule())
    record.forge(method="borda")
    file = tmp_path / "record.jsonl"
    file.write_bytes(record.file())
    done = recount(file)
    assert done.exit_code == 0
    assert "Decision 7: carried; not counted again: method borda." in done.output
    assert "2 of 3 votes were counted again" in done.output


def test_a_file_that_is_not_there_is_said_kindly(tmp_path: Path) -> None:
    done = recount(tmp_path / "nothing.jsonl")
    assert done.exit_code == 2
    assert "does not exist" in done.output


async def written(settings: Settings) -> str:
    async with opened(tortoise_config(settings)):
        for each in range(3):
            async with transaction():
                await journal.record("role", f"role/{each}", by=7, now=NOW, seats=each)
        return (await JournalEntry.get(seq=2)).hash


async def test_the_record_holds_and_so_does_a_line_that_was_noted(settings: Settings) -> None:
    noted = await written(settings)
    said: list[str] = []
    await records.verified(settings, f"2:{noted[:10]}", said.append)
    assert said[0].startswith("The record holds: 3 entries, head ")


async def test_a_line_that_is_not_in_it_is_named(settings: Settings) -> None:
    await written(settings)
    with pytest.raises(Exception, match="the line that was noted, 2:00000000, is not in it"):
        await records.verified(settings, "2:00000000", print)


def test_the_command_ends_badly_where_the_record_does_not_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLUB_DATA", str(tmp_path))
    settings = Settings(data=tmp_path)
    asyncio.run(migrate(tortoise_config(settings), say=lambda _: None))
    asyncio.run(written(settings))
    assert CliRunner().invoke(main, ["verify"]).exit_code == 0
    assert CliRunner().invoke(main, ["verify", "--head", "3:ffffffff"]).exit_code == 1
