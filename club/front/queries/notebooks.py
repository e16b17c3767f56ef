"""A role's notebook as its holders and the next holder see it."""

from dataclasses import dataclass
from datetime import datetime

from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person
from club.roles import queries as roles
from club.roles.queries import notes
from club.roles.queries.notes import Note


@dataclass(frozen=True, slots=True)
class Version:
    """What stood in the notebook; ``author``: None if they have left the club."""

    n: int
    words: str
    author: Person | None
    written_at: datetime


@dataclass(frozen=True, slots=True)
class NotesPage:
    """The notebook: what stands in it, what stood there before, and who has read it."""

    key: str
    name: str
    now: Version | None
    before: tuple[Version, ...]
    readers: tuple[Person, ...]
    writes: bool
    may_confirm: bool
    """Whether the reader was chosen and has not yet said that they read what stands now."""


async def notes_page(key: str, member_id: int, *, now: datetime) -> NotesPage:
    """Return a role's notebook.

    Raises:
        NotFound: no such role, or the notebook is not for this reader.
    """
    kind = await roles.kind(key, now=now)
    if kind is None:
        raise NotFound(_("The club has no such role."))
    reader = await notes.reader_of(key, member_id, now=now)
    newest, before = await notes.newest(key), await notes.versions(key)
    have_read = await notes.readers(key, newest.n) if newest else []
    authors = {each.author_id for each in [*before, *([newest] if newest else [])]}
    people = await members.people(authors | set(have_read))
    return NotesPage(
        key=key,
        name=_(kind.name),
        now=_version(newest, people) if newest else None,
        before=tuple(_version(each, people) for each in before),
        readers=tuple(people[each] for each in have_read if each in people),
        writes=reader.writes,
        may_confirm=reader.follows and newest is not None and not reader.has_read,
    )


def _version(note: Note, people: dict[int, Person]) -> Version:
    return Version(note.n, note.words, people.get(note.author_id), note.written_at)
