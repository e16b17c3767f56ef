"""Terms: who may hold what, for how long, how often in a row, and beside what else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from club.roles.rules.defaults import FOUNDING_DAYS, RoleKind


class EndKind(StrEnum):
    """How a mandate came to its end."""

    TERM = "term"
    RESIGNED = "resigned"
    RECALLED = "recalled"
    LEFT = "left"
    ANNULLED = "annulled"
    CARETAKER_END = "caretaker_end"


class No(StrEnum):
    """Why somebody cannot be given a role now."""

    BACKWARDS = "backwards"
    TOO_LONG = "too_long"
    TAKEN = "taken"
    HOLDS_IT = "holds_it"
    TOO_MANY_ROLES = "too_many_roles"
    CLASH = "clash"
    TOO_OFTEN = "too_often"


@dataclass(frozen=True, slots=True)
class Term:
    """One mandate seen as time: a member holds a role from ``start`` until just before ``end``.

    Args:
        interim: it bridges the time until the members choose, and is not counted as a term.
    """

    member: int
    role: str
    start: datetime
    end: datetime
    interim: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the charter says about every role.

    Args:
        longest: the longest term.
        max_terms: terms in a row, where the role has a limit at all.
        max_roles: roles one person may hold at once.
    """

    longest: timedelta
    max_terms: int
    max_roles: int


def span_of(starts_at: datetime, ends_at: datetime, ended_at: datetime | None) -> datetime:
    """Return when a mandate is over: at its end, or earlier if it was ended early."""
    return ends_at if ended_at is None else max(starts_at, min(ends_at, ended_at))


def may_hold(new: Term, kind: RoleKind, others: Iterable[Term], bounds: Bounds) -> No | None:
    """Return why this term cannot be given, or None if it can.

    Args:
        new: the term asked for.
        kind: the role it is for.
        others: every term of this role, and every term of this member in any role.
        bounds: what the charter says.
    """
    known = [term for term in others if term.start < term.end]
    beside = [term for term in known if term.start < new.end and new.start < term.end]
    mine = [term for term in beside if term.member == new.member]
    if (no := _no_length(new, bounds)) is not None:
        return no
    if any(term.role == kind.key for term in mine):
        return No.HOLDS_IT
    if _most_at_once(new, [term for term in beside if term.role == kind.key]) > kind.seats:
        return No.TAKEN
    if any(term.role in kind.incompatible for term in mine):
        return No.CLASH
    if _most_at_once(new, mine) > bounds.max_roles:
        return No.TOO_MANY_ROLES
    return No.TOO_OFTEN if _too_often(new, kind, known, bounds) else None


def _no_length(new: Term, bounds: Bounds) -> No | None:
    if new.end <= new.start:
        return No.BACKWARDS
    longest = min(bounds.longest, timedelta(days=FOUNDING_DAYS)) if new.interim else bounds.longest
    return No.TOO_LONG if new.end - new.start > longest else None


def _most_at_once(new: Term, beside: list[Term]) -> int:
    """Count the terms that run at once at the fullest moment of the new one, itself included."""
    # The number only rises where a term starts, so these are the only moments to look at.
    moments = [new.start, *(term.start for term in beside if term.start > new.start)]
    return 1 + max(sum(term.start <= at < term.end for term in beside) for at in moments)


def _too_often(new: Term, kind: RoleKind, known: list[Term], bounds: Bounds) -> bool:
    """Count terms in a row; a gap as long as one full term means somebody else had a turn."""
    if kind.max_terms is None or new.interim:
        return False
    held = sorted(
        (t for t in known if (t.member, t.role) == (new.member, kind.key) and not t.interim),
        key=lambda term: term.end,
        reverse=True,
    )
    row, since = 1, new.start
    for term in held:
        if since - term.end >= timedelta(days=kind.term_days):
            break
        row, since = row + 1, term.start
    return row > min(kind.max_terms, bounds.max_terms)
