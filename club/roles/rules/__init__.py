"""What the club has agreed about roles: ``rights``, the ``defaults`` it starts with, ``terms``."""

from club.roles.rules.defaults import COMMITTEE, ROLES, RoleKind
from club.roles.rules.rights import Right
from club.roles.rules.terms import Bounds, EndKind, No, Term, may_hold, span_of

__all__ = [
    "COMMITTEE",
    "ROLES",
    "Bounds",
    "EndKind",
    "No",
    "Right",
    "RoleKind",
    "Term",
    "may_hold",
    "span_of",
]
