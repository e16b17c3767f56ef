"""An idea, support for it, and talk."""

from enum import StrEnum

from pydantic import Field

from club.decisions.models.decision import BODY_LENGTH, QUESTION_LENGTH
from club.decisions.models.results import VIEW_LENGTH
from club.decisions.models.texts import COMMENT_LENGTH
from club.decisions.rules.effects import Effect, GrantRole, RecordOnly
from club.decisions.rules.proposals import Proposal, Words
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
    review: int = Field(default=0, ge=0, le=60)
    after: str = Field(default="", max_length=26)

    def proposal(self, people: dict[str, int]) -> Proposal:
        """Return the proposal.

        Args:
            people: member ids by public name; somebody unknown is nobody (0).
        """
        effect: Effect = RecordOnly()
        if self.does is Does.GRANT_ROLE:
            effect = GrantRole(self.role, people.get(self.member, 0), self.days)
        return Proposal(" ".join(self.question.split()), self.body, effect, self.review)


class WordsForm(FormModel):
    """Other words for a draft."""

    question: str = Field(min_length=_QUESTION_MIN, max_length=QUESTION_LENGTH)
    body: str = Field(default="", max_length=BODY_LENGTH)

    def words(self) -> Words:
        """Return the words."""
        return Words(" ".join(self.question.split()), self.body)


class SupportForm(FormModel):
    """Which version of the words a member stands behind."""

    text: int = Field(ge=1, le=100_000)


class ViewForm(FormModel):
    """What somebody wants to stand under a result."""

    view: str = Field(min_length=1, max_length=VIEW_LENGTH)
    sign: bool = False


class TalkForm(FormModel):
    """Something said about a question."""

    words: str = Field(min_length=1, max_length=COMMENT_LENGTH)
