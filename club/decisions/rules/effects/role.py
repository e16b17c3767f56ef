"""Defining a role, and giving one out no longer."""

from dataclasses import dataclass
from typing import ClassVar, Self

from club.decisions.rules.effects.effect import Effect, Look, Recorded, Written
from club.decisions.rules.effects.stored import number, word, words
from club.decisions.rules.states import Class
from club.roles.rules import Right, RoleKind


@dataclass(frozen=True, slots=True)
class DefineRole(Effect):
    """The club has a new role, or one of its roles is something else from now on.

    Whoever holds the role then keeps it as it was when it was given.

    Args:
        role: the role as it shall be.
        from_version: the version the members were asked about; 0 for a new role.
        review_months: when the club looks at it again.
    """

    kind: ClassVar[str] = "define_role"
    decided_as: ClassVar[Class] = Class.CONSTITUTIONAL

    role: RoleKind
    from_version: int
    review_months: int

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        return {
            "kind": self.kind,
            "role": self.role.key,
            "from": self.from_version,
            "name": self.role.name,
            "about": self.role.about,
            "not_about": self.role.not_about,
            "rights": sorted(str(right) for right in self.role.rights),
            "seats": self.role.seats,
            "term_days": self.role.term_days,
            "max_terms": self.role.max_terms or 0,
            "apart": sorted(self.role.incompatible),
            "review": self.review_months,
        }

    @classmethod
    def read(cls, stored: Written) -> Self:
        """Take the effect back from storage; a right the program no longer knows gives nothing."""
        known = {str(right) for right in Right}
        role = RoleKind(
            key=word(stored, "role"),
            name=word(stored, "name"),
            about=word(stored, "about"),
            not_about=word(stored, "not_about"),
            rights=frozenset(Right(each) for each in words(stored, "rights") if each in known),
            seats=number(stored, "seats"),
            term_days=number(stored, "term_days"),
            max_terms=number(stored, "max_terms") or None,
            incompatible=frozenset(words(stored, "apart")),
        )
        return cls(role, number(stored, "from"), number(stored, "review"))

    def recorded(self) -> Recorded:
        """Say which role and which powers; what members wrote about it stays out of the record."""
        told = self.written()
        return {name: told[name] for name in ("role", "from", "rights", "seats", "term_days")}

    def looked_at(self) -> Look:
        """Say what is looked at again, and when."""
        return Look(f"role/{self.role.key}", self.from_version + 1, self.review_months)


@dataclass(frozen=True, slots=True)
class RetireRole(Effect):
    """A role is given out no longer; whoever holds it keeps it until the term ends.

    Args:
        role: its key.
        from_version: the version the members were asked about.
    """

    kind: ClassVar[str] = "retire_role"
    decided_as: ClassVar[Class] = Class.CONSTITUTIONAL

    role: str
    from_version: int

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        return {"kind": self.kind, "role": self.role, "from": self.from_version}

    @classmethod
    def read(cls, stored: Written) -> Self:
        """Take the effect back from storage."""
        return cls(word(stored, "role"), number(stored, "from"))
