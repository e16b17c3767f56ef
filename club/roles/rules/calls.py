"""When the club is asked for names, by the clock, so that nobody has to remember an election."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from club.roles.rules.defaults import RoleKind
from club.roles.rules.terms import Standing, Term

STATEMENT_LENGTH = 500
MOST_CANDIDATES = 24
"""As many as one ballot can name by letters."""
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


@dataclass(frozen=True, slots=True)
class Called:
    """The last time the club was asked for names for a role.

    Args:
        starts_at: the day from which places were free.
        again_at: from when names are asked for again where a place is free; None as long as the
            election goes on.
    """

    starts_at: datetime
    again_at: datetime | None


def wanted(
    kind: RoleKind,
    terms: Iterable[Term],
    steps: Steps,
    *,
    called: Called | None,
    now: datetime,
) -> Wanted | None:
    """Return whether the club is to be asked for names now; None if not.

    Asked once for each end of a term, early enough that who is chosen can follow without a gap;
    and again for a place that nobody was chosen for. However late the clock comes, an end is
    never forgotten. A role nobody ever held is not called for: any member may put a name to the
    club.

    Args:
        kind: the role as it is today.
        terms: every term of the role.
        steps: how long an election takes.
        called: the last time names were wanted; None if never.
        now: this moment.
    """
    given = [each for each in terms if each.role == kind.key and each.standing is Standing.GIVEN]
    # Counted in the order in which they end: each empties its place once.
    ends = sorted(each.end for each in given if each.end <= now + steps.lead)
    fresh = [end for end in ends if called is None or end > called.starts_at]
    again = called is not None and called.again_at is not None and called.again_at <= now
    if not is_elected(kind) or not (fresh or again):
        return None
    # Asked again before the places are free, they are still free from the same day.
    before = [called.starts_at] if called is not None and again else []
    starts_at = max([now, *before, *fresh[:1]])
    seats = free_places(kind, given, starts_at)
    return Wanted(kind.key, seats, starts_at) if seats > 0 else None


def free_places(kind: RoleKind, terms: Iterable[Term], starts_at: datetime) -> int:
    """Count the places that are free from a day on for one whole term of a role.

    Args:
        kind: the role.
        terms: the terms of it that the members gave.
        starts_at: the day.
    """
    ends_at = starts_at + timedelta(days=kind.term_days)
    beside = [each for each in terms if each.start < ends_at and starts_at < each.end]
    # The number only rises where a term starts, so these are the only moments to look at.
    moments = [starts_at, *(each.start for each in beside if each.start > starts_at)]
    most = max(sum(each.start <= at < each.end for each in beside) for at in moments)
    return kind.seats - most


def settled_until(starts_at: datetime, now: datetime, *, reopened: bool) -> datetime:
    """Return from when names are asked for again, once an election is over.

    At once where the voters themselves asked for it; otherwise four weeks after the places were
    free, so that a club in which nobody wants a role is not asked all the time.

    Args:
        starts_at: the day from which the places are free.
        now: when the election was over.
        reopened: the voters asked for new names.
    """
    return now if reopened else max(starts_at, now) + AGAIN_AFTER
