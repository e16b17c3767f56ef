"""Bringing a question back: who asks for it, how many it takes, and whether it can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q

from club.charter import queries as charter
from club.charter.rules import Charter
from club.decisions.models import Decision, Reopening, ReopeningAsk, Result, Review
from club.decisions.queries.line import line_of
from club.decisions.queries.looking import usual_look
from club.decisions.queries.rows import visible
from club.decisions.queries.rulebook import electors
from club.decisions.rules.looking import ONCE_MORE
from club.decisions.rules.reopening import LASTS, Settled, look_of, needed, said, why_not
from club.decisions.rules.states import Origin, Outcome
from club.kit.errors import NotFound
from club.members import queries as members
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class ReopeningPage:
    """Asking for a question back.

    Args:
        carried: what was asked for was agreed to.
        people: who ask for it now.
        needed: how many it takes.
        mine: the reader is one of them.
        may: the reader has a vote.
        until: when asking ends; None before anybody has begun.
        refused: why it cannot be brought back now; empty if it can.
        coming: enough have asked.
    """

    href: str
    question: str
    carried: bool
    people: tuple[Person, ...]
    needed: int
    mine: bool
    may: bool
    until: datetime | None
    refused: str
    coming: bool


async def reopening_page(ref: str, member_id: int, *, now: datetime) -> ReopeningPage:
    """Return the page on which members ask for a question back.

    Raises:
        NotFound: no such question for this member's eyes, or it is not decided.
    """
    row = await visible(member_id).exclude(closed_at=None).get_or_none(ref=ref)
    if row is None:
        raise NotFound
    rules, voters = await charter.in_force(now), {each.member_id for each in await electors(now)}
    settled = await settled_now(row, rules)
    asks = await _asks(row, now)
    known = await members.people(each.member_id for each in asks)
    no = why_not(settled, now)
    begun = asks[0].reopening if asks else None
    return ReopeningPage(
        href=row.path,
        question=row.question,
        carried=settled.outcome is Outcome.CARRIED,
        people=tuple(known[each.member_id] for each in asks if each.member_id in known),
        needed=asks_needed(rules, len(voters)),
        mine=any(each.member_id == member_id for each in asks),
        may=member_id in voters,
        until=begun.began_at + LASTS if begun else None,
        refused=said(no) if no else "",
        coming=begun is not None and begun.enough_at is not None,
    )


async def settled_now(row: Decision, rules: Charter) -> Settled:
    """Return what the rules ask about a question that members want back.

    Args:
        row: the question.
        rules: the charter in force.
    """
    usual = usual_look(rules)
    later, result = await _later(row), await Result.get_or_none(decision_id=row.id)
    looked = look_of(row.does(), row.thing, usual)
    newest = await Review.filter(thing=looked.thing).order_by("-due_at").first()
    return Settled(
        kind=row.kind,
        outcome=result.outcome if result else None,
        effect=row.does(),
        in_force_at=row.in_force_at,
        superseded=row.superseded_by_id is not None or row.annulled_at is not None,
        looked_at=newest.due_at if newest else None,
        asked_now=any(each.noticed_at and not each.closed_at for each in later),
        brought_back_at=await _brought_back(row, later),
        months=usual,
    )


def asks_needed(rules: Charter, voters: int) -> int:
    """Return how many members of so many must ask for a question back."""
    percent, least = (rules.whole(f"decision.{key}") for key in ("reopen_by", "reopen_by_least"))
    return needed(percent, least, voters)


async def to_reopen() -> list[int]:
    """Return what enough members ask back and the clock has not brought, the longest due first."""
    rows = Reopening.filter(brought_at=None).exclude(enough_at=None)
    return [row.id for row in await rows.order_by("enough_at", "id").only("id")]


async def _asks(row: Decision, now: datetime) -> Sequence[ReopeningAsk]:
    """Fetch who ask for it now: those of a time that is over are not counted."""
    going = Q(reopening__began_at__gt=now - LASTS) | Q(reopening__enough_at__isnull=False)
    asks = ReopeningAsk.filter(
        going, reopening__decision_id=row.id, reopening__brought_at=None
    ).order_by("id")
    return await asks.select_related("reopening")


async def _later(row: Decision) -> list[Decision]:
    about = [Origin.REVIEW, Origin.REOPENED, *ONCE_MORE]
    return await Decision.filter(predecessor_id=row.id, origin__in=about, withdrawn_at=None)


async def _brought_back(row: Decision, later: Sequence[Decision]) -> datetime | None:
    """Return when this question, or the one it is asked once more for, was last brought back."""
    first = (await line_of(row))[-1]
    times = [each.created_at for each in (*later, first) if each.origin is Origin.REOPENED]
    return max(times, default=None)
