"""What a holder, or whoever they asked to act for them, sends."""

from enum import StrEnum

from pydantic import Field

from club.kit.forms import FormModel
from club.kit.tokens import REF_LENGTH
from club.roles.rules.calls import STATEMENT_LENGTH

_WEEKS_MOST = 999
"""More than any leave; how many may be is said by the club's rules."""


class SteppingBack(FormModel):
    """The mandate that is laid down."""

    mandate: str = Field(max_length=REF_LENGTH)


class LeaveForm(FormModel):
    """Who shall act, and for how many weeks."""

    deputy: str = Field(max_length=REF_LENGTH)
    weeks: int = Field(ge=1, le=_WEEKS_MOST)


class Said(StrEnum):
    """An answer."""

    YES = "yes"
    NO = "no"


class AnswerForm(FormModel):
    """A yes or no to one question."""

    request: str = Field(max_length=REF_LENGTH)
    choice: Said


class StandingForm(FormModel):
    """What somebody who stands says of it; it may be nothing."""

    statement: str = Field(default="", max_length=STATEMENT_LENGTH)


class NamingForm(FormModel):
    """Whom a member would like to see in a role."""

    member: str = Field(max_length=REF_LENGTH)
