"""What is drawn once is right for whoever reads it."""

from contextvars import copy_context
from gettext import NullTranslations

from club.kit import words
from club.kit.pages import _kept


class Louder(NullTranslations):
    def gettext(self, message: str) -> str:
        return message.upper()


def test_a_part_is_drawn_once_for_each_language_and_each_thing() -> None:
    drawn: list[object] = []

    def greet(name: object) -> str:
        drawn.append(name)
        return f"{words.gettext('hello')} {name}"

    def loudly() -> str:
        words.speak(Louder())
        return part("Ada")

    part = _kept(greet)
    assert [part("Ada"), part("Ada"), part("Bo")] == ["hello Ada", "hello Ada", "hello Bo"]
    assert drawn == ["Ada", "Bo"]
    assert copy_context().run(loudly) == "HELLO Ada"
    assert part("Ada") == "hello Ada"


def test_what_cannot_be_remembered_is_drawn_each_time() -> None:
    part = _kept(lambda person: person["name"])
    assert [part({"name": "Ada"}), part({"name": "Bo"})] == ["Ada", "Bo"]
