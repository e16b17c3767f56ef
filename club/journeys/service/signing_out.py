"""Signing out, so that nothing of the member stays with the browser."""

from club.access.models import Session
from club.kit.db import transaction
from club.notices import service as notices


async def sign_out(session: Session) -> None:
    """End a session and the messages that went to its browser."""
    async with transaction():
        await Session.filter(id=session.id).delete()
        await notices.forget_session(session.id)
