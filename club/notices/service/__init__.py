"""Acts of the room: telling, subscribing, sending, reading, choosing."""

from club.notices.service.posting import forget_about, post
from club.notices.service.subscribing import forget_member, forget_session

__all__ = ["forget_about", "forget_member", "forget_session", "post"]
