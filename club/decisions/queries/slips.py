"""What the pages around a secret ballot show: its slip, the list, whether it was counted."""

from dataclasses import dataclass

from club.decisions.rules.states import Choice


@dataclass(frozen=True, slots=True)
class SlipPage:
    """A voter's slip, shown once; it does not say what they voted."""

    ref: str
    mark: str
    number: str
    change_key: str


@dataclass(frozen=True, slots=True)
class BallotsPage:
    """Every ballot of a secret vote, by its mark."""

    href: str
    question: str
    ballots: tuple[tuple[str, Choice], ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Whether the ballot of a slip was counted."""

    href: str
    counted: bool
