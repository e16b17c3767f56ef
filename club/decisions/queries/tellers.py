"""Who enters the papers of a vote, who stands by, and what each has entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Subquery

from club.decisions.models import Decision, PaperEntry, PaperVote, RollEntry, Teller, TellerLot
from club.decisions.queries.due import REMIND_BEFORE
from club.decisions.queries.rows import undecided
from club.decisions.rules.electorate import STILL_MAY_VOTE
from club.decisions.rules.paper import TELLERS, Channel


@dataclass(frozen=True, slots=True)
class Tellers:
    """Those who offered to enter papers and still can, by number.

    Args:
        entering: the two, or as many as there are, in the order of the lot.
        standing_by: drawn too, and next in turn.
        offered: not drawn yet.
        gone: have stepped back.
    """

    entering: tuple[int, ...] = ()
    standing_by: tuple[int, ...] = ()
    offered: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()


async def tellers(decision_id: int) -> Tellers:
    """Return who enters the papers; whoever left, or stepped aside, does not."""
    still = RollEntry.filter(decision_id=decision_id, standing__in=STILL_MAY_VOTE)
    rows = Teller.filter(
        decision_id=decision_id,
        member__left_at=None,
        member_id__in=Subquery(still.values("member_id")),
    )
    return _sorted(await rows.order_by("place", "member_id"))


def _sorted(rows: Sequence[Teller]) -> Tellers:
    here = [row for row in rows if row.stepped_back_at is None]
    drawn = [row.member_id for row in here if row.place is not None]
    return Tellers(
        entering=tuple(drawn[:TELLERS]),
        standing_by=tuple(drawn[TELLERS:]),
        offered=tuple(sorted(row.member_id for row in here if row.place is None)),
        gone=tuple(row.member_id for row in rows if row.stepped_back_at is not None),
    )


def interested(decision: Decision) -> set[int]:
    """Return who has a stake in a vote of their own, and so enters no papers of it."""
    does = decision.does()
    concerned = {decision.proposer_id, decision.asked_id, does.asks()}
    concerned |= {*does.subjects(), *does.candidates()}
    return {each for each in concerned if each is not None}


async def entries_of(decision_id: int, entering: Sequence[int]) -> dict[int, PaperEntry]:
    """Return what those who enter now have entered, by who it was."""
    rows = PaperEntry.filter(decision_id=decision_id, member_id__in=list(entering))
    return {row.member_id: row for row in await rows}


async def handed_in(decision_id: int) -> set[int]:
    """Return whose secret papers lie in the box and are not counted yet."""
    rows = RollEntry.filter(decision_id=decision_id, channel=Channel.PAPER, voted=False)
    return {row.member_id for row in await rows.only("member_id")}


async def to_draw(now: datetime) -> list[int]:
    """Return the ids of open votes for which somebody has offered and nobody is drawn."""
    lots = Subquery(TellerLot.filter(drawn_at=None).values("decision_id"))
    going = undecided().filter(opens_at__lte=now, closes_at__gt=now, id__in=lots)
    return [row.id for row in await going.order_by("id").only("id")]


async def to_remind_tellers(now: datetime) -> list[int]:
    """Return the ids of votes in their last day with papers that nobody was reminded of."""
    waiting = PaperVote.filter(counted_at=None, reminded_at=None)
    going = undecided().filter(
        opens_at__lte=now,
        closes_at__gt=now,
        closes_at__lte=now + REMIND_BEFORE,
        id__in=Subquery(waiting.values("decision_id")),
    )
    return [row.id for row in await going.order_by("id").only("id")]
