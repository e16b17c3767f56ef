"""A choice between options: the members choose one, or say which they would advise."""

from dataclasses import dataclass
from typing import ClassVar, Self

from club.decisions.rules.effects.effect import Effect, Recorded, Written
from club.decisions.rules.effects.stored import word, words
from club.decisions.rules.states import Class, Method


@dataclass(frozen=True, slots=True)
class Choose(Effect):
    """The option that wins stands in the record; nothing else changes.

    Args:
        by: how it is counted, ``Method.RANKED`` or ``Method.APPROVAL``.
        options: what there is to choose from, in the words and the order of the draft.
    """

    kind: ClassVar[str] = "choose"
    decided_as: ClassVar[Class] = Class.ORDINARY

    by: Method
    options: tuple[str, ...]

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        return {"kind": self.kind, "by": self.by.value, "options": list(self.options)}

    @classmethod
    def read(cls, stored: Written) -> Self:
        """Take the effect back from storage."""
        return cls(Method(word(stored, "by")), words(stored, "options"))

    def recorded(self) -> Recorded:
        """Say how many options there were; what they are called stays out of the record."""
        return {"method": self.by.value, "options": len(self.options)}

    def method(self) -> Method:
        """Say how the question is put and counted."""
        return self.by

    def offers(self) -> tuple[str, ...]:
        """Say in words what there is to choose from."""
        return self.options


@dataclass(frozen=True, slots=True)
class Advise(Effect):
    """The members say which option they would advise; nothing follows from it by itself."""

    kind: ClassVar[str] = "advise"
    decided_as: ClassVar[Class] = Class.ADVISORY

    options: tuple[str, ...]

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        return {"kind": self.kind, "options": list(self.options)}

    @classmethod
    def read(cls, stored: Written) -> Self:
        """Take the effect back from storage."""
        return cls(words(stored, "options"))

    def recorded(self) -> Recorded:
        """Say how many options there were; what they are called stays out of the record."""
        return {"options": len(self.options)}

    def method(self) -> Method:
        """Say how the question is put and counted."""
        return Method.ADVICE

    def offers(self) -> tuple[str, ...]:
        """Say in words what there is to choose from."""
        return self.options
