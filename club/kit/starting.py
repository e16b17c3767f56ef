"""The first moments of a process: it reads the program, which makes no garbage to speak of."""

import gc
import inspect
from importlib import import_module


def begin() -> None:
    """Look for no garbage until ``settle``: that takes a fifth of the time, and finds none."""
    gc.disable()
    _read_tortoise()


def settle() -> None:
    """Look for garbage from now on, but not among what was read: that stays until the end.

    To go through all of it, several times a minute, would hold up every page meanwhile.
    """
    gc.freeze()
    gc.enable()


def _read_tortoise() -> None:
    """Read Tortoise's models without their source: it would parse that in search of comments.

    ``kit.db.describing`` keeps it from our own tables, but comes after this one.
    """
    known = inspect.getsource
    inspect.getsource = _no_source  # type: ignore[assignment]  # whatever it is asked for
    try:
        import_module("tortoise.models")
    finally:
        inspect.getsource = known


def _no_source(_of: object) -> str:
    raise OSError
