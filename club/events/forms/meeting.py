"""What somebody says who would like to be met, and what whoever meets them answers."""

from datetime import date

from pydantic import Field, field_validator

from club.events.rules.meeting import SIGN_LENGTH, WEARING_LENGTH, Spot
from club.events.service.meeting import Asked
from club.kit.forms import FormModel
from club.kit.words import gettext as _
from club.members.rules import NAME_LENGTH, chosen_name

_DRAWN = r"^[A-Za-z0-9_-]{43}$"


class AskForm(FormModel):
    """A request to be met; ``token`` was drawn with the page."""

    secrets = frozenset({"token"})
    chosen = frozenset({"day"})

    token: str = Field(pattern=_DRAWN)
    day: date
    name: str = Field(max_length=NAME_LENGTH)
    spot: Spot = Spot.DOOR
    wearing: str = Field(default="", max_length=WEARING_LENGTH)
    no_questions: bool = False

    @field_validator("name")
    @classmethod
    def _can_be_said(cls, typed: str) -> str:
        """Keep what others can read of it."""
        name = chosen_name(typed)
        if not name:
            raise ValueError(_("Please write a name, or any word we can call you by."))
        return name

    def asked(self) -> Asked:
        """Return what is asked for."""
        return Asked(self.day, self.name, self.spot, self.wearing, self.no_questions)


class DayForm(FormModel):
    """Another day to be met on."""

    chosen = frozenset({"day"})

    day: date


class TakeForm(FormModel):
    """A yes, and how to know who says it."""

    sign: str = Field(max_length=SIGN_LENGTH)
