"""What the room does by itself: forgetting."""

from datetime import datetime

from club.access.service import inviting, passkeys, sessions, tries


async def forget_due(now: datetime) -> int:
    """Delete sessions, challenges, counts and invitations whose time is over."""
    over = [
        await sessions.sweep(now),
        await passkeys.sweep(now),
        await tries.sweep(now),
        await inviting.sweep(now),
    ]
    return sum(over)
