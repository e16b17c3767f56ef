"""Tables of the room.

Roles in versions, mandates, leave that was asked for, notebooks, and calls for names.
"""

from club.roles.models.calls import Candidacy, ElectionCall
from club.roles.models.leave import LeaveRequest
from club.roles.models.mandates import (
    ABOUT_LENGTH,
    DECISION_LENGTH,
    KEY_LENGTH,
    NAME_LENGTH,
    Mandate,
    Role,
)
from club.roles.models.notes import NOTE_LENGTH, NoteReading, RoleNote

__all__ = [
    "ABOUT_LENGTH",
    "DECISION_LENGTH",
    "KEY_LENGTH",
    "NAME_LENGTH",
    "NOTE_LENGTH",
    "Candidacy",
    "ElectionCall",
    "LeaveRequest",
    "Mandate",
    "NoteReading",
    "Role",
    "RoleNote",
]
