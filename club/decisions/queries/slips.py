"""What the pages around a secret ballot show: its slip, the list, whether it was counted."""

from dataclasses import dataclass

from club.decisions.queries.papers import Paper


@dataclass(frozen=True, slots=True)
class SlipPage:
    """A voter's slip, shown once; it does not say what they voted."""

    ref: str
    mark: str
    number: str
    change_key: str


@dataclass(frozen=True, slots=True)
class ChangingPage:
    """Where a slip changes a secret ballot.

    Args:
        paper: the ballot; None as long as nobody has shown a slip, where it would tell what the
            vote is about.
    """

    ref: str
    paper: Paper | None


@dataclass(frozen=True, slots=True)
class BallotsPage:
    """Every ballot of a secret vote, by its mark, and what it says in words."""

    href: str
    question: str
    ballots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Whether the ballot of a slip was counted."""

    href: str
    counted: bool
