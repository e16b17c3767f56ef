"""What browsers send about stories."""

from typing import Annotated

from pydantic import Field

from club.kit.forms import FormModel
from club.stories.models import (
    ABOUT_LENGTH,
    MEANING_LENGTH,
    NAME_LENGTH,
    NOTE_LENGTH,
    WORDS_LENGTH,
)
from club.stories.rules import Level
from club.stories.service import Told


class TellingForm(FormModel):
    """One telling; everything in it may be left out."""

    words: Annotated[str, Field(max_length=WORDS_LENGTH)] = ""
    meaning: Annotated[str, Field(max_length=MEANING_LENGTH)] = ""
    content_note: Annotated[str, Field(max_length=NOTE_LENGTH)] = ""

    def told(self) -> Told:
        """Return it as a value."""
        return Told(self.words, self.meaning, self.content_note)


class ObjectForm(TellingForm):
    """An object with its first telling; only a name is needed."""

    name: Annotated[str, Field(max_length=NAME_LENGTH)]
    about: Annotated[str, Field(max_length=ABOUT_LENGTH)] = ""


class LevelForm(FormModel):
    """Who may see a telling."""

    level: Level
