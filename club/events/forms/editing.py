"""What a browser sends about a night that is changed, alone or with its series."""

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic import field_validator as check

from club.events.forms.planning import PlaceRef, Places, Text, Title, Wall
from club.events.models import TEXT_LENGTH, TITLE_LENGTH
from club.events.rules.edits import MOST_HOURS_BEFORE, Change, Rhythm, Scope, Terms
from club.events.rules.places import MOST_PLACES, Listed, NamesShown, PlaceShown
from club.events.rules.plans import Repeats
from club.events.rules.series import MOST_TIMES
from club.events.rules.wishes import MOST_GUESTS
from club.kit.forms import FormModel
from club.kit.words import gettext as _

_SHAPE = re.compile(r"\d{4}-\d\d-\d\d")


def _of_the_calendar(value: object) -> object:
    # A bare number would be read as seconds since 1970, which nobody means.
    if isinstance(value, str) and not _SHAPE.fullmatch(value):
        raise ValueError(_("Please write a date, like 2027-03-18."))
    return value


Day = Annotated[date, BeforeValidator(_of_the_calendar)]
Weekday = Annotated[int, Field(ge=0, le=6)]


class EditForm(FormModel):
    """What may change about a night while answers stand, and for which nights it is meant."""

    title: Title
    text: Text = ""
    place: PlaceRef = ""
    places: Places | None = None
    starts: Wall | None = None
    ends: Wall | None = None
    guests_most: Annotated[int, Field(ge=0, le=MOST_GUESTS)] | None = None
    first_timers: Annotated[int, Field(ge=0, le=MOST_PLACES)] | None = None
    answer_hours: Annotated[int, Field(ge=0, le=MOST_HOURS_BEFORE)] | None = None
    names_shown: NamesShown | None = None
    listed: Listed | None = None
    place_shown: PlaceShown | None = None
    content_note: Annotated[str, Field(max_length=TITLE_LENGTH)] = ""
    plan_b: Annotated[str, Field(max_length=TEXT_LENGTH)] = ""
    repeats: Repeats | None = None
    days: list[Weekday] = []
    until: Day | None = None
    times: Annotated[int, Field(ge=1, le=MOST_TIMES)] | None = None
    scope: Scope = Scope.ONLY

    @check("starts", "ends")
    @classmethod
    def _to_the_minute(cls, value: datetime | None) -> datetime | None:
        return value and value.replace(second=0, microsecond=0)

    @check("repeats")
    @classmethod
    def _comes_back(cls, repeats: Repeats | None) -> Repeats | None:
        if repeats is Repeats.ONCE:
            raise ValueError(_("To end a series, use the button further down."))
        return repeats

    @check("times")
    @classmethod
    def _one_end(cls, times: int | None, info: ValidationInfo) -> int | None:
        if times is not None and info.data.get("until") is not None:
            raise ValueError(_("Please give a last day, or how many nights, but not both."))
        return times

    def change(self) -> Change:
        """Return what the nights are to be."""
        return Change(
            title=self.title,
            text=self.text,
            place=self.place or None,
            places=self.places,
            starts=self.starts,
            ends=self.ends,
            terms=Terms(
                guests_most=self.guests_most,
                first_timers=self.first_timers,
                answer_hours=self.answer_hours,
                names_shown=self.names_shown,
                listed=self.listed,
                place_shown=self.place_shown,
                content_note=self.content_note,
                plan_b=self.plan_b,
            ),
        )

    def rhythm(self) -> Rhythm | None:
        """Return how the series goes on; None if nothing was said about it."""
        if self.repeats is None:
            return None
        return Rhythm(self.repeats, tuple(sorted(set(self.days))), self.until, self.times)
