"""Giving a role."""

from dataclasses import dataclass
from typing import ClassVar, Self

from club.decisions.rules.effects.effect import Effect, Written
from club.decisions.rules.effects.stored import number, word
from club.decisions.rules.states import Class


@dataclass(frozen=True, slots=True)
class GrantRole(Effect):
    """A member holds a role for a number of days.

    Args:
        role: the role's key.
        member_id: who shall hold it.
        days: for how long, counted from when the decision comes into force.
    """

    kind: ClassVar[str] = "grant_role"
    decided_as: ClassVar[Class] = Class.ELECTION

    role: str
    member_id: int
    days: int

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        return {"kind": self.kind, "role": self.role, "member": self.member_id, "days": self.days}

    @classmethod
    def read(cls, stored: Written) -> Self:
        """Take the effect back from storage."""
        return cls(word(stored, "role"), number(stored, "member"), number(stored, "days"))

    def asks(self) -> int | None:
        """Name who would hold the role: nobody is put up without their own yes."""
        return self.member_id
