"""Nobody is ever counted as missing: no column, page, address, value or sentence has a word for it.

Whole words are looked for, so that what is separate or generated may be called so.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import pytest
from pydantic import BaseModel

import club
from club.app import ROUTES
from club.charter.rules.charter import CLAUSES

ROOT = Path(club.__file__).parent.parent
FORBIDDEN = {
    "absence", "absences", "absent", "absentee", "absentees", "attendee", "attendees", "missed",
    "noshow", "noshows", "rate", "rates", "streak", "streaks", "truant",
}  # fmt: skip
PAIRS = {("no", "show"), ("no", "shows")}
AGREED = {"leave.silent_absence", "return.after_absence"}
"""Keys of the charter: how an office that falls silent is asked about, and how one comes back."""


def bad(text: str) -> set[str]:
    """Return what says of somebody that they stayed away, in words or in a name."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    words = re.findall(r"[a-z]+", parted.lower())
    pairs = set(pairwise(words)) & PAIRS
    return (set(words) & FORBIDDEN) | {" ".join(pair) for pair in pairs}


def found_in(texts: set[str]) -> list[str]:
    return sorted(text for text in texts if bad(text))


def modules() -> Iterator[ModuleType]:
    for each in walk_packages(club.__path__, "club."):
        if not each.name.startswith("club.migrations.") and each.name != "club.__main__":
            yield import_module(each.name)


def named_in(module: ModuleType) -> set[type]:
    return {thing for thing in vars(module).values() if isinstance(thing, type)}


@pytest.fixture(scope="module")
def types() -> set[type]:
    """Every class of the house."""
    every = {thing for module in modules() for thing in named_in(module)}
    return {thing for thing in every if thing.__module__.startswith("club.")}


@pytest.mark.parametrize(
    "text",
    ["no_show", "noShow", "No-shows", "absent_at", "the_streak", "Your rate: 80 %", "Absences"],
)
def test_the_words_are_found_in_names_and_sentences(text: str) -> None:
    assert bad(text)


@pytest.mark.parametrize(
    "text", ["separate", "generated", "no showing", "shown", "rather", "absentminded", "rated"]
)
def test_parts_of_other_words_are_not_meant(text: str) -> None:
    assert not bad(text)


def test_no_column_keeps_who_stayed_away() -> None:
    lines = (ROOT / "club/migrations/schema.txt").read_text("utf-8").splitlines()
    names = {line for line in lines if " column " in line}
    assert len(names) > 400
    assert found_in(names) == []


def test_no_key_of_pages_and_forms_says_who_stayed_away(types: set[type]) -> None:
    pages = {field.name for each in types if is_dataclass(each) for field in fields(each)}
    forms = {name for each in types if issubclass(each, BaseModel) for name in each.model_fields}
    assert len(pages) > 600
    assert len(forms) > 100
    assert found_in(pages | forms) == []


def test_no_value_says_who_stayed_away(types: set[type]) -> None:
    kinds = [one for one in types if issubclass(one, StrEnum)]
    values = {f"{each.name} {each.value}" for kind in kinds for each in kind}
    assert len(values) > 200
    assert found_in(values) == []


def test_no_address_and_no_number_of_the_charter_says_who_stayed_away() -> None:
    doors = {f"{door.path} {door.name}" for door in ROUTES}
    assert len(doors) > 200
    assert found_in(doors | set(CLAUSES)) == sorted(AGREED)


def test_no_template_no_script_and_no_line_about_nights_says_who_stayed_away() -> None:
    files = [
        path
        for folder in ("templates", "static")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".html", ".js", ".css", ".txt"}
    ]
    assert len(files) > 150
    files += (ROOT / "club/events").rglob("*.py")
    lines = {line for path in files for line in path.read_text("utf-8").splitlines()}
    assert found_in(lines) == []


def test_no_sentence_says_who_stayed_away() -> None:
    said = {text for path in (ROOT / "club").rglob("*.py") for text in sentences(path)}
    assert len(said) > 1000
    assert found_in(said) == []


def sentences(path: Path) -> Iterator[str]:
    """Everything in a file that goes through gettext."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in {"_", "gettext", "ngettext"}:
                said = (each.value for each in node.args if isinstance(each, ast.Constant))
                yield from (each for each in said if isinstance(each, str))
