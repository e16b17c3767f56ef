"""A role's notebook: who may open it, and what stands in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.expressions import Q

from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.roles.models import Mandate, NoteReading, RoleNote


@dataclass(frozen=True, slots=True)
class Note:
    """One version of a notebook."""

    n: int
    words: str
    author_id: int
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Reader:
    """How somebody may open a notebook.

    Args:
        writes: they hold the role now, or act in it.
        follows: they were chosen and their time has not begun; they hold it not yet.
        has_read: they said that they read what stands there now.
    """

    writes: bool
    follows: bool
    has_read: bool


async def reader_of(role_key: str, member_id: int, *, now: datetime) -> Reader:
    """Return how a member may open a role's notebook: as a holder, or as one who was chosen.

    Raises:
        NotFound: neither; the notebook is for nobody else.
    """
    unended = Q(ended_at=None) | Q(ended_at__gt=now)
    theirs = await Mandate.filter(
        unended, role__key=role_key, member_id=member_id, member__left_at=None, ends_at__gt=now
    )
    if not theirs:
        raise NotFound(_("This notebook is for those who hold the role, and whoever is next."))
    writes = any(row.starts_at <= now for row in theirs)
    note = await newest(role_key)
    read = (
        note is not None
        and await NoteReading.filter(
            note__role_key=role_key, note__n=note.n, member_id=member_id
        ).exists()
    )
    return Reader(writes=writes, follows=not writes, has_read=read)


async def newest(role_key: str) -> Note | None:
    """Return what stands in a notebook; None while it is empty."""
    row = await RoleNote.filter(role_key=role_key).order_by("-n").first()
    return _note(row) if row else None


async def versions(role_key: str, *, limit: int = 20) -> list[Note]:
    """Return what stood in a notebook before, newest first."""
    rows = await RoleNote.filter(role_key=role_key).order_by("-n").offset(1).limit(limit)
    return [_note(row) for row in rows]


async def readers(role_key: str, n: int) -> list[int]:
    """Return which of those who were chosen said that they have read this version."""
    rows = NoteReading.filter(note__role_key=role_key, note__n=n).order_by("read_at", "id")
    return [row.member_id for row in await rows]


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A holder whose time ends soon, and whose role has an empty notebook."""

    mandate_ref: str
    role: str
    member_id: int


async def unwritten(within: timedelta, *, now: datetime) -> list[Unwritten]:
    """Return who could still write down what the next holder should know, and has not.

    Not who acts for a while, and not who is away: they are asked nothing.
    """
    soon = now + within
    rows = await Mandate.filter(
        Q(rests_until=None) | Q(rests_until__lte=now),
        Q(ended_at=None) | Q(ended_at__gt=now),
        Q(ends_at__lte=soon) | Q(ended_at__lte=soon),
        in_place_of_id=None,
        starts_at__lte=now,
        ends_at__gt=now,
        member__left_at=None,
        member__paused_at=None,
    ).select_related("role")
    written = {row.role_key for row in await RoleNote.all().only("role_key")} if rows else set()
    return [
        Unwritten(row.ref, row.role.key, row.member_id)
        for row in rows
        if row.role.key not in written
    ]


def _note(row: RoleNote) -> Note:
    return Note(row.n, row.words, row.author_id, row.written_at)
