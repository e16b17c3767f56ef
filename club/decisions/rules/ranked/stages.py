"""A ranked count as it is kept, shown and recorded: one picture for every stage."""

from dataclasses import dataclass
from enum import StrEnum

from club.decisions.rules.ranked.papers import RON

UNIT = 100_000
"""One vote. Every number of votes in a count is a whole number of these."""
NOBODY = ""
"""Where ballots go that name no continuing candidate any more: they are non-transferable."""


class Why(StrEnum):
    """What moved the ballots of a stage."""

    FIRST = "first"
    SURPLUS = "surplus"
    EXCLUDED = "excluded"


class Standing(StrEnum):
    """Where a candidate stands at the end of a stage."""

    CONTINUING = "continuing"
    ELECTED = "elected"
    EXCLUDED = "excluded"


class Settled(StrEnum):
    """What settled a tie."""

    EARLIER = "earlier"
    """The tied held different numbers of votes at an earlier stage."""
    PLACE = "place"
    """Things are kept as they are, and nominations are not re-opened, by a tie alone."""
    LOT = "lot"


class LotMattered(StrEnum):
    """Whether another order of the lot would have elected others."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"
    """Too many candidates to count every branch again."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one candidate holds at the end of a stage, in units."""

    candidate: str
    votes: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Move:
    """Ballots that went to one candidate, or to nobody.

    Args:
        to: the candidate; NOBODY for ballots that can go no further.
        papers: how many ballots.
        votes: what they weigh together, in units.
    """

    to: str
    papers: int
    votes: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Several were equal, one was taken, and this is what settled it.

    Args:
        among: all who were equal at this stage.
        settled: by what.
        stage: the earlier stage at which the one who was taken differed; 0 if there was none.
    """

    among: tuple[str, ...]
    settled: Settled
    stage: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the count, and how everybody stands after it.

    Args:
        number: from 1, the first preferences.
        why: what moved the ballots.
        of: whose ballots moved; NOBODY at the first stage.
        weight: what ``of`` held before, in units; 0 at the first stage.
        surplus: the part of that weight that moved on; all of it after an exclusion.
        moves: to whom, the most votes first.
        held: what everybody who stands holds now, in the order of the ballot.
        spent: non-transferable up to now, in units, parts of a vote lost by rounding included.
        elected: who reached the quota by this.
        filled: who got the seats that were left, because no more candidates were.
        ties: the tie that was settled to choose ``of``, if there was one.
    """

    number: int
    why: Why
    of: str
    weight: int
    surplus: int
    moves: tuple[Move, ...]
    held: tuple[Held, ...]
    spent: int
    elected: tuple[str, ...]
    filled: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class RankedCount:
    """The whole count.

    Args:
        seats: how many were to be filled.
        votes: valid ballots.
        invalid: ballots that could not be counted.
        blank: ballots that named nobody.
        quota: the votes that elect, in units.
        order: the order that the lot gave, earliest first.
        stages: every step; never empty.
        elected: who has a seat, in the order of election; without "re-open nominations".
        lot: whether the lot decided who is elected.
        results: every result that some order of the lot could have given, sorted refs each;
            only where a lot was drawn and all branches were counted.
    """

    seats: int
    votes: int
    invalid: int
    blank: int
    quota: int
    order: tuple[str, ...]
    stages: tuple[Stage, ...]
    elected: tuple[str, ...]
    lot: LotMattered
    results: tuple[tuple[str, ...], ...] = ()

    @property
    def vacant(self) -> int:
        """Seats that stay empty; nominations for them are opened again."""
        return self.seats - len(self.elected)

    @property
    def winner(self) -> str | None:
        """Who came first; None if nobody was elected."""
        return self.elected[0] if self.elected else None

    @property
    def reopened(self) -> bool:
        """The voters themselves asked for new nominations."""
        return any(RON in (*stage.elected, *stage.filled) for stage in self.stages)
