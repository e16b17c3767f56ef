"""Ballots, open and secret, and the slip of a secret one."""

from pydantic import Field

from club.decisions.forms.filling import filled
from club.decisions.models.ballots import WHY_LENGTH
from club.decisions.rules.ballot import BALLOT_LENGTH, Ballot
from club.decisions.rules.marks import MARK_LENGTH, Change, Slip
from club.kit.forms import FormModel
from club.roles.rules.calls import MOST_CANDIDATES


class BallotForm(FormModel):
    """What somebody says on a ballot; which fields there are depends on the question.

    Args:
        choice: a word, or the letter of an option.
        places: a letter and its number in a ranking: ``b-1``.
        picks: letters of all one can live with; ``none`` for none of them.
        reason: why, in a round of consent.
    """

    choice: str = Field(default="", max_length=BALLOT_LENGTH)
    places: list[str] = Field(default=[], max_length=MOST_CANDIDATES + 1)
    picks: list[str] = Field(default=[], max_length=MOST_CANDIDATES + 1)
    reason: str = Field(default="", max_length=WHY_LENGTH)

    def said(self, ballot: Ballot) -> str:
        """Return what is said, in the one way in which it is written down.

        Raises:
            Invalid: it cannot be said on this ballot, with the field to mend.
        """
        return filled(ballot, self.choice, self.places, self.picks)


_SLIP = r"^[a-z2-7]{26}$"
_MARK = rf"^[A-Za-z2-7]{{{MARK_LENGTH}}}$"


class SecretBallotForm(BallotForm):
    """A ballot with the slip that was drawn with the page."""

    number: str = Field(pattern=_SLIP)
    change_key: str = Field(pattern=_SLIP)

    def slip(self) -> Slip:
        """Return the voter's slip."""
        return Slip(self.number, self.change_key)


class SecretChangeForm(SecretBallotForm):
    """Another choice and a new slip, opened by the old one; ``look`` asks for the ballot first."""

    mark: str = Field(pattern=_MARK)
    old_key: str = Field(max_length=80)
    look: bool = False

    def old_slip(self) -> tuple[str, str]:
        """Return the mark and the change key, however they were written by hand."""
        return self.mark.lower(), self.old_key.lower()

    def change(self, ballot: Ballot) -> Change:
        """Return the change.

        Raises:
            Invalid: this cannot be said on this ballot.
        """
        return Change(*self.old_slip(), self.said(ballot), self.slip(), self.reason)


class CheckForm(BallotForm):
    """The number on a slip, and the ballot it stands for."""

    number: str = Field(max_length=80)

    def typed(self) -> str:
        """Return the number in the letters of a slip, however it was written by hand."""
        return "".join(self.number.lower().split())
