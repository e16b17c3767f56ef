"""The decision whose words are all there is to it."""

from dataclasses import dataclass
from typing import ClassVar, Self

from club.decisions.rules.effects.effect import Effect, Written
from club.decisions.rules.states import Class


@dataclass(frozen=True, slots=True)
class RecordOnly(Effect):
    """The words of the decision stand in the record; nothing else changes."""

    kind: ClassVar[str] = "record"
    decided_as: ClassVar[Class] = Class.ORDINARY

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        return {"kind": self.kind}

    @classmethod
    def read(cls, _stored: Written) -> Self:
        """Take the effect back from storage."""
        return cls()
