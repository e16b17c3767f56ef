"""What a member types about themselves, and where a page of the record begins."""

import re
from enum import StrEnum

from pydantic import Field, field_validator

from club.charter import messages
from club.charter.rules import Clause, Kind, meant
from club.decisions.models.decision import BODY_LENGTH, QUESTION_LENGTH
from club.decisions.rules.effects import SetRule
from club.decisions.rules.proposals import Proposal
from club.kit.errors import Invalid
from club.kit.forms import FormModel
from club.kit.tokens import REF_LENGTH
from club.kit.words import gettext as _
from club.members import rules
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


class ClauseChange(FormModel):
    """What a rule shall say instead, why, and when the club looks at it again."""

    value: str = Field(max_length=60)
    body: str = Field(default="", max_length=BODY_LENGTH)
    review: int = Field(ge=1, le=60)
    version: int = Field(ge=0, le=100_000)

    def proposal(self, clause: Clause) -> Proposal:
        """Return the change as an idea to bring to the club.

        Raises:
            Invalid: what was written is no value for this rule.
        """
        value = meant(clause, self.value)
        if value is None:
            raise Invalid(_unread(clause), "value")
        asks = _("Shall our rule say “{value}”? {meaning}").format(
            value=messages.said(clause, value), meaning=_(clause.meaning)
        )
        effect = SetRule(clause.key, self.version, value, self.review)
        return Proposal(shortened(asks, QUESTION_LENGTH), self.body, effect)


def shortened(words: str, most: int) -> str:
    """Return words as they are, or cut so that they fit.

    >>> shortened("a long question", 8)
    'a long …'
    """
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _unread(clause: Clause) -> str:
    if clause.kind is Kind.NUMBER:
        return _("Please write a number, like 12.")
    return _("Please choose one of these.")


class Reasons(FormModel):
    """Why a role shall be taken back: how it was done, and nothing else."""

    body: str = Field(min_length=10, max_length=BODY_LENGTH)


class MandateReasons(Reasons):
    """Whose mandate, and why."""

    mandate: str = Field(max_length=REF_LENGTH)


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


class SteppingBack(FormModel):
    """The mandate that is laid down."""

    mandate: str = Field(max_length=REF_LENGTH)
