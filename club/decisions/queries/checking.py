"""What a voter can look up with their slip."""

from club.decisions.models import SecretBallot
from club.decisions.rules.marks import mark
from club.decisions.rules.states import Choice


async def was_counted(ref: str, number: str, choice: Choice) -> bool:
    """Tell whether the ballot of a slip lies in the box of a secret vote that is over."""
    box = SecretBallot.filter(decision__ref=ref, mark=mark(ref, choice, number))
    return await box.exclude(decision__closed_at=None).exists()
