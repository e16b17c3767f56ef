"""Changing a rule of the club."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from club.charter import rules as charter
from club.decisions.rules.effects.effect import Effect, Look, Recorded, Written
from club.decisions.rules.effects.stored import number, word
from club.decisions.rules.states import Class


@dataclass(frozen=True, slots=True)
class SetRule(Effect):
    """One clause of the charter says something else.

    Args:
        key: the clause.
        from_version: the version the members were asked about; 0 is the program's default.
        value: what it shall say.
        review_months: when the club looks at it again.
    """

    kind: ClassVar[str] = "set_rule"
    decided_as: ClassVar[Class] = Class.CONSTITUTIONAL

    key: str
    from_version: int
    value: charter.Value
    review_months: int

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        return {
            "kind": self.kind,
            "key": self.key,
            "from": self.from_version,
            "value": charter.written(self.value),
            "review": self.review_months,
        }

    @classmethod
    def read(cls, stored: Written) -> Self:
        """Take the effect back from storage."""
        key, value = word(stored, "key"), stored.get("value", "")
        says = "" if isinstance(value, list) else value
        again = charter.again(charter.CLAUSES.get(key), says)
        return cls(key, number(stored, "from"), again, number(stored, "review"))

    def recorded(self) -> Recorded:
        """Say which rule, and a number it shall be; words of members stay out of the record."""
        about: Recorded = {"key": self.key, "from": self.from_version}
        if isinstance(self.value, int | Fraction):
            about["value"] = charter.written(self.value)
        return about

    def looked_at(self) -> Look:
        """Say what is looked at again, and when."""
        return Look(f"clause/{self.key}", self.from_version + 1, self.review_months)

    def same_as(self, other: Effect) -> bool:
        """Tell whether another decision asks for the very same change of the same words."""
        return isinstance(other, SetRule) and (self.key, self.from_version, self.value) == (
            other.key,
            other.from_version,
            other.value,
        )
