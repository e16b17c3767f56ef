"""When the club is asked for names, by the clock, so that nobody has to remember an election."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from club.roles.rules.defaults import RoleKind
from club.roles.rules.terms import Standing, Term

STATEMENT_LENGTH = 500
SPARE = timedelta(days=7)
"""Left between the end of an election and the end of the term, for what may come between."""
AGAIN_AFTER = timedelta(days=28)
"""How long a role that nobody was chosen for stays empty before names are asked for again."""


@dataclass(frozen=True, slots=True)
class Steps:
    """How long each step of an election takes, by the charter."""

    nominations: timedelta
    open_for: timedelta
    cooling: timedelta

    @property
    def lead(self) -> timedelta:
        """How long before the end of a term its election begins."""
        return self.nominations + self.open_for + self.cooling + SPARE


@dataclass(frozen=True, slots=True)
class Wanted:
    """Names are wanted for a role: for how many places, and from when these are free."""

    role: str
    seats: int
    starts_at: datetime


def is_elected(kind: RoleKind) -> bool:
    """Tell whether a role is an office: its terms are counted. Others go by a raised hand."""
    return kind.max_terms is not None


def wanted(
    kind: RoleKind,
    terms: Iterable[Term],
    steps: Steps,
    *,
    called_for: datetime | None,
    now: datetime,
) -> Wanted | None:
    """Return whether the club is to be asked for names now; None if not.

    Asked once for each end of a term, early enough that who is chosen can follow without a gap;
    and again, four weeks after names were wanted for a place that nobody has yet. A role nobody
    ever held is not called for: any member may put a name to the club.

    Args:
        kind: the role as it is today.
        terms: every term of the role.
        steps: how long an election takes.
        called_for: the day for which names were wanted last; None if never.
        now: this moment.
    """
    given = [each for each in terms if each.role == kind.key and each.standing is Standing.GIVEN]
    # Counted in the order in which they end: each empties its place once.
    ends = sorted(each.end for each in given if now - AGAIN_AFTER < each.end <= now + steps.lead)
    fresh = [end for end in ends if called_for is None or end > called_for]
    again = called_for is not None and called_for + AGAIN_AFTER <= now
    if not is_elected(kind) or not (fresh or again):
        return None
    starts_at = max([now, *fresh[:1]])
    seats = kind.seats - sum(each.start <= starts_at < each.end for each in given)
    return Wanted(kind.key, seats, starts_at) if seats > 0 else None
