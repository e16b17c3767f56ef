"""Everything that runs by itself, and how often: one list."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Chore:
    """A named piece of work; ``do(now)`` returns how many things it did, and may run twice."""

    name: str
    every: timedelta
    do: Callable[[datetime], Awaitable[int]]


CHORES: list[Chore] = []
