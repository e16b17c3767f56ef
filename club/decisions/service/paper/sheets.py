"""What stands on the papers: entered one by one, by each of the two alone."""

from datetime import datetime

from club.decisions.rules.paper import Sheet
from club.decisions.service.paper.table import Table, free_to_vote, in_the_box, keep, seat
from club.decisions.service.voting import fitting
from club.kit.db import transaction
from club.kit.errors import Invalid, NotFound
from club.kit.words import gettext as _


async def add(ref: str, member_id: int, sheet: Sheet, *, now: datetime) -> None:
    """Enter one paper.

    Args:
        ref: the decision.
        member_id: who enters.
        sheet: what stands on it; with whose it is, in an open vote.
        now: when.

    Raises:
        NotFound: no such question for this member's eyes.
        NotAllowed: this member does not enter its papers.
        TooLate: the vote is not open, or its papers are counted.
        Invalid: this cannot be said on this ballot, whose paper it is cannot vote or has voted,
            or there are more papers than members who handed one in.
    """
    async with transaction():
        table = await seat(ref, member_id, now)
        if sheet.said:
            fitting(table.decision, sheet.said, sheet.why)
        await _fits(table, sheet)
        table.mine.put((*table.mine.sheets(), sheet))
        await keep(table)


async def take_out(ref: str, member_id: int, sheet: Sheet, *, now: datetime) -> None:
    """Take one paper out of one's own entry again.

    Raises:
        NotFound: no such question, or no such paper in it.
        NotAllowed: this member does not enter its papers.
        TooLate: the vote is not open, or its papers are counted.
    """
    async with transaction():
        table = await seat(ref, member_id, now)
        left = list(table.mine.sheets())
        found = next(
            (each for each in left if (each.voter, each.said) == (sheet.voter, sheet.said)), None
        )
        if found is None:
            raise NotFound
        left.remove(found)
        table.mine.put(tuple(left))
        await keep(table)


async def end(ref: str, member_id: int, *, now: datetime) -> None:
    """Say that these are all; only then does either see whether the two entries agree.

    Raises:
        NotFound: no such question for this member's eyes.
        NotAllowed: this member does not enter its papers.
        TooLate: the vote is not open, or its papers are counted.
        Invalid: nothing is entered, or not as many papers as members who handed one in.
    """
    async with transaction():
        table = await seat(ref, member_id, now)
        entered = len(table.mine.slips)
        if not entered:
            raise Invalid(_("Enter the papers first."))
        if table.decision.secret and entered != (papers := await in_the_box(table)):
            raise Invalid(_("{n} handed in a paper, and you entered {m}. Look again.").format(
                n=papers, m=entered
            ))  # fmt: skip
        table.mine.ended = True
        await table.mine.save()


async def _fits(table: Table, sheet: Sheet) -> None:
    if table.decision.secret:
        if len(table.mine.slips) >= await in_the_box(table):
            raise Invalid(_("There are as many papers as members who handed one in already."))
        return
    if sheet.voter in {each.voter for each in table.mine.sheets()}:
        raise Invalid(_("The paper of this member is entered already."), "voter")
    if sheet.voter not in await free_to_vote(table.decision.id):
        raise Invalid(_("Choose a member who may vote and has not done so by phone."), "voter")
