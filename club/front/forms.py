"""What a member types about themselves, and where a page of the record begins."""

from enum import StrEnum

from pydantic import Field, field_validator

from club.kit.forms import FormModel
from club.kit.tokens import REF_LENGTH
from club.kit.words import gettext as _
from club.members import rules


class Name(FormModel):
    """The name others see."""

    name: str = Field(max_length=rules.NAME_LENGTH)

    @field_validator("name")
    @classmethod
    def _can_be_read(cls, typed: str) -> str:
        """Keep what others can see of it."""
        name = rules.chosen_name(typed)
        if not name:
            raise ValueError(_("Please choose a name with at least one letter."))
        return name


class Rest(StrEnum):
    """What a member wants of the club for now."""

    PAUSE = "pause"
    RESUME = "resume"


class Resting(FormModel):
    """Rest, or come back."""

    want: Rest


class SteppingBack(FormModel):
    """The mandate that is laid down."""

    mandate: str = Field(max_length=REF_LENGTH)
