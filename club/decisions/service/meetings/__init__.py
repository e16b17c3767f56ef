"""Meetings of all members: asked for, called, held or put off; agenda and minutes.

No power calls a meeting or closes one: enough members ask, the committee or those who asked set
the day within the charter's times, and two who are there say how many they are.
"""

from club.decisions.service.meetings.agenda import add_decision, add_point, drop_point, send_agenda
from club.decisions.service.meetings.asking import Asked, ask, join_in, leave_out
from club.decisions.service.meetings.calling import Day, call_yearly, note_night, set_day
from club.decisions.service.meetings.counting import Counted, count, give_up, say_count
from club.decisions.service.meetings.fixing import agree, forget_names, say_agreed
from club.decisions.service.meetings.minutes import (
    correct,
    hand_back,
    remind_recorder,
    take_over,
    write,
)

__all__ = [
    "Asked",
    "Counted",
    "Day",
    "add_decision",
    "add_point",
    "agree",
    "ask",
    "call_yearly",
    "correct",
    "count",
    "drop_point",
    "forget_names",
    "give_up",
    "hand_back",
    "join_in",
    "leave_out",
    "note_night",
    "remind_recorder",
    "say_agreed",
    "say_count",
    "send_agenda",
    "set_day",
    "take_over",
    "write",
]
