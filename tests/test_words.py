"""Nobody is ever counted as missing: no column, page, address or value has a word for it."""

import pkgutil
import re
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path

import club
from club.events import models, queries
from club.events.rules import places, seats
from club.events.rules import presence as rules

FORBIDDEN = re.compile(
    r"no.?show|absen|streak|(^|[^a-z])rates?([^a-z]|$)|missed|attendee", re.IGNORECASE
)
ROOM = Path(club.__file__).parent / "events"
PAGES = Path(club.__file__).parent.parent / "templates" / "events"


def test_no_column_keeps_who_stayed_away() -> None:
    tables = [getattr(models, name) for name in models.__all__ if name[0].isupper()]
    tables = [table for table in tables if isinstance(table, type)]
    names = [name for table in tables for name in table._meta.fields_map]
    assert len(names) > 40
    assert not [name for name in names if FORBIDDEN.search(name)]


def _is_page(thing: object) -> bool:
    return isinstance(thing, type) and is_dataclass(thing)


def test_no_key_of_the_pages_says_who_stayed_away() -> None:
    found = pkgutil.iter_modules(queries.__path__, f"{queries.__name__}.")
    modules = [queries, *(import_module(each.name) for each in found)]
    shown = {page for module in modules for page in vars(module).values() if _is_page(page)}
    names = [field.name for page in shown for field in fields(page)]
    assert len(modules) > 20
    assert len(names) > 200
    assert not [name for name in names if FORBIDDEN.search(name)]


def test_no_value_of_an_answer_says_who_stayed_away() -> None:
    values = [*seats.Want, *seats.Seat, *places.Part, *places.NamesShown]
    values += [*rules.How, *rules.Counted]
    assert not [value for value in values if FORBIDDEN.search(value)]


def test_no_page_and_no_sentence_says_who_stayed_away() -> None:
    texts = [*PAGES.rglob("*.html"), *ROOM.rglob("*.py")]
    assert len(texts) > 20
    assert not [text.name for text in texts if FORBIDDEN.search(text.read_text("utf-8"))]
