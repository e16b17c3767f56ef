"""What is drawn once is right for whoever reads it, and every form has a key of its own."""

import re
from dataclasses import dataclass

import pytest
from markupsafe import Markup, escape  # noqa: TID251  # as templates draw

from club.kit import parts
from club.kit.parts import MOST_SECONDS, Drawn, Shelf, form_key, kept

KEY = re.compile(r'name="key" value="([a-z2-7]{26})"')
FORM = '<form><input name="key" value="{}"></form>'


@dataclass(frozen=True, slots=True)
class Card:
    title: str


class Reader:
    """Somebody who reads: in a language, by a clock, on a day."""

    def __init__(self) -> None:
        self.reads: object = "en"

    def __call__(self) -> object:
        return self.reads


@pytest.fixture
def drawn() -> list[object]:
    """What was really drawn, in turn."""
    return []


def test_no_two_forms_share_a_key_on_one_page_or_on_two() -> None:
    page = Drawn.of(FORM.format(form_key()) * 3)
    keys = [key for _ in range(4) for key in KEY.findall(page.sent().decode())]
    assert len(keys) == 12
    assert len(set(keys)) == 12


def test_a_page_without_forms_is_sent_as_it_is() -> None:
    assert Drawn.of("<p>Tea, <b>ü</b></p>").sent() == "<p>Tea, <b>ü</b></p>".encode()


def test_what_stands_for_a_key_is_never_sent_and_nobody_can_type_it() -> None:
    sent = Drawn.of(FORM.format(form_key())).sent().decode()
    assert form_key() not in sent
    assert not form_key().isprintable(), "forms take out what cannot be seen"
    assert len(form_key()) > 40, "nobody guesses it"


def test_a_part_is_drawn_once_for_equal_things(drawn: list[object]) -> None:
    def draw(card: Card) -> Markup:
        drawn.append(card)
        return Markup("<b>{}</b>").format(card.title)

    part = kept(draw, Shelf(), Reader())
    assert [part(Card("Tea")), part(Card("Tea")), part(Card("Cake"))] == [
        "<b>Tea</b>", "<b>Tea</b>", "<b>Cake</b>",
    ]  # fmt: skip
    assert drawn == [Card("Tea"), Card("Cake")]


def test_a_part_is_drawn_for_each_language_and_day(drawn: list[object]) -> None:
    reader = Reader()

    def draw(name: str) -> Markup:
        drawn.append(reader.reads)
        return escape(f"{reader.reads} {name}")

    part = kept(draw, Shelf(), reader)
    first = part("Ada")
    reader.reads = "de"
    assert (first, part("Ada")) == ("en Ada", "de Ada")
    reader.reads = "en"
    assert part("Ada") == "en Ada"
    assert drawn == ["en", "de"]


def test_what_a_member_types_is_never_taken_for_a_sentence_of_ours() -> None:
    part = kept(lambda words: Markup("<p>{}</p>").format(words), Shelf(), Reader())
    assert part(Markup("<b>ours</b>")) == "<p><b>ours</b></p>"
    assert part("<b>ours</b>") == "<p>&lt;b&gt;ours&lt;/b&gt;</p>"


def test_two_parts_that_take_the_same_are_not_taken_for_each_other() -> None:
    shelf: Shelf[Markup] = Shelf()
    loud = kept(lambda name: escape(name.upper()), shelf, Reader())
    plain = kept(escape, shelf, Reader())
    assert (loud("Ada"), plain("Ada")) == ("ADA", "Ada")


def test_what_cannot_be_remembered_is_drawn_each_time() -> None:
    part = kept(lambda person: escape(person["name"]), Shelf(), Reader())
    assert [part({"name": "Ada"}), part({"name": "Bo"})] == ["Ada", "Bo"]


def test_a_shelf_never_holds_more_than_it_may() -> None:
    shelf: Shelf[Drawn] = Shelf(most_bytes=40_000)
    for n in range(200):
        shelf.take(n, lambda n=n: Drawn.of(f"{n}" * 500))
        assert shelf.size_bytes <= 40_000
    assert shelf.size_bytes > 10_000, "it does keep some"


def test_what_is_too_long_for_the_shelf_is_drawn_all_the_same() -> None:
    shelf: Shelf[Drawn] = Shelf(most_bytes=4_000)
    assert shelf.take("long", lambda: Drawn.of("x" * 9_000)).sent() == b"x" * 9_000
    assert shelf.size_bytes == 0


def test_what_is_asked_for_stays_and_what_nobody_asks_for_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seconds = 0.0
    monkeypatch.setattr(parts, "monotonic", lambda: seconds)
    shelf: Shelf[Drawn] = Shelf()
    shelf.take("asked for", lambda: Drawn.of("first"))
    shelf.take("left alone", lambda: Drawn.of("first"))
    for _ in range(3):
        seconds += MOST_SECONDS + 1
        assert shelf.take("asked for", lambda: Drawn.of("again")).sent() == b"first"
    assert shelf.take("left alone", lambda: Drawn.of("again")).sent() == b"again"
