"""The tables of the room: what is on the calendar, and who is there."""

from club.events.models.checking import CheckFriend, CheckLine, CheckOnMe
from club.events.models.meeting import MeetRequest
from club.events.models.nights import (
    KEY_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    ZONE_LENGTH,
    Night,
    Place,
    Series,
)
from club.events.models.people import Answer, Helper, SeriesHelper
from club.events.models.presence import DoorChoice, Here, MonthCount

__all__ = [
    "KEY_LENGTH",
    "TEXT_LENGTH",
    "TITLE_LENGTH",
    "ZONE_LENGTH",
    "Answer",
    "CheckFriend",
    "CheckLine",
    "CheckOnMe",
    "DoorChoice",
    "Helper",
    "Here",
    "MeetRequest",
    "MonthCount",
    "Night",
    "Place",
    "Series",
    "SeriesHelper",
]
