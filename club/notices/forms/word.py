"""A word to the whole club."""

from pydantic import Field

from club.kit.forms import FormModel
from club.notices.rules.notice import BODY_LENGTH, TITLE_LENGTH


class Word(FormModel):
    """Title, text, and whether the sender has seen what will be shown."""

    title: str = Field(max_length=TITLE_LENGTH)
    body: str = Field(max_length=BODY_LENGTH)
    sure: bool = False
