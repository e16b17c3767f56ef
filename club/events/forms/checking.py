"""What a member asks of friends, and what a friend answers."""

from pydantic import Field

from club.events.rules.checking import LEAST_WEEKS, MOST_WEEKS, Way
from club.kit.forms import FormModel


class CheckForm(FormModel):
    """Whom to ask, after how many weeks, and how."""

    friends: list[str] = []
    weeks: int = Field(ge=LEAST_WEEKS, le=MOST_WEEKS)
    how: Way


class AgreeForm(FormModel):
    """Yes, or no."""

    agrees: bool
