"""Meetings of all members, as their pages show them."""

from club.decisions.queries.meetings.index import meetings_page, next_meeting
from club.decisions.queries.meetings.minutes import minutes_page
from club.decisions.queries.meetings.page import meeting_page
from club.decisions.queries.meetings.shapes import MeetingCard

__all__ = ["MeetingCard", "meeting_page", "meetings_page", "minutes_page", "next_meeting"]
