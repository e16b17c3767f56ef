"""Looking at something again, and keeping it."""

from dataclasses import dataclass
from typing import ClassVar, Self

from club.decisions.rules.effects.effect import Effect, Look, Recorded, Written
from club.decisions.rules.effects.stored import number, word
from club.decisions.rules.states import Class


@dataclass(frozen=True, slots=True)
class KeepAsIs(Effect):
    """A rule, a role or a text stays as it is, and is looked at again later.

    Args:
        thing: what, in the words of the club's record: ``clause/sponsors_min``.
        version: the version that stays.
        review_months: when the club looks at it the next time.
    """

    kind: ClassVar[str] = "keep"
    decided_as: ClassVar[Class] = Class.ORDINARY

    thing: str
    version: int
    review_months: int

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        return {
            "kind": self.kind,
            "thing": self.thing,
            "version": self.version,
            "review": self.review_months,
        }

    @classmethod
    def read(cls, stored: Written) -> Self:
        """Take the effect back from storage."""
        return cls(word(stored, "thing"), number(stored, "version"), number(stored, "review"))

    def recorded(self) -> Recorded:
        """Say what stays."""
        return {"of": self.thing, "version": self.version}

    def looked_at(self) -> Look:
        """Say what is looked at again, and when."""
        return Look(self.thing, self.version, self.review_months)
