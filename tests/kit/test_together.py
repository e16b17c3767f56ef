"""Acts that end while others wait are stored together: a crowd waits for the disk a few times."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator

import pytest
from tortoise.connection import get_connection
from tortoise.exceptions import IntegrityError

from club.kit.db import opened, retried, transaction
from club.kit.db.contention import Busy, Contended
from club.kit.db.prompt import Prompt
from club.kit.db.sqlite import Client
from tests.kit.conftest import shelves_config
from tests.kit.tables import Shelf

pytestmark = pytest.mark.sqlite_only
CROWD = 40


@pytest.fixture
async def club(shelves_url: str) -> AsyncIterator[Client]:
    async with opened(shelves_config(shelves_url)):
        client = get_connection("default")
        assert isinstance(client, Client)
        yield client


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """For each COMMIT, how many shelves were there after it, as another program reads the file."""
    found: list[int] = []
    run = Prompt.execute

    async def noted(self: Prompt, query: str, *rest: object) -> object:
        done = await run(self, query, *rest)  # type: ignore[arg-type]
        if query == "COMMIT":
            found.append(stored(self))
        return done

    monkeypatch.setattr(Prompt, "execute", noted)
    return found


def stored(writer: Prompt) -> int:
    return as_another_program_reads_it(writer, "SELECT count(*) FROM shelf")


def is_stored(writer: Prompt, name: str) -> bool:
    query = "SELECT count(*) FROM shelf WHERE name = ?"
    return as_another_program_reads_it(writer, query, name) == 1


def as_another_program_reads_it(writer: Prompt, query: str, *values: str) -> int:
    (row,) = writer._connection.execute("PRAGMA database_list").fetchall()
    other = sqlite3.connect(row["file"])
    (found,) = other.execute(query, values).fetchone()
    other.close()
    return int(found)


@retried
async def put_up(name: str) -> None:
    async with transaction():
        await Shelf.create(name=name)


async def test_a_crowd_is_stored_in_a_few_commits(club: Client, commits: list[int]) -> None:
    await asyncio.gather(*[put_up(f"shelf {n}") for n in range(CROWD)])
    assert await Shelf.all().count() == CROWD
    assert len(commits) <= CROWD / 4
    assert not club.turn.locked()
    assert club.together is None


async def test_whoever_is_alone_is_stored_at_once(club: Client, commits: list[int]) -> None:
    for n in range(3):
        await put_up(f"shelf {n}")
    assert commits == [1, 2, 3]
    assert club.together is None


async def test_nobody_is_told_before_the_disk_has_it(club: Client) -> None:
    writer = await club.writer()

    async def act(n: int) -> bool:
        await put_up(f"shelf {n}")
        return is_stored(writer, f"shelf {n}")

    assert all(await asyncio.gather(*[act(n) for n in range(CROWD)]))


async def test_one_that_fails_among_them_is_undone_alone(club: Client, commits: list[int]) -> None:
    async def fails(n: int) -> None:
        async with transaction():
            await Shelf.create(name=f"shelf {n}")
            if n % 3 == 1:
                raise LookupError

    ends = await asyncio.gather(*[fails(n) for n in range(CROWD)], return_exceptions=True)
    lost = {n for n, end in enumerate(ends) if isinstance(end, LookupError)}
    assert lost == set(range(1, CROWD, 3))
    assert {each.name async for each in Shelf.all()} == {
        f"shelf {n}" for n in range(CROWD) if n not in lost
    }
    assert len(commits) < CROWD / 2
    assert not (await club.writer()).in_transaction


@pytest.mark.usefixtures("club")
async def test_whoever_is_refused_for_what_another_did_finds_it_there() -> None:
    """A form that was sent five times: four find that it was done, and read what came of it."""

    async def first_come(n: int) -> bool:
        try:
            async with transaction():
                await Shelf.create(name="the only one", size=n + 1)
        except IntegrityError:
            return await Shelf.exists(name="the only one")
        return True

    for _round in range(5):
        ends = await asyncio.gather(*[first_come(n) for n in range(9)])
        assert all(ends)
        async with transaction():
            await Shelf.all().delete()


async def test_a_statement_by_itself_is_stored_before_it_returns_however_many_act(
    club: Client,
) -> None:
    async def by_itself(n: int) -> bool:
        await asyncio.sleep(n / 500)
        await Shelf.create(name=f"alone {n}")
        return is_stored(await club.writer(), f"alone {n}")

    acts = [put_up(f"shelf {n}") for n in range(CROWD)]
    alone = [by_itself(n) for n in range(8)]
    ends = await asyncio.gather(*acts[:20], *alone, *acts[20:])
    assert all(ends[20:28])
    assert await Shelf.all().count() == CROWD + 8


DEFERRED = """
    CREATE TABLE parent (id INTEGER PRIMARY KEY);
    CREATE TABLE child (
        parent INTEGER NOT NULL REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED
    );
