"""Ballots, open and secret, and the slip of a secret one."""

from pydantic import Field

from club.decisions.rules.marks import MARK_LENGTH, Change, Slip
from club.decisions.rules.states import Choice
from club.kit.forms import FormModel


class BallotForm(FormModel):
    """One choice."""

    choice: Choice


_SLIP = r"^[a-z2-7]{26}$"
_MARK = rf"^[A-Za-z2-7]{{{MARK_LENGTH}}}$"


class SecretBallotForm(FormModel):
    """One choice, with the slip that was drawn with the page."""

    choice: Choice
    number: str = Field(pattern=_SLIP)
    change_key: str = Field(pattern=_SLIP)

    def slip(self) -> Slip:
        """Return the voter's slip."""
        return Slip(self.number, self.change_key)


class SecretChangeForm(SecretBallotForm):
    """Another choice and a new slip, opened by the old one."""

    mark: str = Field(pattern=_MARK)
    old_key: str = Field(max_length=80)

    def change(self) -> Change:
        """Return the change, with what was written by hand in the letters of a slip."""
        return Change(self.mark.lower(), self.old_key.lower(), self.choice, self.slip())


class CheckForm(FormModel):
    """The number on a slip, and the choice it stands for."""

    choice: Choice
    number: str = Field(max_length=80)

    def typed(self) -> str:
        """Return the number in the letters of a slip, however it was written by hand."""
        return "".join(self.number.lower().split())
