"""What a browser sends about a member's own calendars."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from club.events.models import LABEL_LENGTH
from club.events.rules.calendars import Detail, Which
from club.events.service.feeds import CalendarWish
from club.kit.forms import FormModel

_LEVELS = {str(each.value): each for each in Detail}


def _level(value: object) -> object:
    return _LEVELS.get(value, value) if isinstance(value, str) else value


class CalendarForm(FormModel):
    """A calendar to let in."""

    label: Annotated[str, Field(max_length=LABEL_LENGTH)]
    detail: Annotated[Detail, BeforeValidator(_level)] = Detail.NEUTRAL
    which: Which = Which.MINE

    def wish(self) -> CalendarWish:
        """Return what is asked for."""
        return CalendarWish(self.label, self.detail, self.which)
