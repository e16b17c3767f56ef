"""The way out: the only part of Club that speaks to other servers."""

from club.notices.gateway.pusher import Pusher, Target

__all__ = ["Pusher", "Target"]
