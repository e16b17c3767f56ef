"""Opening letters. When and whether a letter was read is told to nobody."""

from datetime import datetime

from club.kit.db import claim, transaction
from club.kit.errors import NotFound
from club.notices.models import Letter


async def open_letter(ref: str, member_id: int, *, now: datetime) -> str:
    """Take a letter as read; return the page it leads to.

    Raises:
        NotFound: no such letter in this member's inbox.
    """
    mine = Letter.filter(ref=ref, member_id=member_id)
    async with transaction():
        await claim(mine.filter(read_at=None), read_at=now)
        letter = await mine.first().select_related("message")
    if letter is None:
        raise NotFound
    return letter.message.path


async def open_all(member_id: int, *, now: datetime) -> None:
    """Take the whole inbox as read: its owner has looked at it."""
    async with transaction():
        await Letter.filter(member_id=member_id, read_at=None).update(read_at=now)
