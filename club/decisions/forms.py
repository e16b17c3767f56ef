"""What browsers send, turned into the room's values."""

from enum import StrEnum

from pydantic import Field

from club.decisions.models.decision import BODY_LENGTH, QUESTION_LENGTH
from club.decisions.models.texts import COMMENT_LENGTH
from club.decisions.rules.effects import Effect, GrantRole, RecordOnly
from club.decisions.rules.marks import MARK_LENGTH, Change, Slip
from club.decisions.rules.proposals import Proposal
from club.decisions.rules.states import Choice
from club.kit.forms import FormModel

_QUESTION_MIN = 5


class Does(StrEnum):
    """What a new idea is to do, as chosen on the form."""

    RECORD = "record"
    GRANT_ROLE = "grant_role"


class ProposalForm(FormModel):
    """A new idea, or a draft changed by its author."""

    question: str = Field(min_length=_QUESTION_MIN, max_length=QUESTION_LENGTH)
    body: str = Field(default="", max_length=BODY_LENGTH)
    does: Does = Does.RECORD
    role: str = Field(default="", max_length=60)
    member: str = Field(default="", max_length=26)
    days: int = Field(default=0, ge=0, le=5000)

    def proposal(self, people: dict[str, int]) -> Proposal:
        """Return the proposal.

        Args:
            people: member ids by public name; somebody unknown is nobody (0).
        """
        effect: Effect = RecordOnly()
        if self.does is Does.GRANT_ROLE:
            effect = GrantRole(self.role, people.get(self.member, 0), self.days)
        return Proposal(" ".join(self.question.split()), self.body, effect)


class SupportForm(FormModel):
    """Which version of the words a member stands behind."""

    text: int = Field(ge=1, le=100_000)


class TalkForm(FormModel):
    """Something said about a question."""

    words: str = Field(min_length=1, max_length=COMMENT_LENGTH)


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
