"""An idea, support for it, and talk."""

from enum import StrEnum

from pydantic import Field

from club.decisions.models.decision import BODY_LENGTH, QUESTION_LENGTH
from club.decisions.models.results import VIEW_LENGTH
from club.decisions.models.subjects import REPLY_LENGTH
from club.decisions.models.texts import COMMENT_LENGTH
from club.decisions.rules.effects import Advise, Agree, Choose, Effect, GrantRole, RecordOnly
from club.decisions.rules.proposals import Proposal, Words
from club.decisions.rules.states import Method
from club.kit.forms import FormModel

_QUESTION_MIN = 5


class Does(StrEnum):
    """What a new idea is to do, as chosen on the form."""

    RECORD = "record"
    AGREE = "agree"
    RANK = "rank"
    APPROVE = "approve"
    ADVISE = "advise"
    GRANT_ROLE = "grant_role"
    KEEP = "keep"


class ProposalForm(FormModel):
    """A new idea, or a draft changed by its author."""

    question: str = Field(min_length=_QUESTION_MIN, max_length=QUESTION_LENGTH)
    body: str = Field(default="", max_length=BODY_LENGTH)
    does: Does = Does.RECORD
    role: str = Field(default="", max_length=60)
    member: str = Field(default="", max_length=26)
    days: int = Field(default=0, ge=0, le=5000)
    options: str = Field(default="", max_length=2000)
    review: int = Field(default=0, ge=0, le=60)
    after: str = Field(default="", max_length=26)

    def proposal(self, people: dict[str, int], kept: Effect | None = None) -> Proposal:
        """Return the proposal.

        Args:
            people: member ids by public name; somebody unknown is nobody (0).
            kept: what the draft does already; a change of its words can leave that as it is.
        """
        effect = self._choice() or RecordOnly()
        if self.does is Does.KEEP and kept is not None:
            effect = kept
        if self.does is Does.GRANT_ROLE:
            effect = GrantRole(self.role, people.get(self.member, 0), self.days)
        return Proposal(" ".join(self.question.split()), self.body, effect, self.review)

    def _choice(self) -> Effect | None:
        """Return what is asked where the answer is not yes or no; one option on each line."""
        lines = (" ".join(line.split()) for line in self.options.splitlines())
        options = tuple(line for line in lines if line)
        return {
            Does.AGREE: Agree(),
            Does.RANK: Choose(Method.RANKED, options),
            Does.APPROVE: Choose(Method.APPROVAL, options),
            Does.ADVISE: Advise(options),
        }.get(self.does)


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


class ReplyForm(FormModel):
    """What a member answers to a question about them; empty takes it back."""

    words: str = Field(default="", max_length=REPLY_LENGTH)
