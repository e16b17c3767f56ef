"""What a browser sends about what a night needs."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from club.events.models import AREA_LENGTH
from club.events.rules.slots import MOST_NEEDED, MOST_SEATS, SlotKind, is_area
from club.kit.forms import FormModel
from club.kit.words import gettext as _

_THING_LENGTH = 80


class TakeForm(FormModel):
    """How many a member wants in all; 0 gives everything back."""

    n: Annotated[int, Field(ge=0, le=MOST_NEEDED)]


class NeedForm(FormModel):
    """Something to bring, or something to help with."""

    kind: Literal[SlotKind.BRING, SlotKind.HELP]
    title: Annotated[str, Field(max_length=_THING_LENGTH)]
    need: Annotated[int, Field(ge=1, le=MOST_NEEDED)] = 1


class LiftForm(FormModel):
    """Seats in a car, and the part of town it starts from."""

    area: Annotated[str, Field(max_length=AREA_LENGTH)]
    seats: Annotated[int, Field(ge=1, le=MOST_SEATS)]

    @field_validator("area")
    @classmethod
    def _no_address(cls, area: str) -> str:
        if not is_area(area):
            raise ValueError(_("Please name a part of town or a bus stop, not an address."))
        return area
