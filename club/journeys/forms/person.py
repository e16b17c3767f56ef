"""The form by which somebody comes in: as a founder or by an invitation."""

from typing import ClassVar

from pydantic import Field, field_validator

from club.access import rules
from club.kit.forms import FormModel
from club.kit.words import gettext as _
from club.members.rules import chosen_name

CHOSEN_NAME_MAX = 40
TYPED_AT_MOST = 1000


class Person(FormModel):
    """The name others will see, the private name to sign in with, the passphrase, the yes."""

    secrets: ClassVar[frozenset[str]] = frozenset({"passphrase"})

    name: str = Field(max_length=CHOSEN_NAME_MAX)
    sign_in_name: str = Field(min_length=rules.SIGN_IN_NAME_MIN, max_length=rules.SIGN_IN_NAME_MAX)
    passphrase: str = Field(min_length=rules.PASSPHRASE_MIN, max_length=TYPED_AT_MOST)
    shared: bool = False
    agreed: bool = Field(default=False, validate_default=True)

    @field_validator("name")
    @classmethod
    def _can_be_read(cls, typed: str) -> str:
        """Keep what others can see of it."""
        name = chosen_name(typed)
        if not name:
            raise ValueError(_("Please choose a name with at least one letter."))
        return name

    @field_validator("agreed")
    @classmethod
    def _said_yes(cls, agreed: bool) -> bool:  # noqa: FBT001  # pydantic hands it over alone
        """Take only a yes."""
        if not agreed:
            raise ValueError(_("Please say yes to this, or do not join yet."))
        return agreed

    @field_validator("sign_in_name")
    @classmethod
    def _still_long_enough(cls, typed: str) -> str:
        """Measure the name as it will be kept."""
        kept = rules.sign_in_name(typed)
        if not rules.SIGN_IN_NAME_MIN <= len(kept) <= rules.SIGN_IN_NAME_MAX:
            raise ValueError(_("Please choose a name of 3 to 60 letters."))
        return kept
