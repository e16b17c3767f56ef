"""What every effect is: a small frozen value with a name in storage and a kind of question."""

from dataclasses import dataclass
from typing import ClassVar, Self

from club.decisions.rules.states import Class, Method

Written = dict[str, str | int | list[str] | list[int]]
"""An effect as it is stored."""

Recorded = dict[str, str | int | list[str] | list[int]]
"""What the club's record says of an effect: ids, keys and numbers, never words of a member."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the club looks at again.

    Args:
        thing: in the words of the club's record: ``clause/sponsors_min``.
        version: which version of it.
        months: how long after it came into force.
    """

    thing: str
    version: int
    months: int


@dataclass(frozen=True, slots=True)
class Effect:
    """Something a carried decision does by itself; each kind says below what it needs.

    A new kind is a module here, a line in ``KINDS``, what a page says of it and when it cannot be
    (``queries/effects``), and the journey that carries it out (``journeys/service/effects``).
    """

    kind: ClassVar[str]
    decided_as: ClassVar[Class]

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        raise NotImplementedError

    @classmethod
    def read(cls, stored: Written) -> Self:
        """Take the effect back from storage."""
        raise NotImplementedError

    def recorded(self) -> Recorded:
        """Say for the club's record what was to be done."""
        return {name: value for name, value in self.written().items() if name != "kind"}

    def asks(self) -> int | None:
        """Name the member whose own yes is needed before anybody else sees the draft."""
        return None

    def subjects(self) -> tuple[int, ...]:
        """Name the members it would be done to: they have no vote on it, and a right to answer."""
        return ()

    def candidates(self) -> tuple[int, ...]:
        """Name the members there are to choose from, in the order of the ballot's letters."""
        return ()

    def method(self) -> Method:
        """Say how the question is put and counted."""
        return Method.YES_NO

    def offers(self) -> tuple[str, ...]:
        """Say in words what there is to choose from; nothing where the answer is yes or no."""
        return ()

    def looked_at(self) -> Look | None:
        """Say what the club looks at again because of it, and when; None for nothing."""
        return None
