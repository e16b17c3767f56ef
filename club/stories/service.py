"""Acts on the shelf. None is in the club's record: a story must be forgettable."""

from dataclasses import asdict, dataclass
from datetime import datetime

from tortoise.expressions import Q

from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound
from club.kit.words import gettext as _
from club.stories.models import Consent, StoryObject, Telling
from club.stories.rules import Level, wording


@dataclass(frozen=True, slots=True)
class Told:
    """What one member tells; each part may be empty.

    Args:
        words: the story.
        meaning: what the object means to the teller.
        content_note: what a reader may want to know first, such as "mentions hospital".
    """

    words: str = ""
    meaning: str = ""
    content_note: str = ""


async def put_on_shelf(member_id: int, name: str, about: str, told: Told, *, now: datetime) -> str:
    """Put an object on the shelf with a first telling, which only its teller sees.

    Returns:
        the object's public id.
    """
    async with transaction():
        thing = await StoryObject.create(name=name, about=about, added_at=now, changed_at=now)
        await _hang(thing.id, member_id, told, now)
    return str(thing.ref)


async def tell(ref: str, member_id: int, told: Told, *, now: datetime) -> None:
    """Add a telling to an object this member can see; at first only they see it.

    Raises:
        NotFound: there is no such object on this member's shelf.
        Invalid: nothing was told.
    """
    if not (told.words or told.meaning):
        raise Invalid(_("Please write something, a word is enough."), "words")
    async with transaction():
        seen = Q(tellings__teller_id=member_id) | Q(tellings__level__gte=Level.MEMBERS)
        if not await claim(StoryObject.filter(ref=ref), changed_at=now):
            raise _none()
        thing = await StoryObject.filter(seen, ref=ref).first()
        if thing is None:
            raise _none()
        await _hang(thing.id, member_id, told, now)


async def show_to(ref: str, member_id: int, level: Level, *, now: datetime) -> str:
    """Let others see a telling, or nobody but its teller; both at once, and both on record.

    Returns:
        the object's public id.

    Raises:
        NotFound: this member has no such telling.
    """
    mine = Telling.filter(ref=ref, teller_id=member_id)
    async with transaction():
        changed = await claim(mine.exclude(level=level), level=level)
        telling = await mine.select_related("thing").first()
        if telling is None:
            raise _none()
        if changed:
            await _consent(telling.id, level, now)
        return str(telling.thing.ref)


async def let_go(member_id: int, *, now: datetime) -> None:
    """Take a member's tellings down for good, and the objects that nobody else tells about.

    Called by the journey of leaving, inside its transaction. The objects are locked before anything
    is taken down: what another member tells at this moment must not fall with the object.
    """
    async with transaction():
        mine = Telling.filter(teller_id=member_id)
        await mine.update(changed_at=now)
        things = sorted({row["thing_id"] for row in await mine.values("thing_id")})
        for each in things:
            await claim(StoryObject.filter(id=each), changed_at=now)
        await mine.delete()
        kept = await Telling.filter(thing_id__in=things).values("thing_id")
        bare = set(things) - {row["thing_id"] for row in kept}
        await StoryObject.filter(id__in=bare).delete()


async def _hang(thing_id: int, member_id: int, told: Told, now: datetime) -> None:
    telling = await Telling.create(
        thing_id=thing_id, teller_id=member_id, told_at=now, changed_at=now, **asdict(told)
    )
    await _consent(telling.id, Level.ME, now)


async def _consent(telling_id: int, level: Level, now: datetime) -> None:
    await Consent.create(telling_id=telling_id, level=level, wording=wording(level), given_at=now)


def _none() -> NotFound:
    return NotFound(_("There is no such story on your shelf."))
