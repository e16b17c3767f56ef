"""Taking a role back before its term is over."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Self

from club.decisions.rules.effects.effect import Effect, Recorded, Written
from club.decisions.rules.effects.stored import number, numbers, word, words
from club.decisions.rules.states import Class

REST = timedelta(days=60)
"""Nobody is asked about again so soon: a vote must not become a way to wear a person down."""


@dataclass(frozen=True, slots=True)
class Recall(Effect):
    """Mandates end before their term; those who hold them have no vote, and may answer first."""

    decided_as: ClassVar[Class] = Class.RECALL

    def mandates(self) -> tuple[str, ...]:
        """Name the mandates, by their public ids."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class EndMandate(Recall):
    """One mandate ends.

    Args:
        mandate: its public id.
        member_id: who holds it.
    """

    kind: ClassVar[str] = "end_mandate"

    mandate: str
    member_id: int

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        return {"kind": self.kind, "mandate": self.mandate, "member": self.member_id}

    @classmethod
    def read(cls, stored: Written) -> Self:
        """Take the effect back from storage."""
        return cls(word(stored, "mandate"), number(stored, "member"))

    def subjects(self) -> tuple[int, ...]:
        """Name who holds it."""
        return (self.member_id,)

    def mandates(self) -> tuple[str, ...]:
        """Name the one mandate."""
        return (self.mandate,)


@dataclass(frozen=True, slots=True)
class EndCommittee(Recall):
    """All mandates of the committee end at once: the members trust it no longer.

    Args:
        held: the mandates at the time of the draft, by their public ids; whoever is elected
            later is not asked about, and stays.
        member_ids: who hold them.
    """

    kind: ClassVar[str] = "end_committee"

    held: tuple[str, ...]
    member_ids: tuple[int, ...]

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        return {"kind": self.kind, "mandates": list(self.held), "members": list(self.member_ids)}

    @classmethod
    def read(cls, stored: Written) -> Self:
        """Take the effect back from storage."""
        return cls(words(stored, "mandates"), numbers(stored, "members"))

    def recorded(self) -> Recorded:
        """Say which mandates."""
        return {"mandates": list(self.held)}

    def subjects(self) -> tuple[int, ...]:
        """Name who hold them."""
        return self.member_ids

    def mandates(self) -> tuple[str, ...]:
        """Name all of them."""
        return self.held
