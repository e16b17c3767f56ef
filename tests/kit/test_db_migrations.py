"""Changing tables loses nothing: no row, index, CHECK, unique column or trigger."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tortoise.connection import get_connection
from tortoise.exceptions import BaseORMException, IntegrityError

from club.kit.db import MigrationRefused, migrate, migrating, opened, pending_steps
from club.kit.db.drift import initial, pending_changes
from tests import databases
from tests.kit.conftest import shelves_config
from tests.kit.tables import Book, Shelf
from tests.schema_dump import dump

HEAD = """
from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from club.kit.db.operations import Sql
class Migration(migrations.Migration):
    dependencies = [("club", {after!r})]
    operations = [{operations}]
"""
TRIGGER = """Sql(
    sqlite='''CREATE TRIGGER shelf_stays BEFORE DELETE ON shelf WHEN old.size > 90
        BEGIN SELECT RAISE(ABORT, 'stays'); SELECT 1; END''',
    postgres='''CREATE FUNCTION stays() RETURNS trigger AS $$ BEGIN
        IF old.size > 90 THEN RAISE EXCEPTION 'stays'; END IF; RETURN old; END; $$ LANGUAGE plpgsql;
        CREATE TRIGGER shelf_stays BEFORE DELETE ON shelf
        FOR EACH ROW EXECUTE FUNCTION stays()''',
)"""
WIDEN = 'ops.AlterField("Shelf", "name", fields.CharField(80, unique=True))'
WIDEN_CHILD = 'ops.AlterField("Book", "title", fields.CharField(80))'
BREAK = """Sql(
    sqlite="CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1)",
    postgres="CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1)",
)"""
ORPHAN = """Sql(
    sqlite="UPDATE book SET shelf_id = 4711", postgres="UPDATE book SET shelf_id = 4711"
)"""


class Steps:
    """A package of migrations that the test writes as it goes."""

    def __init__(self, folder: Path, url: str) -> None:
        self.package = f"steps_{folder.name.replace('-', '_')}"
        self.folder = folder / self.package
        self.folder.mkdir()
        (self.folder / "__init__.py").touch()
        self.url = url
        self.last = ""

    @property
    def config(self) -> dict[str, Any]:
        return shelves_config(self.url, migrations=self.package)

    async def begin(self) -> None:
        (self.folder / "0001_initial.py").write_text(await initial(shelves_config(self.url)))
        self.last = "0001_initial"

    def add(self, name: str, operations: str) -> None:
        text = HEAD.format(after=self.last, operations=operations)
        (self.folder / f"{name}.py").write_text(text)
        self.last = name

    def remove(self, name: str, last: str) -> None:
        (self.folder / f"{name}.py").unlink()
        self.last = last

    async def take(self) -> list[str]:
        said: list[str] = []
        await migrate(self.config, say=said.append)
        return said

    def take_elsewhere(self, **env: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", textwrap.dedent(ELSEWHERE), self.url, self.package]
        path = os.pathsep.join([str(self.folder.parent), str(Path.cwd())])
        env = {**os.environ, "PYTHONPATH": path, **env}
        return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)


ELSEWHERE = """
    import asyncio, sys
    from club.kit.db import migrate
    from tests.kit.conftest import shelves_config
    config = shelves_config(sys.argv[1], migrations=sys.argv[2])
    asyncio.run(migrate(config, say=lambda _: None))
