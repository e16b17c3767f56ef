"""What the engines promise beyond transactions."""

import asyncio
from collections.abc import Mapping

import pytest
from tortoise.connection import get_connection

from club.kit.db import connection, opened, sqlite, transaction
from club.kit.db.contention import Busy, Contended
from club.kit.db.prompt import Prompt
from club.kit.db.sqlite import Client as Sqlite
from club.kit.db.sqlite_acts import statements
from tests import databases
from tests.kit.conftest import shelves_config
from tests.kit.tables import Shelf

TRIGGER = "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET x = ';'; DELETE FROM c; END;"


def test_a_script_is_split_but_a_trigger_is_not() -> None:
    script = " ".join(["CREATE TABLE a (x); INSERT INTO a VALUES (';');", TRIGGER, "DROP TABLE a"])
    assert list(statements(script)) == [
        "CREATE TABLE a (x);", "INSERT INTO a VALUES (';');", TRIGGER, "DROP TABLE a;",
    ]  # fmt: skip


@pytest.mark.parametrize("url", ["sqlite://:memory:", "sqlite://", "mysql://x/y", "club.sqlite3"])
def test_no_other_database_is_opened(url: str) -> None:
    with pytest.raises(ValueError, match="must be"):
        connection(url)


def test_passwords_and_ports_of_a_server_are_understood() -> None:
    engine = connection("postgres://club:p%40ss@db.example:5433/house")
    assert engine["engine"] == "club.kit.db.postgres"
    known = {key: engine["credentials"][key] for key in ("user", "password", "host", "port")}
    assert known == {"user": "club", "password": "p@ss", "host": "db.example", "port": 5433}
    assert engine["credentials"]["database"] == "house"


SQLITE = {"synchronous": 2, "secure_delete": 1, "busy_timeout": 5000, "foreign_keys": 1}
POSTGRES = {"lock_timeout": "5s", "idle_in_transaction_session_timeout": "1min", "timezone": "UTC"}


@pytest.mark.usefixtures("shelves")
async def test_what_keeps_data_safe_is_switched_on() -> None:
    async with transaction():
        client = get_connection("default")
        if databases.KIND == "sqlite":
            for name, wanted in SQLITE.items():
                (row,) = await client.execute_query_dict(f"PRAGMA {name}")
                assert list(row.values()) == [wanted], name
            (row,) = await client.execute_query_dict("PRAGMA journal_mode")
            assert list(row.values()) == ["wal"]
        else:
            for name, said in POSTGRES.items():
                (row,) = await client.execute_query_dict(f"SHOW {name}")
                assert list(row.values()) == [said], name


@pytest.mark.sqlite_only
async def test_a_sqlite_that_does_not_obey_is_not_used(
    shelves_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sqlite.PRAGMAS, "synchronous", ("FULL", 3))
    client = Sqlite(shelves_url.removeprefix("sqlite://"), connection_name="odd")
    with pytest.raises(RuntimeError, match="does not obey PRAGMA synchronous"):
        await client.execute_query("SELECT 1")


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("shelves")
async def test_readers_cannot_write() -> None:
    client = get_connection("default")
    assert isinstance(client, Sqlite)
    await client.execute_query("SELECT 1")
    assert client.reader
    with pytest.raises(Exception, match="readonly"):
        await client.reader.execute("DELETE FROM shelf")


@pytest.mark.sqlite_only
async def test_a_full_disk_is_said_plainly_and_the_house_recovers(shelves_url: str) -> None:
    async with opened(shelves_config(shelves_url)):
        client = get_connection("default")
        assert isinstance(client, Sqlite)
        writer = await client.writer()
        await writer.execute("PRAGMA max_page_count=1")
        with pytest.raises(Busy) as said:
            await fill()
        assert not isinstance(said.value, Contended), "trying again at once would not help"
        assert await Shelf.all().count() == 0
        await writer.execute("PRAGMA max_page_count=100000")
        await fill()
        assert await Shelf.all().count() == 500


async def fill() -> None:
    async with transaction():
        await Shelf.bulk_create([Shelf(name=f"{n} {'x' * 30}") for n in range(500)])


async def test_the_first_moment_may_be_a_crowded_one(
    shelves_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = Prompt.open

    async def slowly(path: str, pragmas: Mapping[str, object]) -> Prompt:
        await asyncio.sleep(0.05)
        return await at_once(path, pragmas)

    monkeypatch.setattr(Prompt, "open", slowly)
    for round_ in range(3):
        async with opened(shelves_config(shelves_url)), asyncio.timeout(10):
            await asyncio.gather(
                *[one_act(f"{round_} {n}", after=0.03 + n / 50) for n in range(5)],
                *[Shelf.all().count() for _ in range(5)],
            )
    async with opened(shelves_config(shelves_url)):
        assert await Shelf.all().count() == 3 * 5


async def one_act(name: str, *, after: float) -> None:
    await asyncio.sleep(after)
    async with transaction():
        await Shelf.create(name=name)
        await asyncio.sleep(0.05)
