"""The README tells the truth about rooms, settings and commands."""

import re
from datetime import timedelta
from pathlib import Path

import click

import club
from club.cli import main
from club.clockwork import CHORES
from club.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def rows(heading: str) -> set[str]:
    section = README.split(f"{heading}\n", 1)[1].split("\n#", 1)[0]
    return set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))


def test_every_setting_is_explained() -> None:
    assert rows("### Settings") == {f"CLUB_{name.upper()}" for name in Settings.model_fields}


def test_every_command_is_explained() -> None:
    assert isinstance(main, click.Group)
    shown = {name for name, command in main.commands.items() if not command.hidden}
    assert rows("### Commands") == {f"club {name}" for name in shown}


def test_every_room_has_a_line_and_a_door_plate() -> None:
    folder = Path(club.__file__).parent
    rooms = {
        path.parent.name
        for path in folder.glob("*/__init__.py")
        if path.parent.name not in {"migrations", "cli"}
    }
    assert rows("## The house") == rooms
    for room in rooms:
        assert (folder / room / "__init__.py").read_text().startswith('"""')


def test_everything_that_runs_by_itself_is_listed_with_how_often() -> None:
    section = README.split("### What runs by itself\n", 1)[1].split("\n#", 1)[0]
    listed = dict(re.findall(r"^\| `([^`]+)` \| ([^|]+) \|$", section, re.MULTILINE))
    set_up = {
        "note that the clock runs": "1 minute",
        "send pushes": "1 second",
        "sweep up pictures that nothing shows": "1 day",
    }
    assert listed == {chore.name: in_words(chore.every) for chore in CHORES} | set_up


def in_words(every: timedelta) -> str:
    seconds = int(every.total_seconds())
    units = ((3600, "hour"), (60, "minute"), (1, "second"))
    size, unit = next(each for each in units if seconds % each[0] == 0)
    return f"{seconds // size} {unit}" + ("s" if seconds > size else "")


def test_the_news_name_the_version() -> None:
    news = (Path(club.__file__).parent / "news.md").read_text()
    assert re.search(r"^## \d+\.\d+\.\d+$", news, re.MULTILINE)
