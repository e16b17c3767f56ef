"""An invitation: how long it is good, and how many a member may have open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

INVITATION_FOR = timedelta(days=7)
OPEN_INVITATIONS = 3


@dataclass(frozen=True, slots=True)
class Promise:
    """What matters about an invitation for using it."""

    expires_at: datetime
    used_at: datetime | None
    withdrawn_at: datetime | None

    def holds(self, now: datetime) -> bool:
        """Tell whether somebody may still join with it."""
        return self.used_at is None and self.withdrawn_at is None and now < self.expires_at