"""


async def test_a_refused_commit_is_refused_to_the_one_whose_row_it_is(club: Client) -> None:
    await club.execute_script(DEFERRED)

    @retried
    async def orphan() -> None:
        async with transaction():
            await Shelf.create(name="an orphan's")
            await get_connection("default").execute_query("INSERT INTO child (parent) VALUES (7)")

    ends = await asyncio.gather(
        *[put_up(f"before {n}") for n in range(9)],
        orphan(),
        *[put_up(f"after {n}") for n in range(9)],
        return_exceptions=True,
    )
    assert isinstance(ends[9], IntegrityError)
    assert [end for end in ends if end is not None] == [ends[9]]
    assert await Shelf.all().count() == 18


@pytest.mark.parametrize("sizes", [(300,) * 9, (1, 1, 4000, 1), (1, 4000, 4000, 1, 1)])
async def test_when_the_disk_fills_up_each_is_told_whether_theirs_was_stored(
    club: Client, sizes: tuple[int, ...]
) -> None:
    writer = await club.writer()
    (pages,) = (await writer.execute_fetchall("PRAGMA page_count"))[0]
    await writer.execute(f"PRAGMA max_page_count={pages}")

    async def act(n: int) -> None:
        async with transaction():
            await Shelf.bulk_create([Shelf(name=f"{n} {m} {'x' * 20}") for m in range(sizes[n])])

    ends = await asyncio.gather(*[act(n) for n in range(len(sizes))], return_exceptions=True)
    names = {each.name async for each in Shelf.all()}
    for n, end in enumerate(ends):
        there = sum(name.startswith(f"{n} ") for name in names)
        assert there == (sizes[n] if end is None else 0)
        assert end is None or isinstance(end, Busy | Contended)
        assert end is not None or sizes[n] < 4000
    assert {end is None for end in ends} >= {False}
    await writer.execute("PRAGMA max_page_count=100000")
    await put_up("after it was cleared")


async def test_hands_cut_off_in_a_crowd_leave_no_lock_and_no_half_act(club: Client) -> None:
    for round_ in range(10):
        tasks = [asyncio.create_task(put_up(f"{round_} {n}")) for n in range(CROWD)]
        for n, task in enumerate(tasks):
            await asyncio.sleep(0)
            if (n + round_) % 4 == 0:
                task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        told = {f"{round_} {n}" for n, end in enumerate(ends) if end is None}
        names = {each.name async for each in Shelf.filter(name__startswith=f"{round_} ")}
        assert told <= names, "whoever was told so is stored"
        async with asyncio.timeout(5):
            await put_up(f"after {round_}")
        assert club.together is None
        assert not club.turn.locked()


@pytest.mark.parametrize("steps", [0, 1, 2, 5])
async def test_when_the_program_ends_in_the_middle_nobody_waits_for_ever(
    club: Client, steps: int
) -> None:
    tasks = [asyncio.create_task(put_up(f"shelf {n}")) for n in range(CROWD)]
    while club.together is None:  # noqa: ASYNC110  # each turn of the loop, until acts share one
        await asyncio.sleep(0)
    for _step in range(steps):
        await asyncio.sleep(0)
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    _done, waiting = await asyncio.wait(tasks, timeout=5)
    assert not waiting
    await club.close()
