"""What the club has agreed about telling: kinds, times, addresses, retries. Pure."""

from club.notices.rules.notice import Category, Notice

__all__ = ["Category", "Notice"]
