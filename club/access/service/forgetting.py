"""Forgetting how a member got in, when they leave."""

from datetime import datetime

from club.access.models import Passkey, Passphrase
from club.access.service import inviting, sessions
from club.kit.db import transaction


async def forget_member(member_id: int, *, now: datetime) -> None:
    """End a member's sessions and open invitations, and delete their keys and private name."""
    async with transaction():
        await Passphrase.filter(member_id=member_id).delete()
        await Passkey.filter(member_id=member_id).delete()
        await inviting.withdraw_all(member_id, now=now)
        await sessions.end_all(member_id)
