"""The table at which two members enter papers, each alone."""

from dataclasses import dataclass
from datetime import datetime

from club.decisions import queries
from club.decisions.models import Decision, PaperEntry, PaperVote, RollEntry
from club.decisions.rules.electorate import STILL_MAY_VOTE
from club.decisions.rules.paper import shut
from club.decisions.service.voting import taking_ballots
from club.kit.errors import Invalid, NotAllowed, TooLate
from club.kit.words import gettext as _


@dataclass(frozen=True, slots=True)
class Table:
    """What one of the two has before them.

    Args:
        mine: what they have entered.
        other: what the other one has; None as long as that is nothing.
    """

    decision: Decision
    vote: PaperVote
    mine: PaperEntry
    other: PaperEntry | None


async def seat(ref: str, member_id: int, now: datetime) -> Table:
    """Lock a vote that takes papers now, for one of those who enter them.

    Raises:
        NotFound: no such question for this member's eyes.
        NotAllowed: this member does not enter its papers.
        TooLate: the vote has not begun or is over, or its papers are counted.
    """
    decision = await taking_ballots(ref, member_id, now)
    entering = (await queries.tellers(decision.id)).entering
    if member_id not in entering:
        raise NotAllowed(_("The two members whom the lot drew enter the papers."))
    vote = await PaperVote.get(decision_id=decision.id)
    if vote.counted_at is not None:
        raise TooLate(_("The papers are counted already."))
    entries = await queries.entries_of(decision.id, entering)
    mine = entries.get(member_id) or PaperEntry(
        decision_id=decision.id, member_id=member_id, slips=[]
    )
    other = next((each for who, each in entries.items() if who != member_id), None)
    return Table(decision, vote, mine, other)


async def keep(table: Table) -> None:
    """Keep what was entered; whoever had confirmed or ended looks at it again."""
    table.mine.ended = table.mine.confirmed = False
    await table.mine.save()
    await PaperEntry.filter(decision_id=table.decision.id).update(confirmed=False)


async def in_the_box(table: Table) -> int:
    """Return how many secret papers may be opened now.

    Raises:
        Invalid: the two have not agreed on who handed one in, or too few did to keep a secret.
    """
    if table.vote.taken_at is None:
        raise Invalid(_("First both of you say who handed in a paper."))
    papers = len(await queries.handed_in(table.decision.id))
    least = table.decision.frozen().secret_min_ballots
    if shut(papers, least, alone=table.vote.alone):
        raise Invalid(_("Too few have voted. Keep the box shut until there are more."))
    return papers


async def free_to_vote(decision_id: int) -> set[int]:
    """Return who may vote and has not, by phone or on paper."""
    rows = RollEntry.filter(
        decision_id=decision_id, voted=False, channel=None, standing__in=STILL_MAY_VOTE
    )
    return {row.member_id for row in await rows.only("member_id")}
