"""Papers become ballots like all others, once both who entered them say the same."""

from collections.abc import Sequence
from datetime import datetime

from tortoise.expressions import F

from club.decisions import queries
from club.decisions.models import Decision, OpenBallot, PaperEntry, PaperVote, RollEntry
from club.decisions.rules.electorate import STILL_MAY_VOTE
from club.decisions.rules.marks import Slip
from club.decisions.rules.paper import Channel, Sheet, apart
from club.decisions.service import reasons
from club.decisions.service.paper.table import Table, in_the_box, seat
from club.decisions.service.secret import put
from club.journal import service as journal
from club.kit.db import transaction
from club.kit.errors import Invalid
from club.kit.tokens import new_ref
from club.kit.words import gettext as _


async def confirm(ref: str, member_id: int, *, now: datetime) -> bool:
    """Confirm that the papers say what both entered; true if the other did before: then they count.

    Secret papers go into the box under marks that nobody holds a slip of, among all others, and
    what was entered is deleted.

    Raises:
        NotFound: no such question for this member's eyes.
        NotAllowed: this member does not enter its papers.
        TooLate: the vote is not open, or its papers are counted.
        Invalid: not both have ended, the entries differ, or somebody has voted by phone meanwhile.
    """
    async with transaction():
        table = await seat(ref, member_id, now)
        other = table.other
        if other is None or not (table.mine.ended and other.ended):
            raise Invalid(_("First both of you say that these are all."))
        if apart(table.mine.sheets(), other.sheets()):
            raise Invalid(_("The two entries differ. Look at the papers again."))
        table.mine.confirmed = True
        await table.mine.save()
        if not other.confirmed:
            return False
        await _count_in(table, now)
        return True


async def put_away(decision_id: int) -> None:
    """Delete what was entered; belongs where papers are counted, and where a vote ends."""
    await PaperEntry.filter(decision_id=decision_id).delete()


async def _count_in(table: Table, now: datetime) -> None:
    decision = table.decision
    entering = (await queries.tellers(decision.id)).entering
    first = table.mine if table.mine.member_id == entering[0] else table.other or table.mine
    sheets = first.sheets()  # their reasons are the ones kept; all else is the same in both
    if decision.secret:
        await _put_in_the_box(table, sheets)
    else:
        await _put_beside_the_names(decision, sheets, now)
    unreadable = sum(not each.said for each in sheets)
    numbers = {"papers": len(sheets), "unreadable": unreadable}
    await PaperVote.filter(id=table.vote.id).update(counted_at=now, **numbers)
    await Decision.filter(id=decision.id).update(silent=F("silent") - len(sheets))
    await put_away(decision.id)
    await journal.record(
        "paper_batch", decision.thing, by=None, now=now, tellers=sorted(entering), **numbers
    )


async def _put_in_the_box(table: Table, sheets: Sequence[Sheet]) -> None:
    decision = table.decision
    if len(sheets) != await in_the_box(table):
        raise Invalid(_("There must be as many papers as members who handed one in."))
    slips = [(each, Slip(new_ref(), new_ref())) for each in sheets if each.said]
    slips.sort(key=lambda pair: pair[1].mark(decision.ref, pair[0].said))
    for sheet, slip in slips:
        await put(decision, sheet.said, slip, sheet.why)
    lying = RollEntry.filter(decision_id=decision.id, voted=False, channel=Channel.PAPER)
    await lying.update(voted=True)


async def _put_beside_the_names(decision: Decision, sheets: Sequence[Sheet], now: datetime) -> None:
    free = RollEntry.filter(
        decision_id=decision.id, voted=False, channel=None, standing__in=STILL_MAY_VOTE
    )
    voters = [each.voter for each in sheets]
    ticked = await free.filter(member_id__in=voters).update(voted=True, channel=Channel.PAPER)
    if ticked != len(sheets):
        raise Invalid(
            _("Somebody has voted by phone meanwhile. That counts: take their paper out.")
        )
    for each in sheets:
        if each.said:
            await OpenBallot.create(
                decision_id=decision.id, member_id=each.voter, choice=each.said, cast_at=now
            )
            await reasons.keep(decision, each.said, each.why, member_id=each.voter)
