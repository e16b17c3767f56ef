"""A role's notebook is written by its holders and read by whoever comes next."""

from datetime import datetime

from tortoise.expressions import F

from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _
from club.members.models import Member
from club.roles.models import NoteReading, RoleNote
from club.roles.queries import notes


async def write_note(
    role_key: str, member_id: int, words: str, *, after: int, now: datetime
) -> int:
    """Write a new version of a role's notebook; return its number.

    Args:
        role_key: the role.
        member_id: who writes; they hold the role, or act in it.
        words: the whole notebook as it shall stand.
        after: the number of the version they had before them; 0 for an empty notebook.
        now: when.

    Raises:
        NotFound: the notebook is not theirs to write in.
        TooLate: somebody else wrote in it meanwhile.
    """
    async with transaction():
        if not await claim(Member.filter(id=member_id, left_at=None), ref=F("ref")):
            raise NotFound
        if not (await notes.reader_of(role_key, member_id, now=now)).writes:
            raise NotFound
        draft = RoleNote(
            role_key=role_key, n=after + 1, words=words, author_id=member_id, written_at=now
        )
        # The number is unique, so of two hands that had the same version before them one is first.
        await RoleNote.bulk_create([draft], ignore_conflicts=True)
        newest = await notes.newest(role_key)
        if newest is None or (newest.n, newest.author_id, newest.words) != (
            after + 1,
            member_id,
            words,
        ):
            raise TooLate(_("Somebody else wrote in it meanwhile. Please read that first."))
        return newest.n


async def have_read(role_key: str, member_id: int, *, now: datetime) -> None:
    """Keep that somebody who was chosen has read the notebook as it stands.

    Raises:
        NotFound: they were not chosen for this role, or there is nothing to read.
    """
    async with transaction():
        if not await claim(Member.filter(id=member_id, left_at=None), ref=F("ref")):
            raise NotFound
        reader = await notes.reader_of(role_key, member_id, now=now)
        note = await RoleNote.filter(role_key=role_key).order_by("-n").first()
        if not reader.follows or note is None:
            raise NotFound
        reading = NoteReading(note_id=note.id, member_id=member_id, read_at=now)
        await NoteReading.bulk_create([reading], ignore_conflicts=True)
