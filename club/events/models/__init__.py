"""The tables of the room: what is on the calendar, and who is there."""

from club.events.models.nights import (
    KEY_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    ZONE_LENGTH,
    Night,
    Place,
    Series,
)
from club.events.models.people import Answer, Helper, SeriesAnswer, SeriesHelper

__all__ = [
    "KEY_LENGTH",
    "TEXT_LENGTH",
    "TITLE_LENGTH",
    "ZONE_LENGTH",
    "Answer",
    "Helper",
    "Night",
    "Place",
    "Series",
    "SeriesAnswer",
    "SeriesHelper",
]
