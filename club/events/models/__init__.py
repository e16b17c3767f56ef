"""The tables of the room: what is on the calendar, and who is there."""

from club.events.models.around import AREA_LENGTH, Slot, SlotTake
from club.events.models.calendars import LABEL_LENGTH, CalToken
from club.events.models.checking import CheckFriend, CheckLine, CheckOnMe
from club.events.models.drafts import UID_LENGTH, NightDraft
from club.events.models.meeting import MeetRequest
from club.events.models.nights import (
    COUNTED,
    KEY_LENGTH,
    TEXT_LENGTH,
    ZONE_LENGTH,
    Night,
    Series,
)
from club.events.models.people import NOTE_LENGTH, Answer, Helper, SeriesAnswer, SeriesHelper
from club.events.models.photos import NightPhoto, NightPhotos, PhotoTag
from club.events.models.places import TITLE_LENGTH, WORDS_LENGTH, Place
from club.events.models.presence import DoorChoice, DoorWord, Here, MonthCount
from club.events.models.talk import NightComment, Report
from club.events.models.trust import Proxy, QueueMove

__all__ = [
    "AREA_LENGTH",
    "COUNTED",
    "KEY_LENGTH",
    "LABEL_LENGTH",
    "NOTE_LENGTH",
    "TEXT_LENGTH",
    "TITLE_LENGTH",
    "UID_LENGTH",
    "WORDS_LENGTH",
    "ZONE_LENGTH",
    "Answer",
    "CalToken",
    "CheckFriend",
    "CheckLine",
    "CheckOnMe",
    "DoorChoice",
    "DoorWord",
    "Helper",
    "Here",
    "MeetRequest",
    "MonthCount",
    "Night",
    "NightComment",
    "NightDraft",
    "NightPhoto",
    "NightPhotos",
    "PhotoTag",
    "Place",
    "Proxy",
    "QueueMove",
    "Report",
    "Series",
    "SeriesAnswer",
    "SeriesHelper",
    "Slot",
    "SlotTake",
]
