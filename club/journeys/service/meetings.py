"""A meeting of all members comes onto the calendar: called, or called a second time."""

from datetime import datetime

from club.decisions.models import Meeting
from club.decisions.rules.meetings import LASTS
from club.decisions.service import meetings
from club.events.service import gatherings
from club.events.service.gatherings import Gathering
from club.kit.db import transaction
from club.kit.words import gettext as _
from club.members import queries as members


async def set_day(ref: str, member_id: int, day: meetings.Day, *, now: datetime) -> None:
    """Set the day of a meeting that was asked for, tell all, and put it on the calendar.

    Raises: as ``decisions.service.meetings.set_day``.
    """
    async with transaction():
        meeting = await meetings.set_day(ref, member_id, day, now=now)
        await _on_the_calendar(meeting, now)


async def call_yearly(member_id: int, purpose: str, day: meetings.Day, *, now: datetime) -> str:
    """Call the yearly meeting, tell all, and put it on the calendar; return its public name.

    Raises: as ``decisions.service.meetings.call_yearly``.
    """
    async with transaction():
        meeting = await meetings.call_yearly(member_id, purpose, day, now=now)
        await _on_the_calendar(meeting, now)
        return meeting.ref


async def count(ref: str, member_id: int, present: int, *, now: datetime) -> bool:
    """Confirm how many are there; true if the meeting is held. If too few are, it is put off once.

    Raises: as ``decisions.service.meetings.count``.
    """
    async with transaction():
        counted = await meetings.count(ref, member_id, present, now=now)
        if counted.second is not None:
            await _on_the_calendar(counted.second, now)
        return counted.held


async def give_up(meeting_id: int, *, now: datetime) -> bool:
    """Put a meeting off of which nobody said in time that it was held."""
    async with transaction():
        counted = await meetings.give_up(meeting_id, now=now)
        if counted is not None and counted.second is not None:
            await _on_the_calendar(counted.second, now)
        return counted is not None


async def _on_the_calendar(meeting: Meeting, now: datetime) -> None:
    starts_at = meeting.starts_at or now
    host = await members.person(meeting.called_by_id or 0)
    where = _("Where: {place}. What it is about stands at {path}.")
    night = await gatherings.put(
        Gathering(
            title=_("Meeting of all members"),
            text=where.format(place=meeting.place, path=meeting.path),
            starts_at=starts_at,
            ends_at=starts_at + LASTS,
            zone=meeting.zone,
            meeting=meeting.thing,
            host=host.id if host else None,
        ),
        now=now,
    )
    await meetings.note_night(meeting.id, night)
