"""What a voter can look up with their slip, or find in the list of ballots."""

from club.decisions.models import Decision, RollEntry, SecretBallot
from club.decisions.queries.elections import named_ballot
from club.decisions.queries.papers import paper
from club.decisions.queries.sheets import shown
from club.decisions.queries.slips import BallotsPage, ChangingPage
from club.decisions.rules.marks import lock
from club.decisions.rules.marks import mark as marked
from club.decisions.rules.told import told
from club.kit.errors import NotFound


async def was_counted(ref: str, number: str, said: str) -> bool:
    """Tell whether the ballot of a slip lies in the box of a secret vote that is over."""
    box = SecretBallot.filter(decision__ref=ref, mark=marked(ref, said, number))
    return await box.exclude(decision__closed_at=None).exists()


async def changing_page(ref: str, mark: str = "", key: str = "") -> ChangingPage:
    """Return where a slip changes a ballot; options are shown to whoever has shown the slip.

    Args:
        ref: the decision.
        mark: the mark on the slip.
        key: the change key on it.

    Raises:
        NotFound: no such secret vote.
    """
    vote = await Decision.get_or_none(ref=ref, secret=True)
    if vote is None:
        raise NotFound
    handed = await paper(vote)
    slip = SecretBallot.filter(decision_id=vote.id, mark=mark, change_lock=lock(key))
    hidden = handed.chooses and not (vote.closed_at is None and mark and await slip.exists())
    return ChangingPage(ref, None if hidden else handed)


async def ballots_page(ref: str, member_id: int) -> BallotsPage:
    """Return the list of a secret vote: marks and choices, in an order that says nothing.

    Raises:
        NotFound: no such vote, it is not over, the member is not on its roll, or there are so
            few ballots, or such rare ones, that a list would tell who said what.
    """
    vote = await Decision.filter(ref=ref, secret=True).exclude(closed_at=None).get_or_none()
    if vote is None or not await RollEntry.exists(decision_id=vote.id, member_id=member_id):
        raise NotFound
    urn = await SecretBallot.filter(decision_id=vote.id).order_by("mark")
    if not shown(vote, [row.choice for row in urn]):
        raise NotFound
    ballot = await named_ballot(vote)
    listed = tuple((row.mark, told(ballot, row.choice)) for row in urn)
    return BallotsPage(vote.path, vote.question, listed)
