"""A picture that nothing shows is swept up a day later; one that is shown, or young, stays."""

import os
from datetime import timedelta
from pathlib import Path

from club.kit.pictures.sweeping import OLD, sweeper
from tests.people import NOW

SHOWN, LOST = "a" * 26, "b" * 26
HOUR = timedelta(hours=1)


def put(folder: Path, name: str, age: timedelta) -> Path:
    file = folder / name
    file.write_bytes(b"a picture")
    os.utime(file, (NOW.timestamp(), (NOW - age).timestamp()))
    return file


async def shown() -> set[str]:
    return {SHOWN}


async def nothing() -> set[str]:
    return set()


async def test_old_files_that_nothing_names_are_removed_and_no_others(tmp_path: Path) -> None:
    old, young = OLD + HOUR, OLD - HOUR
    stays = [
        put(tmp_path, f"{SHOWN}.webp", old),
        put(tmp_path, f"{SHOWN}.small.webp", old),
        put(tmp_path, f"{'c' * 26}.webp", young),
        put(tmp_path, f".{'c' * 26}1a2b3c4d", young),
    ]
    swept = [
        put(tmp_path, name, old)
        for name in (f"{LOST}.webp", f"{LOST}.small.webp", f".{LOST}1a2b3c4d")
    ]
    sweep = sweeper(tmp_path, [nothing, shown])
    assert await sweep(NOW) == 3
    assert [file for file in (*stays, *swept) if file.exists()] == stays
    assert await sweep(NOW) == 0


async def test_a_picture_that_is_named_while_the_sweeper_looks_is_kept(tmp_path: Path) -> None:
    file = put(tmp_path, f"{LOST}.webp", OLD + HOUR)
    late = put(tmp_path, f"{SHOWN}.webp", OLD + HOUR)
    late.unlink()

    async def named_just_now() -> set[str]:
        """The rows are read after the files were looked at, so an upload in between stays."""
        put(tmp_path, f"{SHOWN}.webp", OLD + HOUR)
        return {LOST}

    assert await sweeper(tmp_path, [named_just_now])(NOW) == 0
    assert file.exists()
    assert late.exists()


async def test_two_sweepers_at_once_do_not_trip_over_each_other(
    tmp_path: Path,
) -> None:
    put(tmp_path, f"{LOST}.webp", OLD + HOUR)

    async def another_was_quicker() -> set[str]:
        (tmp_path / f"{LOST}.webp").unlink()
        return set()

    assert await sweeper(tmp_path, [another_was_quicker])(NOW) == 1
    assert await sweeper(tmp_path / "not there yet", [nothing])(NOW) == 0
