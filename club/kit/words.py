"""Finds the words of a sentence in the reader's language.

``gettext`` (imported as ``_``) looks a sentence up when it is called, never when a module is
read, because two members served by one process may read different languages.
"""

from contextvars import ContextVar
from gettext import NullTranslations

_words: ContextVar[NullTranslations | None] = ContextVar("words", default=None)
_plain = NullTranslations()


def speak(words: NullTranslations) -> None:
    """Answer in this catalogue for the rest of the current request or job."""
    _words.set(words)


def catalogue() -> NullTranslations:
    """Return the reader's catalogue, for whoever keeps what was said in it."""
    return _words.get() or _plain


def gettext(sentence: str) -> str:
    """Return the sentence in the reader's language."""
    return catalogue().gettext(sentence)


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of a sentence that fits ``n`` things in the reader's language."""
    return catalogue().ngettext(one, many, n)


def later(sentence: str) -> str:
    """Mark a sentence for the catalogue where it is only stored; look it up when it is shown."""
    return sentence
