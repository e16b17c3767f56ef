"""Acts of the room: telling, subscribing, sending, reading, choosing."""

from club.notices.service.posting import post
from club.notices.service.subscribing import forget_member, forget_session

__all__ = ["forget_member", "forget_session", "post"]
