"""What a member means by what they wrote for a rule, and which change makes a rule weaker."""

import re
from fractions import Fraction

from club.charter.rules.clause import Clause, Kind, Stored, Value

SHARES = tuple(
    Fraction(*pair)
    for pair in (
        (0, 1), (1, 10), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (3, 4), (4, 5),
        (9, 10), (1, 1),
    )
)  # fmt: skip
"""Shares that can be said in a few words; a form offers those that a clause allows."""

_NUMBER = re.compile(r"[0-9]{1,9}")
_SHARE = re.compile(r"([0-9]{1,3})(?:/([1-9][0-9]{0,2}))?")
_FLAGS = {"yes": True, "no": False, "true": True, "false": False}

# Of every other protected rule, more is stronger.
_LESS_IS_STRONGER = frozenset(
    {
        "membership.fee",
        "egm.requisition",
        "egm.requisition_least",
        "egm.self_convene",
        "exclusion.urgent_days",
    }
)


def meant(clause: Clause, typed: str) -> Value | None:
    """Return what was written as a value of this clause's kind; None if it is no such value.

    Whether the club may agree on it is another question (``Clause.allows``).

    >>> from club.charter.rules.charter import CLAUSES
    >>> meant(CLAUSES["sponsors_min"], "4"), meant(CLAUSES["second_call_factor"], "3/4")
    (4, Fraction(3, 4))
    >>> meant(CLAUSES["sponsors_min"], "a few") is None
    True
    """
    if clause.kind is Kind.NUMBER:
        return _number(typed)
    if clause.kind is Kind.SHARE:
        return _share(typed)
    if clause.kind is Kind.FLAG:
        return _FLAGS.get(typed.casefold())
    return typed or None


def again(clause: Clause | None, stored: Stored) -> Value:
    """Take back the value of a change that was proposed, exactly as it was.

    Nothing becomes a default here: the members were asked about this value and no other.
    """
    if clause is None or clause.kind is not Kind.SHARE or not isinstance(stored, str):
        return stored
    found = _share(stored)
    return stored if found is None else found


def weakens(clause: Clause, before: Value, after: Value) -> bool:
    """Tell whether a change would protect members less than now; it can still be above the floor.

    >>> from club.charter.rules.charter import CLAUSES
    >>> weakens(CLAUSES["dormancy_days"], 180, 90), weakens(CLAUSES["sponsors_min"], 2, 1)
    (True, False)
    >>> weakens(CLAUSES["egm.requisition"], 10, 20)
    True
    """
    if not clause.protected or before == after:
        return False
    if isinstance(before, str) or isinstance(after, str):
        return True
    return after > before if clause.key in _LESS_IS_STRONGER else after < before


def _number(typed: str) -> int | None:
    return int(typed) if _NUMBER.fullmatch(typed) and typed.isascii() else None


def _share(typed: str) -> Fraction | None:
    found = _SHARE.fullmatch(typed) if typed.isascii() else None
    return Fraction(int(found[1]), int(found[2] or 1)) if found else None
