"""What answering a night costs, and how that grows: ``python -m tests.bench.nights``.

Prints one JSON object. Rounds of ours and of raw ``sqlite3`` alternate in one run, so the ratios
hold on a busy machine; the times by themselves do not.
"""

import asyncio
import json
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from club.events import queries
from club.events.models import Answer, Night
from club.events.rules.seats import Seat, Want
from club.events.service.answers import answer
from club.kit.db import migrate, opened
from club.members.models import Member
from club.schema import tortoise_config
from club.settings import Settings

NOW = datetime(2027, 3, 4, 12, tzinfo=UTC)
SIZES = (10, 100, 1_000, 10_000)
ROUNDS = 5
ACTS = 200
RUSH, PLACES = 200, 12
_NEW = 1_000


async def main() -> None:
    """Measure, and print what was found."""
    with tempfile.TemporaryDirectory() as folder:
        config = tortoise_config(Settings(data=Path(folder), worker=False))
        await migrate(config, say=lambda _: None)
        async with opened(config):
            await _people(SIZES[-1] + _NEW)
            found = {
                "answer_us_by_size": await _growth(_change),
                "page_us_by_size": await _growth(_look),
                "door_rush_ms": await _repeat(_rush),
                "answer_to_raw_sqlite3": await _beside_raw(Path(folder)),
            }
    sys.stdout.write(json.dumps(found, indent=2) + "\n")


async def _growth(act: Callable[[Night, int], Awaitable[object]]) -> dict[int, float]:
    """Return the median microseconds of an act on nights with ever more answers."""
    nights = {size: await _night(size) for size in SIZES}
    spent: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(ROUNDS):
        for size, night in nights.items():
            began = perf_counter()
            for turn in range(ACTS):
                await act(night, turn)
            spent[size].append((perf_counter() - began) / ACTS * 1e6)
    return {size: round(statistics.median(each)) for size, each in spent.items()}


async def _change(night: Night, turn: int) -> None:
    """Let a member with a seat go and come back: the dearest change, half the room moves."""
    want = Want.NO if turn % 2 == 0 else Want.COMING
    await answer(night.ref, turn // 2 % 5 + 1, want, now=NOW)


async def _look(night: Night, turn: int) -> None:
    await queries.night_page(night.ref, turn % 5 + 1, now=NOW)


async def _rush() -> float:
    night = await _night(0)
    began = perf_counter()
    said = await asyncio.gather(
        *(answer(night.ref, member, Want.COMING, now=NOW) for member in range(1, RUSH + 1))
    )
    took = (perf_counter() - began) * 1e3
    seated = sum(each.standing.seat is Seat.SEATED for each in said)
    if seated != PLACES:
        message = f"{seated} seated for {PLACES} places"
        raise RuntimeError(message)
    return took


async def _beside_raw(folder: Path) -> float:
    """Return our speed as a share of raw ``sqlite3`` committing the same rows, in pairs."""
    raw = sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)
    raw.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE night (id INTEGER PRIMARY KEY, revision INT, coming INT);"
        "CREATE TABLE answer (night INT, member INT, want TEXT, turn INT, said_at TEXT,"
        " UNIQUE (night, member)); INSERT INTO night VALUES (1, 0, 0);"
    )
    shares = []
    for _ in range(ROUNDS):
        night = await _night(0)
        began = perf_counter()
        for member in range(1, ACTS + 1):
            await answer(night.ref, member, Want.COMING, now=NOW)
        ours = perf_counter() - began
        began = perf_counter()
        for member in range(1, ACTS + 1):
            _raw_answer(raw, member)
        shares.append((perf_counter() - began) / ours)
        raw.execute("DELETE FROM answer")
    raw.close()
    return round(statistics.median(shares), 2)


def _raw_answer(raw: sqlite3.Connection, member: int) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE night SET revision = revision + 1, coming = coming + 1 WHERE id = 1")
    raw.execute(
        "INSERT INTO answer SELECT 1, ?, 'coming', revision, ? FROM night WHERE id = 1",
        (member, NOW.isoformat()),
    )
    raw.execute("COMMIT")


async def _repeat(act: Callable[[], Awaitable[float]]) -> float:
    return round(statistics.median([await act() for _ in range(ROUNDS)]))


async def _people(size: int) -> None:
    await Member.bulk_create(
        (
            Member(
                id=n,
                name=f"Member {n}",
                colour="sea",
                word="oak",
                joined_at=NOW,
                voting_from=NOW,
                sign_of_life=NOW.date(),
            )
            for n in range(1, size + 1)
        ),
        batch_size=500,
    )


async def _night(size: int) -> Night:
    """Make a night with this many who said yes, for half as many places."""
    starts_at = NOW + timedelta(days=7)
    places = min(1000, size // 2) or PLACES
    seated = min(size, places)
    night = await Night.create(
        title="Thursday night",
        zone="UTC",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        places=places,
        coming=seated,
        taken=seated,
        waiting=size - seated,
        revision=size,
    )
    await Answer.bulk_create(
        (
            Answer(
                night_id=night.id,
                member_id=n,
                want=Want.COMING,
                turn=n,
                seats=int(n <= seated),
                held=int(n <= seated),
                said_at=NOW,
            )
            for n in range(1, size + 1)
        ),
        batch_size=500,
    )
    return night


if __name__ == "__main__":
    asyncio.run(main())
