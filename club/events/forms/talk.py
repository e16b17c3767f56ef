"""What a browser sends with what is said at a night."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from club.events.rules.talk import LONGEST, NOTE_LENGTH, Reason, To
from club.kit.forms import FormModel
from club.kit.words import gettext as _

Words = Annotated[str, Field(max_length=LONGEST)]


class CommentForm(FormModel):
    """A comment, and what it mentions."""

    words: Words
    content_note: Annotated[str, Field(max_length=NOTE_LENGTH)] = ""


class WordForm(FormModel):
    """A host's word, whom it is for, and whether its sender has seen what phones will show."""

    to: list[Literal["coming", "maybe", "waiting"]] = Field(default=[], validate_default=True)
    body: Words
    sure: bool = False

    @field_validator("to")
    @classmethod
    def _to_somebody(cls, to: list[str]) -> list[str]:
        if not to:
            raise ValueError(_("Please choose who should get it."))
        return to

    def audience(self) -> To:
        """Return whom it is for."""
        return To(sum({To[each.upper()].value for each in self.to}))


class ReasonForm(FormModel):
    """Why others should look at a text."""

    reason: Reason
