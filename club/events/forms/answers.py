"""What a browser sends with an answer, or an offer to help."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from club.events.models import NOTE_LENGTH
from club.events.rules.places import Part
from club.events.rules.seats import Want
from club.events.rules.wishes import MOST_PARTY, Asked, together
from club.events.service.terms import Details
from club.kit.forms import FormModel


class AnswerForm(FormModel):
    """An answer; ``back`` is the page it was given on, ``client_at`` when, if offline.

    ``more`` says that the form showed everything that goes with an answer, so that an empty box
    means no; without it, what is not sent stays as it was.
    """

    want: Want
    party: Annotated[int, Field(ge=1, le=MOST_PARTY)] | None = None
    named: bool | None = None
    more: bool = False
    fewer: bool = False
    asks: bool = False
    wishes: list[Asked] = []
    note: Annotated[str, Field(max_length=NOTE_LENGTH)] = ""
    client_at: AwareDatetime | None = None
    back: str = ""

    def details(self) -> Details:
        """Return what goes with the answer."""
        if not self.more:
            return Details(party=self.party, named=self.named, client_at=self.client_at)
        return Details(
            party=self.party,
            named=self.named,
            fewer=self.fewer,
            asks=self.asks,
            wishes=together(self.wishes),
            note=self.note,
            client_at=self.client_at,
        )


class HelpForm(FormModel):
    """An offer to host the night or open its door, or a step back from it."""

    part: Part = Part.DOOR
    offers: bool
