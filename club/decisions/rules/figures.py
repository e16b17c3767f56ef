"""The numbers of a finished count, as they are kept, shown and recorded."""

from dataclasses import asdict, dataclass

from club.decisions.rules.states import Outcome


@dataclass(frozen=True, slots=True)
class Figures:
    """A count with everything it was made of.

    Args:
        counted: false where the secret ballots were too few and were destroyed unread.
        roll: people on the frozen roll.
        base: those of them the question was measured against.
        yes_needed: how many had to say yes at least.
    """

    outcome: Outcome
    counted: bool
    ballots: int
    yes: int
    no: int
    no_opinion: int
    roll: int
    base: int
    yes_needed: int

    def recorded(self) -> dict[str, int | bool | str]:
        """Return the numbers in the form of the club's record."""
        return {name: getattr(value, "value", value) for name, value in asdict(self).items()}
