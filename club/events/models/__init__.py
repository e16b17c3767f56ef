"""The tables of the room: what is on the calendar, and who is there."""

from club.events.models.around import AREA_LENGTH, Slot, SlotTake
from club.events.models.nights import (
    KEY_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
    ZONE_LENGTH,
    Night,
    Place,
    Series,
)
from club.events.models.people import Answer, Helper, SeriesHelper
from club.events.models.talk import NightComment, Report

__all__ = [
    "AREA_LENGTH",
    "KEY_LENGTH",
    "TEXT_LENGTH",
    "TITLE_LENGTH",
    "WORDS_LENGTH",
    "ZONE_LENGTH",
    "Answer",
    "Helper",
    "Night",
    "NightComment",
    "Place",
    "Report",
    "Series",
    "SeriesHelper",
    "Slot",
    "SlotTake",
]
