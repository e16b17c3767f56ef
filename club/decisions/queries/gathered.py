"""The rows about one decision, fetched once each, for the page that shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from club.decisions.models import (
    Comment,
    CountText,
    Decision,
    DecisionEffect,
    OpenBallot,
    Reason,
    Result,
    RollEntry,
    SecretBallot,
    Support,
    View,
)
from club.decisions.queries import effects
from club.decisions.queries.elections import who_stand
from club.decisions.queries.line import was_second_call
from club.decisions.queries.looking import Looked, look
from club.decisions.queries.relatives import relatives
from club.decisions.queries.rulebook import electors, rulebook
from club.decisions.queries.sheets import shown as listed
from club.decisions.queries.shown import Changed, Does, Relative
from club.decisions.queries.voted import ballots_with_reasons
from club.decisions.queries.wording import changed_for
from club.decisions.rules.ballot import DRAWN
from club.decisions.rules.effects import Elect
from club.decisions.rules.frozen import Frozen
from club.decisions.rules.second_call import called_again
from club.decisions.rules.states import Method, Origin, Outcome
from club.roles.queries.calls import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The rows about one decision, each kind fetched once."""

    talk: Sequence[Comment]
    rule: Frozen
    does: Does | None
    supports: Sequence[int] = ()
    voters: frozenset[int] = frozenset()
    supporters: int = 0
    changed: Changed | None = None
    others: int = 0
    roll: Sequence[RollEntry] = ()
    ballots: Sequence[OpenBallot] = ()
    result: Result | None = None
    effect: DecisionEffect | None = None
    relatives: tuple[Relative, ...] = ()
    views: Sequence[View] = ()
    steps: CountText | None = None
    reasons: Sequence[Reason] = ()
    listed: bool = False
    dropped: bool = False
    look: Looked | None = None
    stand: Sequence[Candidate] = ()


async def gather(row: Decision, member_id: int, now: datetime) -> Gathered:
    """Fetch what there is about a decision, which came with its result, at the stage it is in."""
    talk = await Comment.filter(decision_id=row.id).order_by("said_at", "id")
    does = await effects.shown(row.does(), now)
    if row.noticed_at is None:
        ever = await Support.filter(decision_id=row.id).order_by("id")
        book = await rulebook(row.kind, now, row.does())
        voters = frozenset(voter.member_id for voter in await electors(now))
        return Gathered(
            supports=[each.member_id for each in ever if each.text_n == row.text_n],
            voters=voters,
            supporters=book.supporters,
            talk=talk,
            rule=book.frozen,
            does=does,
            changed=await changed_for(row, member_id, ever),
            others=row.others,
            relatives=await relatives(row, member_id),
        )
    around = await _around(row, member_id)
    return Gathered(
        talk=talk,
        roll=await RollEntry.filter(decision_id=row.id).order_by("id"),
        ballots=[] if row.secret else await ballots_with_reasons(row).order_by("id"),
        result=row.result if isinstance(row.result, Result) else None,
        effect=await DecisionEffect.get_or_none(decision_id=row.id) if row.in_force_at else None,
        rule=row.frozen(),
        does=does,
        relatives=around,
        views=await View.filter(decision_id=row.id).order_by("ref") if row.closed_at else (),
        steps=row.count_text if isinstance(row.count_text, CountText) else None,
        reasons=await _reasons(row),
        listed=await _listed(row),
        look=look(row, now),
        dropped=await _dropped(row, around),
        stand=await who_stand(row.does()),
    )


async def _around(row: Decision, member_id: int) -> tuple[Relative, ...]:
    result = row.result if isinstance(row.result, Result) else None
    told = result is not None and result.outcome is Outcome.NO_QUORUM
    # Nothing follows an election but another vote on it: the database need not be asked.
    alone = not (told or row.annulled_at or row.predecessor_id)
    if alone and isinstance(row.does(), Elect):
        return ()
    return await relatives(row, member_id)


async def _reasons(row: Decision) -> Sequence[Reason]:
    """Fetch the reasons of a secret round after its close, in an order that says nothing."""
    if row.method is not Method.CONSENT or not row.secret or row.closed_at is None:
        return ()
    return await Reason.filter(decision_id=row.id).order_by("ref")


async def _dropped(row: Decision, around: Sequence[Relative]) -> bool:
    """Tell whether the clock could not ask once more what too few had answered."""
    result = row.result if isinstance(row.result, Result) else None
    origin = Origin.RERUN if row.annulled_at else Origin.SECOND_CALL
    again = result is not None and called_again(result.outcome, row.kind, row.origin)
    if not (again or row.annulled_at) or (again and await was_second_call(row)):
        return False
    if any(each.origin is origin for each in around):
        return False
    return not await Decision.exists(predecessor_id=row.id, origin=origin)


async def _listed(row: Decision) -> bool:
    result = row.result if isinstance(row.result, Result) else None
    if not row.secret or result is None:
        return False
    if row.method not in DRAWN:  # then their number is all there is to ask
        return result.ballots >= row.frozen().publish_ballots_min
    box = await SecretBallot.filter(decision_id=row.id).only("mark", "choice")
    return listed(row, [each.choice for each in box])


def concerned(row: Decision, rows: Gathered) -> set[int]:
    """Return everybody whose name the page may say."""
    named = {row.proposer_id, row.asked_id}
    named |= set(rows.supports) | {said.member_id for said in rows.talk}
    named |= {view.author_id for view in rows.views}
    named |= {entry.member_id for entry in rows.roll} | {*row.does().candidates()}
    return {each for each in named if each is not None}
