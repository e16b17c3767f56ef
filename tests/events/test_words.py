"""Nobody is ever counted as missing: no column, page, address or value has a word for it."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import club
from club.events import models, queries
from club.events.rules import places, seats

FORBIDDEN = re.compile(
    r"no.?show|absen|streak|(^|[^a-z])rates?([^a-z]|$)|missed|attendee", re.IGNORECASE
)
ROOM = Path(club.__file__).parent / "events"
PAGES = Path(club.__file__).parent.parent / "templates" / "events"


def test_no_column_keeps_who_stayed_away() -> None:
    tables = [models.Night, models.Answer, models.Helper, models.Series, models.Place]
    tables += [models.SeriesAnswer, models.SeriesHelper]
    names = [name for table in tables for name in table._meta.fields_map]
    assert len(names) > 40
    assert not [name for name in names if FORBIDDEN.search(name)]


def test_no_key_of_the_pages_says_who_stayed_away() -> None:
    shown = [page for page in vars(queries).values() if is_dataclass(page)]
    names = [field.name for page in shown for field in fields(page)]
    assert len(names) > 20
    assert not [name for name in names if FORBIDDEN.search(name)]


def test_no_value_of_an_answer_says_who_stayed_away() -> None:
    values = [*seats.Want, *seats.Seat, *places.Part, *places.NamesShown]
    assert not [value for value in values if FORBIDDEN.search(value)]


def test_no_page_and_no_sentence_says_who_stayed_away() -> None:
    texts = [*PAGES.glob("*.html"), *ROOM.rglob("*.py")]
    assert len(texts) > 20
    assert not [text.name for text in texts if FORBIDDEN.search(text.read_text("utf-8"))]
