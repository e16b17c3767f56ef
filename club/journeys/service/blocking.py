"""Not wanting to meet somebody here: hidden from each other, with no trust left between them."""

from datetime import datetime

from club.events.service import checking, proxies
from club.kit.db import transaction
from club.kit.errors import Invalid
from club.kit.words import gettext as _
from club.members import queries, service


async def block(member_id: int, other_ref: str, *, now: datetime) -> None:
    """Hide two members from each other at the wish of one; doing it again changes nothing.

    Neither answers for the other any more, nor checks on the other. Nobody is told.

    Raises:
        Invalid: this is nobody who belongs, or the member themself.
    """
    other = await queries.by_ref(other_ref)
    if other is None:
        raise Invalid(_("Please choose a member from the list."), "member")
    async with transaction():
        await service.block(member_id, other.id, now=now)
        await proxies.part(member_id, other.id)
        await checking.part(member_id, other.id)


async def unblock(member_id: int, other_ref: str) -> None:
    """Take that back; what ended between them stays ended. Nothing happens if it did not stand."""
    other = await queries.by_ref(other_ref)
    if other is not None:
        await service.unblock(member_id, other.id)
