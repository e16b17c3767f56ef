"""Who asks to be met, as a night's own people read it."""

from dataclasses import dataclass
from datetime import datetime

from club.events.messages import meeting as words
from club.events.models import MeetRequest, Night
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A request, as a night's own people read it.

    ``taker``: whoever said yes; None if nobody is ``taken``, or who is hidden from the reader.
    """

    ref: str
    name: str
    where: str
    wearing: str
    no_questions: bool
    word: str
    taken: bool
    taker: Person | None
    sign: str
    mine: bool


@dataclass(frozen=True, slots=True)
class MeetPage:
    """Everybody who asks to be met at one night."""

    ref: str
    starts_at: datetime
    newcomers: tuple[Newcomer, ...]


async def meet_page(ref: str, member_id: int) -> MeetPage:
    """Return who asks to be met at a night; nobody reads that they were passed over."""
    night = await Night.get_or_none(ref=ref)
    if night is None:
        raise NotFound(_("That night is not on the calendar."))
    rows = MeetRequest.filter(night_id=night.id).order_by("id").select_related("taker")
    shown = [row for row in await rows if row.passed_over != member_id]
    hidden = await members.hidden_from(member_id)
    newcomers = tuple(_newcomer(row, member_id, hidden) for row in shown)
    return MeetPage(ref, night.starts_at, newcomers)


def _newcomer(row: MeetRequest, member_id: int, hidden: frozenset[int]) -> Newcomer:
    seen = row.taker_id not in hidden
    return Newcomer(
        ref=row.ref,
        name=row.name,
        where=words.spot(row.spot),
        wearing=row.wearing,
        no_questions=row.no_questions,
        word=row.word,
        taken=row.taker_id is not None,
        taker=row.taker.person() if row.taker and seen else None,
        sign=row.sign if seen else "",
        mine=row.taker_id == member_id,
    )
