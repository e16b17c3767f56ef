"""What a member may ask for with an answer, and by which way an answer came."""

from enum import IntFlag, StrEnum

MOST_GUESTS = 3
"""How many others one answer may bring at the most; what a night allows stands on the night."""
MOST_PARTY = 1 + MOST_GUESTS


class Wish(IntFlag):
    """What makes an evening easier; read by that night's door alone, and gone 12 hours after."""

    NONE = 0
    LATE = 1
    LEAVE_EARLY = 2
    MEET_ME = 4
    QUIET = 8


class Via(StrEnum):
    """By which way an answer came."""

    WEB = "web"
    PUSH = "push"
    MAIL = "mail"
    PROXY = "proxy"
    SERIES = "series"
