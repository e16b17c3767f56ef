"""The decision that passes if nobody has a reason against it."""

from dataclasses import dataclass
from typing import ClassVar, Self

from club.decisions.rules.effects.effect import Effect, Written
from club.decisions.rules.states import Class, Method


@dataclass(frozen=True, slots=True)
class Agree(Effect):
    """The words of the decision stand in the record if nobody objects; nothing else changes."""

    kind: ClassVar[str] = "agree"
    decided_as: ClassVar[Class] = Class.ORDINARY

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        return {"kind": self.kind}

    @classmethod
    def read(cls, _stored: Written) -> Self:
        """Take the effect back from storage."""
        return cls()

    def method(self) -> Method:
        """Say how the question is put and counted."""
        return Method.CONSENT
