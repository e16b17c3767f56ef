"""What a browser sends about a night that is planned, changed or called off."""

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, NaiveDatetime, ValidationInfo
from pydantic import field_validator as check

from club.events.forms.rounds import RoundsForm
from club.events.models import TEXT_LENGTH, TITLE_LENGTH
from club.events.rules.online import ADDRESS_LENGTH, address
from club.events.rules.places import MOST_PLACES, Fact, Listed, NamesShown, PlaceShown
from club.events.rules.plans import LONGEST, PlacePlan, Plan
from club.events.rules.rhythms import Repeats
from club.kit.forms import FormModel
from club.kit.tokens import REF_LENGTH
from club.kit.words import gettext as _

NEW_PLACE = "new"
_FACT_LENGTH = 300
_WORDS_LENGTH = 500
_SHAPE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?")


def _on_the_wall(value: object) -> object:
    # A bare number would be read as seconds since 1970, which nobody means.
    if isinstance(value, str) and not _SHAPE.fullmatch(value):
        raise ValueError(_("Please write a date and time, like 2027-03-18 19:30."))
    return value


def _of_the_web(words: str) -> str:
    kept = address(words) if words else ""
    if kept is None:
        raise ValueError(_("Please copy the whole address. It begins with https://"))
    return kept


Wall = Annotated[NaiveDatetime, BeforeValidator(_on_the_wall)]
Title = Annotated[str, Field(max_length=TITLE_LENGTH)]
Text = Annotated[str, Field(max_length=TEXT_LENGTH)]
Told = Annotated[str, Field(max_length=_FACT_LENGTH)]
PlaceRef = Annotated[str, Field(max_length=REF_LENGTH)]
Online = Annotated[str, Field(max_length=ADDRESS_LENGTH), AfterValidator(_of_the_web)]
Places = Annotated[int, Field(ge=1, le=MOST_PLACES)]


class CancelForm(FormModel):
    """Words for those who wanted to come."""

    words: Annotated[str, Field(max_length=_WORDS_LENGTH)] = ""


class DraftForm(RoundsForm):
    """A night or a series, and perhaps a place that is new to the club.

    From a draft, for a copy may be as closed as the night it comes from.
    """

    title: Title
    starts: Wall
    ends: Wall
    repeats: Repeats = Repeats.ONCE
    place: PlaceRef = ""
    place_name: Annotated[str, Field(max_length=TITLE_LENGTH, validate_default=True)] = ""
    how_to_find: Annotated[str, Field(max_length=TEXT_LENGTH)] = ""
    steps: Told = ""
    toilet: Told = ""
    quiet: Told = ""
    light: Told = ""
    noise: Told = ""
    travel: Told = ""
    places: Places | None = None
    names_shown: NamesShown = NamesShown.COMING
    count_shown: bool = True
    listed: Listed = Listed.MEMBERS
    place_shown: PlaceShown = PlaceShown.MEMBERS
    join_url: Online = ""
    text: Text = ""

    @check("starts", "ends")
    @classmethod
    def _to_the_minute(cls, value: datetime) -> datetime:
        return value.replace(second=0, microsecond=0)

    @check("ends")
    @classmethod
    def _after_the_start(cls, ends: datetime, info: ValidationInfo) -> datetime:
        starts = info.data.get("starts")
        if starts is not None and ends <= starts:
            raise ValueError(_("The end is before the start. Please choose a later end."))
        if starts is not None and ends - starts > LONGEST:
            raise ValueError(_("A night lasts a day at most. Please choose an earlier end."))
        return ends

    @check("place_name")
    @classmethod
    def _named_if_new(cls, name: str, info: ValidationInfo) -> str:
        if info.data.get("place") == NEW_PLACE and not name:
            raise ValueError(_("Please write the name of the place."))
        return name

    def plan(self) -> Plan:
        """Return what is asked for."""
        return Plan(
            title=self.title,
            starts=self.starts,
            ends=self.ends,
            text=self.text,
            place=self._place(),
            places=self.places,
            repeats=self.repeats,
            days=self.weekdays(),
            until=self.until,
            times=self.times,
            names_shown=self.names_shown,
            count_shown=self.count_shown,
            listed=self.listed,
            place_shown=self.place_shown,
            join_url=self.join_url,
        )

    def _place(self) -> str | PlacePlan | None:
        if self.place != NEW_PLACE:
            return self.place or None
        facts = {about: str(getattr(self, about.value)) for about in Fact}
        told = {about: words for about, words in facts.items() if words}
        return PlacePlan(self.place_name, self.how_to_find, told)


class NightForm(DraftForm):
    """The same for a night that is planned anew: for members, or for everybody."""

    listed: Literal[Listed.MEMBERS, Listed.PUBLIC] = Listed.MEMBERS
    place_shown: Literal[PlaceShown.MEMBERS, PlaceShown.PUBLIC] = PlaceShown.MEMBERS
