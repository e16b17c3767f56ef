"""What a voter can look up with their slip, or find in the list of ballots."""

from club.decisions.models import Decision, RollEntry, SecretBallot
from club.decisions.queries.sheets import shown
from club.decisions.queries.slips import BallotsPage
from club.decisions.rules.marks import mark
from club.decisions.rules.states import Choice
from club.kit.errors import NotFound


async def was_counted(ref: str, number: str, choice: Choice) -> bool:
    """Tell whether the ballot of a slip lies in the box of a secret vote that is over."""
    box = SecretBallot.filter(decision__ref=ref, mark=mark(ref, choice, number))
    return await box.exclude(decision__closed_at=None).exists()


async def ballots_page(ref: str, member_id: int) -> BallotsPage:
    """Return the list of a secret vote: marks and choices, in an order that says nothing.

    Raises:
        NotFound: no such vote, it is not over, the member is not on its roll, or there are so
            few ballots that a list would tell who said what.
    """
    vote = await Decision.filter(ref=ref, secret=True).exclude(closed_at=None).get_or_none()
    if vote is None or not await RollEntry.exists(decision_id=vote.id, member_id=member_id):
        raise NotFound
    urn = await SecretBallot.filter(decision_id=vote.id).order_by("mark")
    if not shown(vote, len(urn)):
        raise NotFound
    return BallotsPage(vote.path, vote.question, tuple((row.mark, row.choice) for row in urn))
