"""The sheet on which a host writes to those who answered."""

from dataclasses import dataclass
from datetime import datetime

from club.events import messages
from club.events.messages import around as around_words
from club.events.models import Night
from club.events.queries.hosting import may_host
from club.kit.errors import NotAllowed, NotFound
from club.kit.words import gettext as _
from club.notices.messages.lockscreen import Screen
from club.notices.queries.devices import examples
from club.notices.queries.house import house


@dataclass(frozen=True, slots=True)
class WordPage:
    """A word that is being written.

    Args:
        screens: what lock screens will show of it, each look once.
        look: it has been written, so its sender looks at the screens now.
        open: the night is not over.
    """

    ref: str
    title: str
    starts_at: datetime
    screens: tuple[Screen, ...]
    look: bool
    open: bool


async def word_page(
    night_ref: str, member_id: int, body: str, *, look: bool, now: datetime
) -> WordPage:
    """Return the sheet.

    Raises:
        NotFound: there is no such night.
        NotAllowed: this member does not look after it.
    """
    night = await Night.get_or_none(ref=night_ref)
    if night is None:
        raise NotFound(_("That night is not on the calendar."))
    if not await may_host(night.id, member_id, now=now):
        raise NotAllowed(_("This is for those who look after the night."))
    told = messages.Told(night.ref, night.title, night.starts_at)
    screens = examples(await house(now), now, around_words.word(told, body, "draft"))
    return WordPage(
        ref=night.ref,
        title=night.title,
        starts_at=night.starts_at,
        screens=tuple(dict.fromkeys(screens)),
        look=look,
        open=night.ends_at > now,
    )
