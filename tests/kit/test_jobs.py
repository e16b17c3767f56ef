import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from club.kit.db import opened, transaction
from club.kit.jobs import ATTEMPTS, LEASE, Job, do_due, enqueue, forget_due, settle, take
from club.schema import config_for

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


async def noted(count: int = 1) -> None:
    for number in range(count):
        await enqueue("count", {"n": number}, due_at=NOON)


@pytest.mark.usefixtures("db")
async def test_two_workers_never_take_the_same_work() -> None:
    await noted(20)
    hands = [take(Job, owner=f"hand {n}", limit=7, now=NOON) for n in range(4)]
    taken = [row.pk for rows in await asyncio.gather(*hands) for row in rows]
    assert len(taken) == len(set(taken))
    rest = await take(Job, owner="last", limit=20, now=NOON)
    assert len(taken) + len(rest) == 20


@pytest.mark.usefixtures("db")
async def test_work_that_is_not_due_waits() -> None:
    await noted()
    assert not await take(Job, owner="a", limit=5, now=NOON - MINUTE)
    assert await take(Job, owner="a", limit=5, now=NOON)


@pytest.mark.usefixtures("db")
async def test_a_lease_ends_by_itself_and_the_late_worker_is_fenced_off() -> None:
    await noted()
    (first,) = await take(Job, owner="a", limit=5, now=NOON)
    assert not await take(Job, owner="b", limit=5, now=NOON + LEASE / 2)
    later = NOON + LEASE
    (second,) = await take(Job, owner="b", limit=5, now=later)
    assert second.attempts == 2
    assert not await settle(first, "a", now=later)
    assert await settle(second, "b", now=later)


@pytest.mark.usefixtures("db")
async def test_a_worker_that_slept_over_its_own_lease_is_fenced_off_too() -> None:
    await noted()
    (first,) = await take(Job, owner="a", limit=5, now=NOON)
    assert not await settle(first, "a", now=NOON + LEASE)
    await take(Job, owner="a", limit=5, now=NOON + LEASE)
    assert not await settle(first, "a", now=NOON + LEASE)


@pytest.mark.usefixtures("db")
async def test_work_under_one_name_is_noted_once() -> None:
    await enqueue("count", {}, due_at=NOON, dedupe="evening")
    await enqueue("count", {}, due_at=NOON, dedupe="evening")
    assert await Job.all().count() == 1


@pytest.mark.usefixtures("db")
async def test_an_effect_and_its_settling_are_stored_together() -> None:
    await noted()

    async def effect(args: Mapping[str, Any], now: datetime) -> None:
        await enqueue("effect", args, due_at=now)

    assert await do_due({"count": effect}, owner="a", limit=5, now=NOON) == 1
    assert await do_due({"count": effect}, owner="b", limit=5, now=NOON - MINUTE) == 0
    assert await Job.filter(kind="effect").count() == 1


@pytest.mark.usefixtures("db")
async def test_work_that_fails_waits_longer_each_time_and_is_dead_in_the_end() -> None:
    await noted(2)
    await Job.filter(args={"n": 1}).update(kind="well")
    done: list[int] = []

    async def fails(_args: Mapping[str, Any], now: datetime) -> None:
        await enqueue("effect", {}, due_at=now)
        raise ZeroDivisionError

    async def goes_well(args: Mapping[str, Any], _now: datetime) -> None:
        done.append(args["n"])

    now = NOON
    waits = []
    for _ in range(ATTEMPTS):
        await do_due({"count": fails, "well": goes_well}, owner="a", limit=5, now=now)
        job = await Job.get(kind="count")
        waits.append(job.due_at - now)
        now = max(now, job.due_at)
    assert waits[:-1] == [timedelta(seconds=30 * 2**n) for n in range(ATTEMPTS - 1)]
    assert job.dead_at == now
    assert not await take(Job, owner="a", limit=5, now=now + timedelta(days=1))
    assert not await Job.filter(kind="effect").exists(), "what a failed job did must be undone"
    assert done == [1]


@pytest.mark.usefixtures("db")
async def test_work_of_an_act_that_was_undone_is_not_noted() -> None:
    with pytest.raises(ZeroDivisionError):
        await undone()
    assert await Job.all().count() == 0


async def undone() -> None:
    async with transaction():
        await noted()
        raise ZeroDivisionError


@pytest.mark.usefixtures("db")
async def test_jobs_done_long_ago_are_forgotten() -> None:
    await noted()
    (job,) = await take(Job, owner="a", limit=5, now=NOON)
    await settle(job, "a", now=NOON)
    assert await forget_due(NOON + timedelta(days=29)) == 0
    assert await forget_due(NOON + timedelta(days=31)) == 1


WORKER = """
    import asyncio, sys
    from datetime import UTC, datetime
    from club.kit.db import opened
    from club.kit.jobs import do_due, enqueue
    from club.schema import config_for

    now = datetime.fromisoformat(sys.argv[2])

    async def effect(args, now):
        await enqueue("effect", args, due_at=now)
        if sys.argv[3] == "hang":
            print("inside", flush=True)
            await asyncio.sleep(60)

    async def main():
        async with opened(config_for(sys.argv[1])):
            await do_due({"count": effect}, owner=sys.argv[3], limit=1, now=now)

    asyncio.run(main())
"""


def worker(url: str, now: datetime, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(WORKER), url, now.isoformat(), name]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


async def test_a_killed_worker_leaves_no_effect_and_its_successor_makes_it_once(
    database_url: str,
) -> None:
    async with opened(config_for(database_url)):
        await noted()
    with worker(database_url, NOON, "hang") as victim:
        assert victim.stdout is not None
        assert await asyncio.to_thread(victim.stdout.readline) == "inside\n"
        os.kill(victim.pid, signal.SIGKILL)
    with worker(database_url, NOON + LEASE / 2, "early") as early:
        assert await asyncio.to_thread(early.wait) == 0
    async with opened(config_for(database_url)):
        assert await Job.filter(kind="effect").count() == 0, "the lease still holds"
    with worker(database_url, NOON + LEASE, "next") as successor:
        assert await asyncio.to_thread(successor.wait) == 0
    async with opened(config_for(database_url)):
        assert await Job.filter(kind="effect").count() == 1
        assert (await Job.get(kind="count")).done_at == NOON + LEASE
