"""Libraries that are read when something of them is first used, not at start.

A process needs no passkeys, pushes, calendars or pictures to answer its first page, and many need
none for hours; reading them all made a start a third longer and a process a third larger. Types
are checked as ever, and the contracts between the rooms see the import::

    if TYPE_CHECKING:
        import webauthn
    else:
        webauthn = on_use("webauthn")

What is used this way in an annotation stands there in quotes, or it would be read at once.
"""

from importlib import import_module


class Library:
    """Stands for a module; asking it for anything reads the module."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> object:
        """Return what the module calls by this name."""
        return getattr(import_module(self._name), name)


def on_use(name: str) -> Library:
    """Return what stands for the module of this name until something of it is used."""
    return Library(name)
