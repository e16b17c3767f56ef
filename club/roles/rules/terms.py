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
    RELIEVED = "relieved"
    """A deputy is needed no more: whose place they kept is back, or holds the role no longer."""


class Standing(StrEnum):
    """In what way somebody holds a role."""

    GIVEN = "given"
    ACTING = "acting"
    """As deputy, in the place of a holder who is away."""
    CARETAKER = "caretaker"
    """As the last holder, until somebody is chosen."""


class No(StrEnum):
    """Why somebody cannot be given a role now."""

    BACKWARDS = "backwards"
    TOO_LONG = "too_long"
    TAKEN = "taken"
    HOLDS_IT = "holds_it"
    TOO_MANY_ROLES = "too_many_roles"
    CLASH = "clash"
    TOO_OFTEN = "too_often"
    TOO_NEW = "too_new"


@dataclass(frozen=True, slots=True)
class Term:
    """One mandate seen as time: a member holds a role from ``start`` until just before ``end``.

    Args:
        interim: it bridges the time until the members choose, and is not counted as a term.
        standing: in what way; only what the members gave takes a seat or counts as a term.
        apart: roles nobody holds beside this one, as this one says.
    """

    member: int
    role: str
    start: datetime
    end: datetime
    interim: bool = False
    standing: Standing = Standing.GIVEN
    apart: frozenset[str] = frozenset()


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


def may_hold(
    new: Term,
    kind: RoleKind,
    others: Iterable[Term],
    bounds: Bounds,
    *,
    joined_at: datetime | None = None,
) -> No | None:
    """Return why this term cannot be given, or None if it can.

    A caretaker is in nobody's way: where somebody is chosen, caretaking ends.

    Args:
        new: the term asked for.
        kind: the role it is for.
        others: every term of this role, and every term of this member in any role.
        bounds: what the charter says.
        joined_at: since when the member belongs; None where that does not matter.
    """
    known = [term for term in others if term.start < term.end and _counts(term, new)]
    beside = [term for term in known if term.start < new.end and new.start < term.end]
    mine = [term for term in beside if term.member == new.member]
    seated = [t for t in beside if t.role == kind.key and t.standing is not Standing.ACTING]
    elsewhere = [term for term in mine if term.role != kind.key]
    found = (
        (_no_length(new, bounds), True),
        (No.HOLDS_IT, any(_in_the_way(term, new, kind) for term in mine)),
        (
            No.TAKEN,
            new.standing is not Standing.ACTING and _most_at_once(new, seated) > kind.seats,
        ),
        (No.CLASH, any(_clash(term, kind) for term in elsewhere)),
        (No.TOO_MANY_ROLES, _most_at_once(new, elsewhere) > bounds.max_roles),
        (No.TOO_NEW, _too_new(new, kind, joined_at)),
        (No.TOO_OFTEN, _too_often(new, kind, known, bounds)),
    )
    return next((no for no, holds in found if no is not None and holds), None)


def _counts(term: Term, new: Term) -> bool:
    """Tell whether a term stands in the way of new ones: caretaking, only of more caretaking."""
    return Standing.CARETAKER is new.standing or term.standing is not Standing.CARETAKER


def _in_the_way(term: Term, new: Term, kind: RoleKind) -> bool:
    """Tell whether a member's own term is the same role again; a deputy may still be elected."""
    is_given = term.standing is Standing.GIVEN
    return term.role == kind.key and (is_given or new.standing is not Standing.GIVEN)


def _clash(term: Term, kind: RoleKind) -> bool:
    """Tell whether one of two roles says that nobody holds both."""
    return term.role in kind.incompatible or kind.key in term.apart


def _too_new(new: Term, kind: RoleKind, joined_at: datetime | None) -> bool:
    """Tell whether a member has not belonged long enough; at a founding nobody has."""
    if kind.min_member_days is None or joined_at is None or new.interim:
        return False
    return new.start - joined_at < timedelta(days=kind.min_member_days)


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
    if kind.max_terms is None or new.interim or new.standing is not Standing.GIVEN:
        return False
    mine = [term for term in known if (term.member, term.role) == (new.member, kind.key)]
    held = sorted(
        (t for t in mine if not t.interim and t.standing is Standing.GIVEN),
        key=lambda term: term.end,
        reverse=True,
    )
    row, since = 1, new.start
    for term in held:
        if since - term.end >= timedelta(days=kind.term_days):
            break
        row, since = row + 1, term.start
    return row > min(kind.max_terms, bounds.max_terms)
