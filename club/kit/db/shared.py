"""What many readers are shown alike, read once for as long as nobody writes.

When a night is announced, everybody opens the same page. What is the same for all of them is read
for the first and taken from there for the others. SQLite tells with one cheap question whether
anybody has committed since, in this process or another, and then all of it is forgotten: nothing
kept here can be out of date, whatever was written and by whom. On PostgreSQL there is no such
question, and within a transaction the answer would not be its own: there, everything is read.
"""

from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from club.kit.db.opening import client

T = TypeVar("T")
MOST = 512
"""How many readings are kept; more are not asked for between two writes of a club."""


class Shared(Generic[T]):
    """One reading that is the same for whoever asks it with the same values.

    Args:
        read: reads it. What it returns is given to many, so nobody may change it; it may depend on
            its values and the database, and on nothing else: not on the clock, the language, or
            who asks.
    """

    def __init__(self, read: Callable[..., Awaitable[T]]) -> None:
        self._read = read

    async def of(self, *what: Hashable) -> T:
        """Return the reading for these values."""
        kept: dict[tuple[object, ...], T] | None = client().unchanged()
        if kept is None:
            return await self._read(*what)
        key = (self, *what)
        found = kept.get(key)
        if found is None:
            found = await self._read(*what)
            if len(kept) >= MOST:
                kept.clear()
            kept[key] = found
        return found
