"""The forms for a member's own ways in."""

from typing import ClassVar

from pydantic import Field

from club.access import rules
from club.access.forms.signing_in import ANSWER_AT_MOST, TYPED_AT_MOST
from club.kit.forms import FormModel


class NewPassphrase(FormModel):
    """A new passphrase; what makes it good is a rule, not a matter of the form."""

    secrets: ClassVar[frozenset[str]] = frozenset({"passphrase"})

    passphrase: str = Field(min_length=rules.PASSPHRASE_MIN, max_length=TYPED_AT_MOST)


class PasskeyAnswer(FormModel):
    """What a passkey answered."""

    secrets: ClassVar[frozenset[str]] = frozenset({"answer"})

    answer: str = Field(max_length=ANSWER_AT_MOST)
    next: str = Field(default="", max_length=TYPED_AT_MOST)
