"""Nights as files: one night, or all that a member answered."""

from club.events.models import Night
from club.events.queries import mine
from club.events.queries.entries import ROW, Site, entry, public
from club.events.rules.calendars import Detail, Mine
from club.events.rules.places import Listed
from club.kit.errors import NotFound
from club.kit.ics.entry import Entry
from club.kit.words import gettext as _


async def night(ref: str, member_id: int, site: Site, detail: Detail) -> Entry:
    """Return one night for a member's calendar.

    Raises:
        NotFound: there is no such night.
    """
    rows = await Night.filter(ref=ref).limit(1).values(*ROW)
    if not rows:
        raise NotFound(_("That night is not on the calendar."))
    said = await mine.answers(member_id, rows)
    return entry(rows[0], said.get(rows[0]["id"], Mine.NONE), site, detail)


async def public_night(ref: str, site: Site) -> Entry | None:
    """Return one night for a stranger; None for an unknown night and for one that is not public."""
    rows = await Night.filter(ref=ref, listed=Listed.PUBLIC).limit(1).values(*ROW)
    return public(rows[0], site) if rows else None
