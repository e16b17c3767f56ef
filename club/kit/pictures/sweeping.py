"""Removes pictures that nothing shows: a crash may fall between a file and the row that names it.

The files are looked at before the rows. Whatever was old then has its row by now, or never will:
a name is drawn for one upload and belongs to no other. So a picture that is being sent at this
moment cannot be lost, however long its transaction waits within the day.
"""

import asyncio
import math
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

OLD = timedelta(days=1)
"""Younger files are left alone: somebody may be sending them."""

Named = Callable[[], Awaitable[set[str]]]
"""Returns the names of all pictures that something still shows."""


def sweeper(folder: Path, named: Sequence[Named]) -> Callable[[datetime], Awaitable[int]]:
    """Return the chore that sweeps a folder; whoever keeps pictures in it must be in ``named``."""

    async def sweep(now: datetime) -> int:
        """Remove files older than a day that nothing names; return how many."""
        files = await asyncio.to_thread(_old, folder, now - OLD)
        if not files:
            return 0
        shown = set[str]().union(*[await names() for names in named])
        gone = [file for file in files if _picture(file) not in shown]
        await asyncio.to_thread(_remove, gone)
        return len(gone)

    return sweep


def _old(folder: Path, before: datetime) -> list[Path]:
    if not folder.is_dir():
        return []
    return [file for file in folder.iterdir() if _changed(file) < before.timestamp()]


def _changed(file: Path) -> float:
    """Return when a file was written; one that goes away meanwhile counts as new."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return math.inf


def _picture(file: Path) -> str:
    """Return the name of the picture a file belongs to; "" for the draft of one."""
    return file.name.partition(".")[0]


def _remove(files: Sequence[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)
