"""What the room does by itself: forgetting."""

from datetime import datetime

from club.access.service import challenges, inviting, sessions, tries


async def forget_due(now: datetime) -> int:
    """Delete sessions, challenges, counts and invitations whose time is over."""
    over = [
        await sessions.sweep(now),
        await challenges.sweep(now),
        await tries.sweep(now),
        await inviting.sweep(now),
    ]
    return sum(over)
