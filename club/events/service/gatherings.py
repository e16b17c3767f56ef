"""A meeting of all members on the calendar: it needs nobody's power, for the members called it."""

from dataclasses import dataclass
from datetime import datetime

from club.charter import queries as charter
from club.events.models import Helper, Night
from club.events.rules.places import NamesShown, Part
from club.events.rules.seats import QueueRule
from club.journal import service as journal
from club.kit.db import transaction


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting as its night shows it.

    Args:
        title: what the calendar calls it; it may stand on a phone.
        text: where it is, and where its agenda is.
        meeting: the meeting, in the words of the club's record.
        host: who called it, and looks after the night until others do; None if the clock did.
    """

    title: str
    text: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    meeting: str
    host: int | None


async def put(gathering: Gathering, *, now: datetime) -> str:
    """Put a meeting on the calendar, without names of who comes; return its public name."""
    async with transaction():
        night = await Night.create(
            title=gathering.title,
            text=gathering.text,
            zone=gathering.zone,
            starts_at=gathering.starts_at,
            ends_at=gathering.ends_at,
            names_shown=NamesShown.NOBODY,
            changed_at=now,
        )
        queue = (await charter.in_force(now)).word("queue.rule")
        await Night.filter(id=night.id).update(queue=QueueRule(queue))
        if gathering.host is not None:
            await Helper.create(night_id=night.id, member_id=gathering.host, part=Part.HOST)
        await journal.record(
            "night_scheduled", night.thing, by=gathering.host, now=now, meeting=gathering.meeting
        )
        return night.ref
