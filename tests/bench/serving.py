"""How Club serves beside the smallest honest server: ``python -m tests.bench.serving``.

Both run as processes of their own on loopback, on SQLite and the same two years of data. They are
asked in turns within one run, so the ratios hold on a busy machine; the times alone do not. Prints
one JSON object; ``--quick`` asks fewer questions.
"""

import asyncio
import json
import shutil
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

import uvloop

from club.kit import clock
from club.kit.db import migrate, opened
from club.kit.tokens import new_ref
from club.schema import tortoise_config
from club.settings import Settings
from tests.bench.readers import at_leisure, at_once, get, lines, post
from tests.bench.servers import baseline, club, resident, start_of_club
from tests.bench.twoyears import PLACES, RUSHES, Scene, live

PAIRS, READERS, WRITERS = 5, 32, 8
PAGES, ANSWERS = (96, 64) if "--quick" in sys.argv else (160, 160)
EACH_SECOND = 5
"""Pages a second that each of the readers asks for who do not hurry."""
LASTING = 2_000
"""How many more pages are asked for at the end, so that they are 10,000 requests in all."""
Figures = dict[str, object]


async def main() -> None:
    """Measure, and print what was found."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scene = await _two_years(folder)
        starts = [start_of_club(folder) for _ in range(3)]
        with club(folder) as (ours, process):
            sizes = {path: await _bytes(ours, path, scene) for path in _paths(scene).values()}
            with baseline(folder, sizes) as base:
                found: Figures = {
                    "pages": {
                        page: await _beside(ours, base, _reads(path, scene))
                        for page, path in _paths(scene).items()
                    },
                    "night_compressed": await _beside(
                        ours, base, _reads(f"/e/{scene.night}", scene, "Accept-Encoding: gzip")
                    ),
                    "answer": await _answers(ours, base, scene),
                    "at_leisure_ms": await _leisure(ours, base, scene),
                    "rush_ms": await _rushes(ours, folder, scene),
                }
            await _many(ours, scene)
            found["start_s"] = _middle(starts, 2)
            found["resident_mb_after_10000"] = resident(process)
            found["bytes"] = {page: sizes[path] for page, path in _paths(scene).items()}
    sys.stdout.write(json.dumps(found, indent=2) + "\n")


async def _two_years(folder: Path) -> Scene:
    config = tortoise_config(Settings(data=folder, worker=False))
    await migrate(config, say=lambda _: None)
    async with opened(config):
        scene = await live(clock.now())
    shutil.copy(folder / "club.sqlite3", folder / "baseline.sqlite3")
    return scene


def _paths(scene: Scene) -> dict[str, str]:
    return {
        "home": "/",
        "night": f"/e/{scene.night}",
        "nights": "/nights",
        "night_of_10000": f"/e/{scene.large}",
    }


def _reads(path: str, scene: Scene, *more: str) -> list[bytes]:
    return [get(path, token, *more) for token in islice(cycle(scene.tokens), PAGES)]


async def _beside(ours: int, base: int, requests: list[bytes]) -> Figures:
    """Read a page in pairs of theirs and ours."""
    ratios, rates, mine, theirs = [], [], [], []
    for _ in range(PAIRS):
        base_rate, spent = await at_once(base, requests * 2, READERS, 200)
        theirs += spent
        rate, spent = await at_once(ours, requests, READERS, 200)
        mine += spent
        rates.append(rate)
        ratios.append(rate / base_rate)
    return {
        "ratio": _middle(ratios, 3),
        "a_second": _middle(rates, 0),
        "ms_p50_p99": _percentiles(mine),
        "baseline_ms_p50_p99": _percentiles(theirs),
    }


async def _answers(ours: int, base: int, scene: Scene) -> Figures:
    """Answer a night in pairs; eight members at a time, who come and go."""
    ratios, rates = [], []
    for turn in range(PAIRS):
        base_rate, _ = await at_once(base, _says(scene, turn, ANSWERS), WRITERS, 303)
        rate, _ = await at_once(ours, _says(scene, turn, ANSWERS), WRITERS, 303)
        rates.append(rate)
        ratios.append(rate / base_rate)
    return {"ratio": _middle(ratios, 3), "a_second": _middle(rates, 0)}


def _says(scene: Scene, turn: int, n: int) -> list[bytes]:
    path, want = f"/e/{scene.roomy}/rsvp", ("coming", "maybe")[turn % 2]
    return [post(path, token, key=new_ref(), want=want) for token in islice(cycle(scene.tokens), n)]


async def _leisure(ours: int, base: int, scene: Scene) -> Figures:
    """Let 32 members read at the pace of people in a hurry, and others answer beside them."""
    found: dict[str, list[float]] = {"pages": [], "answers": [], "baseline_pages": []}
    paths = [path for page, path in _paths(scene).items() if page != "night_of_10000"]
    n = READERS * EACH_SECOND * 2
    for turn in range(PAIRS):
        requests = [
            get(path, token) for path, token in islice(zip(cycle(paths), cycle(scene.tokens)), n)
        ]
        found["baseline_pages"] += await at_leisure(base, requests, READERS, EACH_SECOND, 200)
        found["pages"] += await at_leisure(ours, requests, READERS, EACH_SECOND, 200)
        says = _says(scene, turn, 40)
        _, answered = await asyncio.gather(
            at_leisure(ours, requests, READERS, EACH_SECOND, 200),
            at_leisure(ours, says, 2, 10, 303),
        )
        found["answers"] += answered
    return {f"{name}_p50_p99": _percentiles(spent) for name, spent in found.items()}


async def _rushes(ours: int, folder: Path, scene: Scene) -> list[float]:
    """Let 200 members answer a night of twelve places at once, each on a phone of their own."""
    took = []
    for ref in scene.rushes[:RUSHES]:
        says = [
            post(f"/e/{ref}/rsvp", token, key=new_ref(), want="coming") for token in scene.tokens
        ]
        async with lines(ours, len(says)) as phones:
            began = perf_counter()
            said = await asyncio.gather(
                *(phone.ask(form) for phone, form in zip(phones, says, strict=True))
            )
            took.append((perf_counter() - began) * 1e3)
        if {status for status, _ in said} != {303} or _seated(folder, ref) != PLACES:
            message = "an answer of the rush went wrong"
            raise RuntimeError(message)
    return _middle(took, 0)


def _seated(folder: Path, ref: str) -> int:
    query = (
        "SELECT count(*) FROM answer JOIN night ON night.id = night_id WHERE ref = ? AND seats > 0"
    )
    looking = sqlite3.connect(folder / "club.sqlite3")
    try:
        return int(looking.execute(query, (ref,)).fetchone()[0])
    finally:
        looking.close()


async def _many(ours: int, scene: Scene) -> None:
    paths = list(_paths(scene).values())[:3]
    asked = islice(zip(cycle(paths), cycle(scene.tokens)), LASTING)
    await at_once(ours, [get(path, token) for path, token in asked], READERS, 200)


async def _bytes(port: int, path: str, scene: Scene) -> int:
    async with lines(port, 1) as (line,):
        return (await line.ask(get(path, scene.tokens[0])))[1]


def _middle(found: Sequence[float], digits: int) -> list[float]:
    """Return the median, the least and the most."""
    return [round(each, digits) for each in (statistics.median(found), min(found), max(found))]


def _percentiles(spent: Sequence[float]) -> list[float]:
    steps = statistics.quantiles(spent, n=100)
    return [round(steps[49], 2), round(steps[98], 2)]


if __name__ == "__main__":
    uvloop.run(main())
