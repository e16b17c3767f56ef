"""The page of votes on paper: for everybody how it goes, for the two who enter what is theirs."""

from dataclasses import dataclass
from datetime import datetime

from club.decisions.models import Decision, RollEntry
from club.decisions.queries import effects
from club.decisions.queries.desk import Desk, desk
from club.decisions.queries.onpaper import OnPaper, on_paper
from club.decisions.queries.papers import Paper, paper
from club.decisions.queries.rows import visible
from club.decisions.queries.shown import Does
from club.decisions.queries.tellers import interested, tellers
from club.decisions.rules.electorate import entitled
from club.decisions.rules.frozen import Frozen
from club.decisions.rules.paper import may_enter, wanted
from club.decisions.rules.states import State, state
from club.kit.errors import NotFound
from club.members import queries as members
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class PaperPage:
    """Votes on paper in one decision.

    Args:
        entering: the two whom the lot drew, or as many as there are.
        offered: how many wait for the lot.
        wanted: how many more must offer before it can draw.
        may_offer: the reader may offer.
        mine: the reader has offered, or enters.
        may_say: the reader may say how the vote shall be held.
    """

    ref: str
    href: str
    question: str
    number: int | None
    state: State
    secret: bool
    rule: Frozen
    may_vote: int
    opens_at: datetime | None
    closes_at: datetime | None
    on_paper: OnPaper
    paper: Paper
    entering: tuple[Person, ...]
    offered: int
    wanted: int
    may_offer: bool
    mine: bool
    may_say: bool
    desk: Desk | None

    @property
    def over(self) -> bool:
        """No paper can be added any more."""
        return self.state not in {State.NOTICE, State.OPEN} or self.on_paper.counted > 0


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The ballot on one sheet of paper, as it is printed."""

    href: str
    question: str
    number: int | None
    secret: bool
    does: Does | None
    paper: Paper
    closes_at: datetime | None


async def sheet_page(ref: str, member_id: int, *, now: datetime) -> SheetPage:
    """Return the ballot to print, from the notice until the vote ends.

    Raises:
        NotFound: no such question for this member's eyes, or no vote that is still to end.
    """
    going = visible(member_id).filter(ref=ref, withdrawn_at=None, closed_at=None, closes_at__gt=now)
    row = await going.get_or_none()
    if row is None:
        raise NotFound
    does = await effects.shown(row.does(), now)
    return SheetPage(
        row.path, row.question, row.number, row.secret, does, await paper(row), row.closes_at
    )


async def is_secret(ref: str) -> bool:
    """Tell whether a vote is secret."""
    return await Decision.filter(ref=ref, secret=True).exists()


async def paper_page(ref: str, member_id: int, *, now: datetime) -> PaperPage:
    """Return the page of votes on paper.

    Raises:
        NotFound: no such question for this member's eyes, or it is not put to the club yet.
    """
    row = await visible(member_id).select_related("on_paper").get_or_none(ref=ref)
    if row is None or row.noticed_at is None:
        raise NotFound
    roll = {entry.member_id: entry for entry in await RollEntry.filter(decision_id=row.id)}
    found = await tellers(row.id)
    stage = state(row.hours(), ready=False, now=now)
    seated = stage is State.OPEN and member_id in found.entering
    known = await members.people(roll if seated else found.entering)
    here = {*found.entering, *found.standing_by, *found.offered}
    votes = member_id in roll and entitled(roll[member_id].standing)
    may = may_enter(member_id, entitled=votes, interested=interested(row))
    vote = on_paper(row)
    return PaperPage(
        ref=row.ref,
        href=row.path,
        question=row.question,
        number=row.number,
        state=stage,
        secret=row.secret,
        rule=row.frozen(),
        may_vote=sum(entitled(entry.standing) for entry in roll.values()),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        on_paper=vote,
        paper=await paper(row),
        entering=tuple(known[each] for each in found.entering if each in known),
        offered=len(found.offered),
        wanted=max(0, wanted(len(found.entering)) - len(found.offered)),
        may_offer=may and member_id not in {*here, *found.gone} and wanted(len(found.entering)) > 0,
        mine=member_id in here,
        may_say=votes and stage is State.NOTICE and vote.alone and row.frozen().secret,
        desk=await desk(row, member_id, found, roll, known) if seated else None,
    )
