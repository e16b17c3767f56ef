"""What went wrong in a vote, and what a panel found."""

from pydantic import Field

from club.decisions.models.challenges import FOUND_LENGTH, TOLD_LENGTH
from club.decisions.rules.challenges import Ground
from club.decisions.rules.panel import Verdict
from club.kit.forms import FormModel

_SAYS_WHY = 5


class ChallengeForm(FormModel):
    """What a member says went wrong."""

    ground: Ground
    words: str = Field(min_length=_SAYS_WHY, max_length=TOLD_LENGTH)


class VerdictForm(FormModel):
    """What one of a panel found, and why."""

    verdict: Verdict
    words: str = Field(min_length=_SAYS_WHY, max_length=FOUND_LENGTH)
