"""What a browser sends about how a night comes back: the part that planning and changing share."""

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic import field_validator as check

from club.events.rules.series import MOST_TIMES, WEEK
from club.kit.forms import FormModel
from club.kit.words import gettext as _

_SHAPE = re.compile(r"\d{4}-\d\d-\d\d")


def _of_the_calendar(value: object) -> object:
    # A bare number would be read as seconds since 1970, which nobody means.
    if isinstance(value, str) and not _SHAPE.fullmatch(value):
        raise ValueError(_("Please write a date, like 2027-03-18."))
    return value


class RoundsForm(FormModel):
    """On which days of the week, and until when or how often."""

    days: list[Annotated[int, Field(ge=0, lt=WEEK)]] = []
    until: Annotated[date, BeforeValidator(_of_the_calendar)] | None = None
    times: Annotated[int, Field(ge=1, le=MOST_TIMES)] | None = None

    @check("times")
    @classmethod
    def _one_end(cls, times: int | None, info: ValidationInfo) -> int | None:
        if times is not None and info.data.get("until") is not None:
            raise ValueError(_("Please give a last day, or how many nights, but not both."))
        return times

    def weekdays(self) -> tuple[int, ...]:
        """Return the days of the week, Monday is 0."""
        return tuple(sorted(set(self.days)))
