"""What counting costs, and how it grows: ``python -m tests.bench.counting``.

Prints one JSON object. Ballots of ten options are read from a file, a line each, as the ballot box
holds them; merely reading them is the baseline, and both alternate in one run. In one file people
follow one another (a few hundred different rankings); in the other everybody is of their own mind
(nearly 100,000), which is the worst case. Times are those of the processor, so that a busy machine
does not spoil them. Peaks are those of the whole count, in their own run.
"""

import json
import random  # noqa: TID251  # invented voters; no outcome and no token comes from it
import statistics
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from club.decisions.rules.approval import count_approval
from club.decisions.rules.ranked.counting import count_ranked
from club.decisions.rules.ranked.papers import Contest, Ranking

OPTIONS = tuple(f"{n:032x}" for n in range(10))
BALLOTS = 100_000
SIZES = (1_000, 10_000, 100_000)
ROUNDS = 5
_CAMPS = 40
_CHANCE = random.Random(2027)  # noqa: S311


def main() -> None:
    """Measure, and print what was found."""
    with tempfile.TemporaryDirectory() as folder:
        camps, alone = Path(folder, "camps"), Path(folder, "alone")
        _write(camps, _followers)
        _write(alone, lambda: _CHANCE.sample(OPTIONS, len(OPTIONS)))
        found = {
            "ballots": BALLOTS,
            "options": len(OPTIONS),
            "camps": _beside_reading(camps),
            "alone": _beside_reading(alone),
            "peak_kib_by_ballots": {
                "camps": {size: _peak(camps, size) for size in SIZES},
                "alone": {size: _peak(alone, size) for size in SIZES},
            },
        }
    sys.stdout.write(json.dumps(found, indent=2) + "\n")


def _write(path: Path, voter: Callable[[], list[str]]) -> None:
    with path.open("w", encoding="ascii") as box:
        box.writelines(json.dumps(voter()) + "\n" for _ in range(BALLOTS))


_LISTS = [_CHANCE.sample(OPTIONS, len(OPTIONS)) for _ in range(_CAMPS)]


def _followers() -> list[str]:
    return _CHANCE.choice(_LISTS)[: _CHANCE.randint(1, len(OPTIONS))]


def _ballots(path: Path, most: int = BALLOTS) -> Iterator[Ranking]:
    with path.open(encoding="ascii") as box:
        for _, line in zip(range(most), box, strict=False):
            yield tuple(json.loads(line))


def _beside_reading(path: Path) -> dict[str, object]:
    """Return each method's milliseconds, reading included, and how they stand to reading alone."""
    spent: dict[str, list[float]] = {"read": [], "one_seat": [], "four_seats": [], "approval": []}
    for _ in range(ROUNDS):
        for name, act in _acts(path).items():
            began = process_time()
            act()
            spent[name].append((process_time() - began) * 1e3)
    told: dict[str, object] = {}
    for name, times in spent.items():
        pairs = sorted(ours / read for ours, read in zip(times, spent["read"], strict=True))
        told[name] = {
            "ms": round(statistics.median(times)),
            "to_reading": round(statistics.median(pairs), 2),
            "from_to": [round(pairs[0], 2), round(pairs[-1], 2)],
        }
    return told


def _acts(path: Path) -> dict[str, Callable[[], object]]:
    return {
        "read": lambda: sum(1 for _ in _ballots(path)),
        "one_seat": lambda: count_ranked(_ballots(path), Contest(OPTIONS), OPTIONS),
        "four_seats": lambda: count_ranked(_ballots(path), Contest(OPTIONS, 4), OPTIONS),
        "approval": lambda: count_approval(_ballots(path), Contest(OPTIONS, 4), OPTIONS),
    }


def _peak(path: Path, size: int) -> int:
    tracemalloc.start()
    count_ranked(_ballots(path, size), Contest(OPTIONS), OPTIONS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak // 1024


if __name__ == "__main__":
    main()
