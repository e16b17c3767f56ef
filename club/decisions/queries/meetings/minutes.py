"""The minutes of a meeting as one member may read them."""

from dataclasses import dataclass
from datetime import datetime

from club.decisions.models import Correction, Meeting, Minutes
from club.decisions.queries import assembly
from club.decisions.rules.meetings import Kind
from club.kit.errors import NotFound
from club.members import queries as members
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a member would put otherwise, and in which version."""

    person: Person | None
    words: str
    n: int
    at: datetime


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """Minutes, from their first version until they are fixed.

    Args:
        present: how many were there; nobody keeps who.
        n: the newest version; 0 before there is one.
        words: what it says; empty for whoever may not read it yet.
        proposed: members can read and correct it.
        writes: the reader writes it.
        nobody: nobody does, and the reader can take it on.
        said_by: who says that a later meeting agreed to it.
        vouched: who said so and who confirmed it, for a while after that.
        mine: the reader said so.
        later: where the meeting is that can agree to it, or did; empty before one was held.
        seal: the SHA-256 that the record holds, once they are fixed.
    """

    href: str
    kind: Kind
    purpose: str
    held_at: datetime
    place: str
    present: int
    needed: int
    n: int
    words: str
    proposed: bool
    recorder: Person | None
    writes: bool
    nobody: bool
    corrections: tuple[Corrected, ...]
    said_by: Person | None
    vouched: tuple[Person, ...]
    mine: bool
    later: str
    fixed_at: datetime | None
    seal: str


async def minutes_page(ref: str, member_id: int) -> MinutesPage:
    """Return the minutes of a meeting.

    Raises:
        NotFound: no such meeting, or it was not held.
    """
    row = await Meeting.exclude(held_at=None).get_or_none(ref=ref)
    if row is None or row.held_at is None:
        raise NotFound
    newest = await Minutes.get_or_none(meeting_id=row.id, n=row.minutes_n)
    said = await Correction.filter(meeting_id=row.id).order_by("id")
    vouched = (row.agreed_by_id, row.fixed_by_id)
    named = {row.recorder_id, *vouched, *(each.author_id for each in said)}
    known = await members.people(each for each in named if each is not None)
    later = await _later(row)
    shown = newest is not None and (row.proposed_at is not None or row.recorder_id == member_id)
    return MinutesPage(
        href=row.path,
        kind=row.kind,
        purpose=row.purpose,
        held_at=row.held_at,
        place=row.place,
        present=row.present,
        needed=row.needed,
        n=row.minutes_n,
        words=newest.words if newest and shown else "",
        proposed=row.proposed_at is not None,
        recorder=known.get(row.recorder_id or 0),
        writes=row.recorder_id == member_id and row.fixed_at is None,
        nobody=row.fixed_at is None and (row.recorder_id or 0) not in known,
        corrections=tuple(
            Corrected(known.get(each.author_id), each.words, each.n, each.said_at) for each in said
        ),
        said_by=known.get(row.agreed_by_id or 0),
        vouched=assembly.those(known, *vouched),
        mine=row.agreed_by_id == member_id,
        later=later.path if later else "",
        fixed_at=row.fixed_at,
        seal=newest.sha256 if newest and row.fixed_at is not None else "",
    )


async def _later(row: Meeting) -> Meeting | None:
    if row.fixed_in_id is not None:
        return await Meeting.get(id=row.fixed_in_id)
    return await assembly.later_meeting(row)
