"""The shelf and one object on it, as one member sees them."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person
from club.stories.models import StoryObject, Telling
from club.stories.rules import Level


@dataclass(frozen=True, slots=True)
class ShelfObject:
    """An object at a glance; ``tellers`` counts only whom the reader may see."""

    href: str
    name: str
    about: str
    tellers: int


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """The objects a member can see, the latest first."""

    objects: tuple[ShelfObject, ...]


@dataclass(frozen=True, slots=True)
class TellingView:
    """One telling; ``mine`` is the reader's own, ``shown`` says that all members see it."""

    ref: str
    person: Person | None
    words: str
    meaning: str
    content_note: str
    told_at: datetime
    mine: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class ObjectPage:
    """One object and what the reader may see of what is told about it."""

    ref: str
    name: str
    about: str
    tellings: tuple[TellingView, ...]


async def shelf(member_id: int) -> ShelfPage:
    """Return a member's shelf."""
    rows = await _visible(member_id).values("thing_id", "teller_id")
    tellers = Counter(thing for thing, _who in {(r["thing_id"], r["teller_id"]) for r in rows})
    things = StoryObject.filter(id__in=list(tellers)).order_by("-added_at", "-id")
    return ShelfPage(
        tuple(
            ShelfObject(f"/shelf/{row.ref}", row.name, row.about, tellers[row.id])
            for row in await things
        )
    )


async def object_page(ref: str, member_id: int) -> ObjectPage:
    """Return one object.

    Raises:
        NotFound: nothing the reader may see hangs on it, or there is no such object.
    """
    rows = await _visible(member_id).filter(thing__ref=ref).select_related("thing").order_by("id")
    if not rows:
        raise NotFound(_("There is no such story on your shelf."))
    people = await members.people({row.teller_id for row in rows})
    thing = rows[0].thing
    return ObjectPage(
        thing.ref,
        thing.name,
        thing.about,
        tuple(
            TellingView(
                ref=row.ref,
                person=people.get(row.teller_id),
                words=row.words,
                meaning=row.meaning,
                content_note=row.content_note,
                told_at=row.told_at,
                mine=row.teller_id == member_id,
                shown=row.level >= Level.MEMBERS,
            )
            for row in rows
        ),
    )


def _visible(member_id: int) -> QuerySet[Telling]:
    return Telling.filter(Q(teller_id=member_id) | Q(level__gte=Level.MEMBERS))
