"""What a member wants of their phones."""

from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import Field

from club.kit.forms import FormModel
from club.notices.rules import Category
from club.notices.rules.quiet import FOR_EVER, SWITCHES, Wishes

HOURS = 24


class Pause(StrEnum):
    """How long everything is paused from now on; ``KEEP`` leaves it as it is."""

    NO = "no"
    KEEP = "keep"
    DAY = "day"
    WEEK = "week"
    EVER = "ever"


_SPANS = {
    Pause.DAY: timedelta(days=1),
    Pause.WEEK: timedelta(days=7),
    Pause.EVER: FOR_EVER,
}


class Wanted(FormModel):
    """The settings page."""

    on: list[Category] = Field(default_factory=list)
    quiet_from: int = Field(ge=0, lt=HOURS)
    quiet_to: int = Field(ge=0, lt=HOURS)
    pause: Pause = Pause.KEEP

    def wishes(self, before: Wishes, *, now: datetime) -> Wishes:
        """Return the wishes, in the light of what they were."""
        until = now + _SPANS[self.pause] if self.pause in _SPANS else None
        return Wishes(
            quiet_from=self.quiet_from,
            quiet_to=self.quiet_to,
            paused_until=before.paused_until if self.pause is Pause.KEEP else until,
            off=frozenset(SWITCHES) - frozenset(self.on),
        )


class Allowed(FormModel):
    """What one lock screen may say."""

    level: int = Field(ge=0, le=2)
