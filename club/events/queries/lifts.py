"""The night to which somebody offers a lift."""

from dataclasses import dataclass
from datetime import datetime

from club.events.models import Night
from club.kit.errors import NotFound
from club.kit.words import gettext as _


@dataclass(frozen=True, slots=True)
class LiftPage:
    """The night somebody offers a lift to."""

    ref: str
    title: str
    starts_at: datetime
    open: bool


async def lift_page(night_ref: str, *, now: datetime) -> LiftPage:
    """Return what to say above the offer of a lift.

    Raises:
        NotFound: there is no such night.
    """
    night = await Night.get_or_none(ref=night_ref)
    if night is None:
        raise NotFound(_("That night is not on the calendar."))
    is_open = night.cancelled_at is None and night.ends_at > now
    return LiftPage(night.ref, night.title, night.starts_at, is_open)
