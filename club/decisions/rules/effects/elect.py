"""An election: the free places of a role go to those whom the members choose."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from club.decisions.rules.effects.effect import Effect, Recorded, Written
from club.decisions.rules.effects.stored import number, numbers, word
from club.decisions.rules.states import Class, Method


@dataclass(frozen=True, slots=True)
class Elect(Effect):
    """Whoever is chosen holds the role for its term.

    Args:
        role: the role's key.
        seats: how many places there are.
        days: for how long each is given.
        starts_at: from when the places are free; nobody's term is cut short.
        member_ids: who stands, in the order in which the ballot's letters name them.
        call: the call for names that they answered.
    """

    kind: ClassVar[str] = "elect"
    decided_as: ClassVar[Class] = Class.ELECTION

    role: str
    seats: int
    days: int
    starts_at: datetime
    member_ids: tuple[int, ...]
    call: int

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        return {
            "kind": self.kind,
            "role": self.role,
            "seats": self.seats,
            "days": self.days,
            "starts": self.starts_at.isoformat(),
            "members": list(self.member_ids),
            "call": self.call,
        }

    @classmethod
    def read(cls, stored: Written) -> Self:
        """Take the effect back from storage."""
        return cls(
            word(stored, "role"),
            number(stored, "seats"),
            number(stored, "days"),
            datetime.fromisoformat(word(stored, "starts")),
            numbers(stored, "members"),
            number(stored, "call"),
        )

    def recorded(self) -> Recorded:
        """Say for what; who stood and was not chosen stays out of the record."""
        return {"role": self.role, "seats": self.seats, "days": self.days}

    def candidates(self) -> tuple[int, ...]:
        """Name those who stand."""
        return self.member_ids

    def method(self) -> Method:
        """Rank them where more stand than there are places, tick them where all could have one."""
        return Method.STV if len(self.member_ids) > self.seats else Method.SEATS

    def offers(self) -> tuple[str, ...]:
        """Say how many stand; what they are called is asked afresh wherever a page names them."""
        return ("",) * len(self.member_ids)
