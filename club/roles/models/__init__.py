"""Tables of the room: roles in versions, mandates, leave that was asked for, and notebooks."""

from club.roles.models.leave import LeaveRequest
from club.roles.models.mandates import DECISION_LENGTH, KEY_LENGTH, Mandate, Role
from club.roles.models.notes import NOTE_LENGTH, NoteReading, RoleNote

__all__ = [
    "DECISION_LENGTH",
    "KEY_LENGTH",
    "NOTE_LENGTH",
    "LeaveRequest",
    "Mandate",
    "NoteReading",
    "Role",
    "RoleNote",
]
