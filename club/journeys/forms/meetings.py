"""When and where a meeting of all members is, and how many are there."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, NaiveDatetime

from club.decisions.models.meetings import PLACE_LENGTH, PURPOSE_LENGTH
from club.decisions.service.meetings import Day
from club.kit.forms import FormModel
from club.kit.words import gettext as _

MOST_PEOPLE = 5000
_SHORTEST = 5
_YEARS = range(2020, 2200)
_SHAPE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?")


def _on_the_wall(value: object) -> object:
    # A bare number would be read as seconds since 1970, which nobody means.
    if not isinstance(value, str) or not _SHAPE.fullmatch(value) or int(value[:4]) not in _YEARS:
        raise ValueError(_("Please write a date and time, like 2027-03-18 19:30."))
    return value


Wall = Annotated[NaiveDatetime, BeforeValidator(_on_the_wall)]


class DayForm(FormModel):
    """When and where; the time is by the clock on the club's wall."""

    starts: Wall
    place: str = Field(min_length=2, max_length=PLACE_LENGTH)

    def day(self) -> Day:
        """Return the day."""
        return Day(self.starts, self.place)


class YearlyForm(DayForm):
    """The yearly meeting, with its day."""

    purpose: str = Field(min_length=_SHORTEST, max_length=PURPOSE_LENGTH)


class ConfirmForm(FormModel):
    """The number that is confirmed."""

    present: int = Field(ge=1, le=MOST_PEOPLE)
