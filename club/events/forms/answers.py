"""What a browser sends with an answer, or an offer to help."""

from pydantic import AwareDatetime

from club.events.rules.seats import Want
from club.kit.forms import FormModel


class AnswerForm(FormModel):
    """An answer; ``back`` is the page it was given on, ``client_at`` when, if offline."""

    want: Want
    named: bool | None = None
    client_at: AwareDatetime | None = None
    back: str = ""


class DoorForm(FormModel):
    """An offer to open the door, or a step back from it."""

    offers: bool
