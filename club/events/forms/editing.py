"""What a browser sends about a night that is changed, alone or with its series."""

from datetime import datetime
from typing import Annotated

from pydantic import Field
from pydantic import field_validator as check

from club.events.forms.planning import Online, PlaceRef, Places, Text, Title, Wall
from club.events.forms.rounds import RoundsForm
from club.events.models import TEXT_LENGTH, TITLE_LENGTH
from club.events.rules.edits import MOST_HOURS_BEFORE, Change, Scope, Terms
from club.events.rules.places import MOST_PLACES, Listed, NamesShown, PlaceShown
from club.events.rules.rhythms import Repeats, Rhythm
from club.events.rules.wishes import MOST_GUESTS
from club.kit.words import gettext as _


class EditForm(RoundsForm):
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
    count_shown: bool | None = None
    listed: Listed | None = None
    place_shown: PlaceShown | None = None
    content_note: Annotated[str, Field(max_length=TITLE_LENGTH)] = ""
    plan_b: Annotated[str, Field(max_length=TEXT_LENGTH)] = ""
    join_url: Online = ""
    repeats: Repeats | None = None
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
                count_shown=self.count_shown,
                listed=self.listed,
                place_shown=self.place_shown,
                content_note=self.content_note,
                plan_b=self.plan_b,
                join_url=self.join_url,
            ),
        )

    def rhythm(self) -> Rhythm | None:
        """Return how the series goes on; None if nothing was said about it."""
        if self.repeats is None:
            return None
        return Rhythm(self.repeats, self.weekdays(), self.until, self.times)