"""


@pytest.fixture
async def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Steps]:
    monkeypatch.syspath_prepend(str(tmp_path))
    async with databases.empty_database(tmp_path) as url:
        written = Steps(tmp_path, url)
        await written.begin()
        yield written


async def furnish() -> None:
    for name, size in (("one", 1), ("two", 99), ("gone", 3)):
        shelf = await Shelf.create(name=name, size=size)
        await Book.create(shelf=shelf, title="a", owner=name, lent=True)
    await Book.filter(shelf__name="gone").delete()
    await Shelf.filter(name="gone").delete()


async def assert_everything_holds() -> None:
    one = await Shelf.get(name="one")
    assert await Book.all().count() == 2
    assert {each.size async for each in Shelf.all()} == {1, 99}
    for wrong in (
        Shelf(name="one"),
        Shelf(name="three", size=0),
        Book(shelf=one, title="a", owner="other"),
        Book(shelf=one, title="b", owner="two", lent=True),
        Book(shelf=one, title="a", owner="two"),
        Book(shelf_id=4711, title="c", owner="d"),
    ):
        with pytest.raises(IntegrityError):
            await wrong.save()
    with pytest.raises(Exception, match="stays"):
        await Shelf.filter(name="two").delete()
    newest = await Shelf.create(name="new")
    assert newest.id > 3, "a number that was given out once is never given out again"
    await newest.delete()


async def test_widening_a_parents_column_loses_nothing(steps: Steps) -> None:
    steps.add("0002_trigger", TRIGGER)
    await steps.take()
    async with opened(steps.config):
        await furnish()
        before = await dump()
        await assert_everything_holds()
    steps.add("0003_widen", WIDEN)
    assert await steps.take() == ["Bringing the database up to date: 0003_widen"]
    async with opened(steps.config):
        await Shelf.filter(name="one").update(name="one")
        await assert_everything_holds()
        assert await dump() == before
        await get_connection("default").execute_script(
            "UPDATE shelf SET name = '123456789 123456789 123456789 123456789 12345' WHERE id = 1"
        )
        assert len((await Shelf.get(id=1)).name) == 45, "longer than the forty of before"


async def test_widening_a_childs_column_loses_nothing(steps: Steps) -> None:
    steps.add("0002_trigger", TRIGGER)
    await steps.take()
    async with opened(steps.config):
        await furnish()
        before = await dump()
    steps.add("0003_widen", WIDEN_CHILD)
    await steps.take()
    async with opened(steps.config):
        await assert_everything_holds()
        after = await dump()
    # Where SQLite had a unique constraint inside the table, there is now a unique index.
    assert sorted(after.splitlines()) == sorted(before.splitlines())


async def test_a_copy_is_kept_before_a_file_is_changed(steps: Steps) -> None:
    await steps.take()
    async with opened(steps.config):
        await furnish()
    assert not copies(steps), "nothing to copy at the first start"
    steps.add("0002_widen", WIDEN)
    await steps.take()
    if databases.KIND == "postgres":
        assert not copies(steps), "a server has its own backups"
        return
    (copy,) = copies(steps)
    assert copy.name == "club.sqlite3.before-0002_widen"
    assert copy.stat().st_mode & 0o777 == 0o600
    async with opened(shelves_config(f"sqlite://{copy}")):
        assert await Book.all().count() == 2


def copies(steps: Steps) -> list[Path]:
    return list(steps.folder.parent.glob("*.before-*"))


@pytest.mark.parametrize("broken", [BREAK, ORPHAN])
async def test_a_step_that_fails_leaves_the_old_tables(steps: Steps, broken: str) -> None:
    await steps.take()
    async with opened(steps.config):
        await furnish()
        before = await dump()
    steps.add("0002_broken", broken)
    with pytest.raises((MigrationRefused, BaseORMException)):
        await steps.take()
    assert await pending_steps(steps.config) == ["0002_broken"]
    async with opened(steps.config):
        assert await dump() == before
        assert await Shelf.all().count() == 2
    steps.remove("0002_broken", "0001_initial")
    steps.add("0002_mended", WIDEN)
    sys.modules.pop(f"{steps.package}.0002_broken", None)
    assert await steps.take()


async def test_an_older_version_does_not_touch_a_newer_database(steps: Steps) -> None:
    steps.add("0002_widen", WIDEN)
    await steps.take()
    steps.remove("0002_widen", "0001_initial")
    with pytest.raises(MigrationRefused, match="newer version"):
        await steps.take()


async def test_where_every_step_was_taken_none_is_read_again(
    steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    catch_up = migrating.catch_up

    async def noted(*what: Any) -> None:
        read.append(what)
        await catch_up(*what)

    monkeypatch.setattr(migrating, "catch_up", noted)
    await steps.take()
    assert len(read) == 1, "an empty database is caught up with"
    await steps.take()
    assert len(read) == 1
    steps.add("0002_widen", WIDEN)
    await steps.take()
    assert len(read) == 2


async def test_migrators_that_race_do_the_work_once(steps: Steps) -> None:
    steps.add("0002_trigger", TRIGGER)
    steps.add("0003_widen", WIDEN)
    racers = [steps.take_elsewhere() for _ in range(4)]
    assert [await asyncio.to_thread(each.wait) for each in racers] == [0, 0, 0, 0]
    for each in racers:
        each.communicate()
    assert await pending_steps(steps.config) == []
    async with opened(steps.config):
        await furnish()
        await assert_everything_holds()


HANG = "ops.RunPython(lambda *_: __import__('tests.kit.hanging').kit.hanging.here())"


async def test_a_killed_migrator_leaves_the_old_tables_and_lets_the_next_one_in(
    steps: Steps,
) -> None:
    await steps.take()
    async with opened(steps.config):
        await furnish()
        before = await dump()
    steps.add("0002_widen", f"{WIDEN}, {HANG}")
    victim = steps.take_elsewhere(HANG="1")
    assert victim.stdout is not None
    assert await asyncio.to_thread(victim.stdout.readline) == "inside\n"
    os.kill(victim.pid, signal.SIGKILL)
    victim.communicate()
    async with opened(steps.config):
        assert await dump() == before
        assert await Book.all().count() == 2
    async with asyncio.timeout(20):
        await steps.take()
    assert await pending_steps(steps.config) == []


async def test_a_model_that_changed_without_a_migration_is_noticed(
    steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await pending_changes(steps.config) == []
    monkeypatch.setattr(Shelf._meta, "constraints", ())
    assert await pending_changes(steps.config) == ["Remove constraint from Shelf"]
