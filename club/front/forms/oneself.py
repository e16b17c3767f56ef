"""What a member types about themselves, and a line of the record that they noted."""

import re
from enum import StrEnum

from pydantic import Field, field_validator

from club.kit.forms import FormModel
from club.kit.words import gettext as _
from club.members import rules
from club.roles.models import NOTE_LENGTH
from club.verify.chain import SHORT

_FINGERPRINT = re.compile(rf"[0-9a-f]{{{SHORT},64}}")


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


class Noted(FormModel):
    """A line of the record that somebody noted: its number, and how its fingerprint begins."""

    line: int = Field(ge=1, le=10**15)
    letters: str = Field(max_length=200)

    @field_validator("letters")
    @classmethod
    def _is_a_fingerprint(cls, typed: str) -> str:
        """Take it as it was written by hand."""
        letters = "".join(typed.lower().split())
        if not _FINGERPRINT.fullmatch(letters):
            raise ValueError(_("Please type eight letters or more, from 0 to 9 and a to f."))
        return letters


class Rest(StrEnum):
    """What a member wants of the club for now."""

    PAUSE = "pause"
    RESUME = "resume"


class Resting(FormModel):
    """Rest, or come back."""

    want: Rest


class Willing(StrEnum):
    """A holder's word about the time after their own."""

    YES = "yes"
    NO = "no"


class Caretaking(FormModel):
    """Whether a holder would look after the role a little longer, if nobody is chosen."""

    want: Willing


class NoteForm(FormModel):
    """A notebook as it shall stand, and the version its writer had before them."""

    words: str = Field(min_length=1, max_length=NOTE_LENGTH)
    after: int = Field(ge=0, le=100_000)
