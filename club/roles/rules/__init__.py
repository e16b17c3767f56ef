"""What the club has agreed about roles.

``rights``, the ``defaults`` it starts with, ``terms``, and ``leave`` from a role.
"""

from club.roles.rules.defaults import COMMITTEE, ROLES, RoleKind
from club.roles.rules.leave import HANDOVER_FROM, NOT_FOR_CARETAKERS, WEEK, weeks_left
from club.roles.rules.rights import CRITICAL, ENOUGH_HOLDERS, Right
from club.roles.rules.terms import Bounds, EndKind, No, Standing, Term, may_hold, span_of

__all__ = [
    "COMMITTEE",
    "CRITICAL",
    "ENOUGH_HOLDERS",
    "HANDOVER_FROM",
    "NOT_FOR_CARETAKERS",
    "ROLES",
    "WEEK",
    "Bounds",
    "EndKind",
    "No",
    "Right",
    "RoleKind",
    "Standing",
    "Term",
    "may_hold",
    "span_of",
    "weeks_left",
]
