"""Writes the club's roles down, gives them and ends them, always by a decision."""

from club.roles.service.kinds import define, establish, retire, retire_version
from club.roles.service.mandates import end, grant, lay_down_all, recall, step_back

__all__ = [
    "define",
    "end",
    "establish",
    "grant",
    "lay_down_all",
    "recall",
    "retire",
    "retire_version",
    "step_back",
]
