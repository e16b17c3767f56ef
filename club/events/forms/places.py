"""What a browser sends about a place."""

from datetime import date
from typing import Annotated

from pydantic import Field, field_validator

from club.events.forms.planning import Text, Title, Told
from club.events.models import WORDS_LENGTH
from club.events.rules.places import Fact
from club.events.rules.plans import PlacePlan
from club.events.rules.spots import spot
from club.events.service import places
from club.kit.forms import FormModel
from club.kit.words import gettext as _

Words = Annotated[str, Field(max_length=WORDS_LENGTH)]


class PlaceForm(FormModel):
    """What members read about a place."""

    place_name: Title
    how_to_find: Text = ""
    steps: Told = ""
    toilet: Told = ""
    quiet: Told = ""
    light: Told = ""
    noise: Told = ""
    travel: Told = ""
    plan_b: Text = ""
    keys: Words = ""
    booked_until: date | None = None
    spot: Words = ""

    @field_validator("spot")
    @classmethod
    def _on_a_map(cls, words: str) -> str:
        kept = spot(words) if words else ""
        if kept is None:
            raise ValueError(_("Please copy two numbers from a map, like 53.3478, -6.2597."))
        return kept

    def told(self) -> places.Told:
        """Return what is told."""
        facts = {about: str(getattr(self, about.value)) for about in Fact}
        said = {about: words for about, words in facts.items() if words}
        return places.Told(
            PlacePlan(self.place_name, self.how_to_find, said),
            self.plan_b,
            self.keys,
            self.booked_until,
            self.spot,
        )


class PhotoForm(FormModel):
    """What is on a picture, for whoever cannot see it; the picture comes beside it."""

    says: Words
