"""Who handed in a secret paper: said before the box is opened, apart from what the papers say."""

from collections.abc import Collection
from datetime import datetime

from club.decisions import queries
from club.decisions.models import PaperVote, RollEntry
from club.decisions.rules.electorate import readable
from club.decisions.rules.paper import Channel
from club.decisions.service.paper.table import Table, free_to_vote, keep, seat
from club.kit.db import transaction
from club.kit.errors import Invalid, NotAllowed
from club.kit.words import gettext as _


async def name_voters(
    ref: str, member_id: int, voters: Collection[int], *, told: bool, now: datetime
) -> bool:
    """Say who handed in a secret paper; true if both who enter now say the same.

    From then on none of these can vote by phone. Until both say the same again, a changed list
    changes nothing.

    Args:
        ref: the decision.
        member_id: who enters.
        voters: whose papers lie in the box.
        told: these know that few papers can be told apart, and want it so.
        now: when.

    Raises:
        NotFound: no such question for this member's eyes.
        NotAllowed: this member does not enter its papers, or the vote is open.
        TooLate: the vote is not open, or its papers are counted.
        Invalid: somebody of these cannot vote or has voted, or few were not told so.
    """
    async with transaction():
        table = await seat(ref, member_id, now)
        if not table.decision.secret:
            raise NotAllowed(_("In an open vote each paper is entered with its name."))
        lying = await queries.handed_in(table.decision.id)
        if set(voters) - await free_to_vote(table.decision.id) - lying:
            raise Invalid(_("Somebody of these has voted by phone, or cannot vote."), "voters")
        few = not readable(len(set(voters)), table.decision.frozen().secret_min_ballots)
        if few and voters and not told and not table.vote.alone:
            raise Invalid(_("So few papers can be told apart. Ask those members first."), "told")
        table.mine.voters = sorted(set(voters))
        await keep(table)
        return await _take(table, now)


async def _take(table: Table, now: datetime) -> bool:
    """Tick those whom both name, and nobody else; a voter by phone is never among them."""
    named = table.mine.voters
    if table.other is None or table.other.voters != named or named is None:
        return False
    roll = RollEntry.filter(decision_id=table.decision.id, voted=False)
    await roll.filter(channel=Channel.PAPER).update(channel=None)
    ticked = await roll.filter(member_id__in=named, channel=None).update(channel=Channel.PAPER)
    if ticked != len(named):
        raise Invalid(_("Somebody of these has voted by phone, or cannot vote."), "voters")
    taken = now if named else None
    await PaperVote.filter(id=table.vote.id).update(taken_at=taken)
    return bool(named)
