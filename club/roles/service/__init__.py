"""Writes the club's roles down, gives them and ends them, always by a decision."""

from club.roles.service.calls import name, open_call, stand, step_down
from club.roles.service.elections import close_names, end_call, put_to_vote, take_call, withdraw
from club.roles.service.endings import end, lapse, lay_down_all, recall, step_back
from club.roles.service.kinds import define, establish, retire, retire_version
from club.roles.service.leave import (
    Asked,
    act_as_deputy,
    ask_for_leave,
    come_back,
    decline_to_act,
    withdraw_leave,
)
from club.roles.service.mandates import grant
from club.roles.service.notes import have_read, write_note
from club.roles.service.relieving import be_willing

__all__ = [
    "Asked",
    "act_as_deputy",
    "ask_for_leave",
    "be_willing",
    "close_names",
    "come_back",
    "decline_to_act",
    "define",
    "end",
    "end_call",
    "establish",
    "grant",
    "have_read",
    "lapse",
    "lay_down_all",
    "name",
    "open_call",
    "put_to_vote",
    "recall",
    "retire",
    "retire_version",
    "stand",
    "step_back",
    "step_down",
    "take_call",
    "withdraw",
    "withdraw_leave",
    "write_note",
]
