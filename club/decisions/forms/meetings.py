"""What browsers send about meetings of all members."""

from pydantic import Field
from pydantic import field_validator as check

from club.decisions.models.meetings import ABOUT_LENGTH, PURPOSE_LENGTH
from club.decisions.models.minutes import CORRECTION_LENGTH, MINUTES_LENGTH
from club.decisions.service.meetings import Asked
from club.kit.forms import FormModel
from club.kit.tokens import REF_LENGTH
from club.kit.words import gettext as _

MOST_POINTS, MOST_PEOPLE, MOST_VERSIONS = 10, 5000, 100_000
_SHORTEST = 5


class AskForm(FormModel):
    """What a meeting is asked for; one point on each line."""

    purpose: str = Field(min_length=_SHORTEST, max_length=PURPOSE_LENGTH)
    about: str = Field(default="", max_length=ABOUT_LENGTH)
    points: str = Field(default="", max_length=ABOUT_LENGTH)

    @check("points")
    @classmethod
    def _few_and_short(cls, points: str) -> str:
        lines = _lines(points)
        if len(lines) > MOST_POINTS or any(len(each) > PURPOSE_LENGTH for each in lines):
            raise ValueError(
                _(
                    "Write at most {n} points, each on its own line, with {m} letters or fewer."
                ).format(n=MOST_POINTS, m=PURPOSE_LENGTH)
            )
        return points

    def asked(self) -> Asked:
        """Return what is asked for."""
        return Asked(" ".join(self.purpose.split()), self.about, _lines(self.points))


class PointForm(FormModel):
    """A point that a member brings."""

    words: str = Field(min_length=_SHORTEST, max_length=PURPOSE_LENGTH)
    about: str = Field(default="", max_length=ABOUT_LENGTH)


class QuestionForm(FormModel):
    """A question that is put on the agenda."""

    decision: str = Field(max_length=REF_LENGTH)


class CountForm(FormModel):
    """How many are there, and whom they chose to write."""

    present: int = Field(ge=1, le=MOST_PEOPLE)
    recorder: str = Field(default="", max_length=REF_LENGTH)


class MinutesForm(FormModel):
    """Minutes, and the version they started from."""

    words: str = Field(min_length=1, max_length=MINUTES_LENGTH)
    base: int = Field(ge=0, le=MOST_VERSIONS)
    propose: bool = False


class CorrectionForm(FormModel):
    """What somebody would put otherwise."""

    otherwise: str = Field(min_length=1, max_length=CORRECTION_LENGTH)


class VersionForm(FormModel):
    """Which version was agreed to."""

    version: int = Field(ge=1, le=MOST_VERSIONS)


def _lines(text: str) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(line for line in lines if line)
