"""What went wrong in a vote, as members say it, and what the panel found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import RawSQL
from tortoise.queryset import QuerySet

from club.decisions.models import Challenger, Decision, PanelSeat, Result, ResultChallenge
from club.decisions.queries.panels import challenged_now, may_challenge
from club.decisions.queries.rows import visible
from club.decisions.rules.challenges import Ground, called, needed, said, why_not
from club.decisions.rules.fates import Fate, fate
from club.decisions.rules.panel import SEATS, WITHIN, Finding, Verdict
from club.kit.errors import NotFound
from club.members import queries as members
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class Complaint:
    """What one member says went wrong; None for the person once they have left."""

    person: Person | None
    ground: str
    words: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """One of the panel.

    Args:
        gone: they declined, or made room for a reserve.
        said: they have said what they found.
        verdict: what it was; None as long as the panel is at work, so that nobody is swayed.
    """

    person: Person | None
    gone: bool
    said: bool
    verdict: Verdict | None
    reason: str


@dataclass(frozen=True, slots=True)
class ChallengePage:
    """Challenging a result, and what came of it.

    Args:
        closed_at: when the vote ended.
        until: when the time to challenge it ends; None once that is over.
        needed: how many must challenge it.
        mine: the reader is one of them.
        may: the reader may be.
        refused: why it cannot be challenged now; empty if it can.
        deadline: until when the panel has time; None before it was drawn.
        sits: the reader's word is waited for.
        token: what the reader's seat is called in the record; empty if they have none.
        found: what the panel found.
        few: too few were left to draw a panel.
    """

    href: str
    question: str
    closed_at: datetime
    fate: Fate
    until: datetime | None
    complaints: tuple[Complaint, ...]
    needed: int
    mine: bool
    may: bool
    refused: str
    deadline: datetime | None
    panel: tuple[Sitting, ...]
    sits: bool
    token: str
    found: Finding | None
    few: bool

    @property
    def grounds(self) -> tuple[tuple[str, str], ...]:
        """What may have gone wrong, to choose from."""
        return tuple((ground.value, called(ground)) for ground in Ground)


async def challenge_page(ref: str, member_id: int, *, now: datetime) -> ChallengePage:
    """Return the page of challenging a result.

    Raises:
        NotFound: no such result for this member's eyes.
    """
    closed = visible(member_id).exclude(closed_at=None).select_related("result", "challenge")
    row = await closed.get_or_none(ref=ref)
    if row is None or row.closed_at is None or not isinstance(row.result, Result):
        raise NotFound
    begun = row.challenge if isinstance(row.challenge, ResultChallenge) else None
    joined, seats = await _joined(begun), await _seats(begun)
    named = {each.member_id for each in joined} | {each.member_id for each in seats}
    known = await members.people(named)
    no = why_not(await challenged_now(row, begun, member_id, now=now))
    admitted = begun.admitted_at if begun else None
    found = begun.found if begun else None
    mine = next((seat for seat in seats if seat.member_id == member_id and seat.called_at), None)
    return ChallengePage(
        href=row.path,
        question=row.question,
        closed_at=row.closed_at,
        fate=fate(row.since(), now),
        until=row.in_force_at if no is None else None,
        complaints=tuple(
            Complaint(known.get(each.member_id), called(each.ground), each.words) for each in joined
        ),
        needed=needed(row.result.base),
        mine=any(each.member_id == member_id for each in joined),
        may=no is None and await may_challenge(row, member_id, now=now),
        refused=said(no) if no else "",
        deadline=admitted + WITHIN if admitted else None,
        panel=_panel(seats, known, over=found is not None),
        sits=found is None and _waited_for(mine, admitted, now),
        token=mine.token if mine else "",
        found=found,
        few=admitted is not None and len(seats) < SEATS,
    )


def with_challenges(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Let each row say whether its result is challenged, which spares its page a question."""
    return rows.annotate(
        challenged=RawSQL(
            "(SELECT count(*) FROM decision_challenge WHERE decision_id = decision.id)"
        )
    )


async def judging(member_id: int) -> list[Decision]:
    """Return the results that wait for this member's word on a panel."""
    mine = PanelSeat.filter(member_id=member_id, gone_at=None, verdict=None, challenge__found=None)
    called_in = mine.exclude(called_at=None).select_related("challenge__decision")
    return [seat.challenge.decision for seat in await called_in.order_by("id")]


async def _joined(begun: ResultChallenge | None) -> Sequence[Challenger]:
    return await Challenger.filter(challenge_id=begun.id).order_by("id") if begun else []


async def _seats(begun: ResultChallenge | None) -> Sequence[PanelSeat]:
    if begun is None or begun.admitted_at is None:
        return []
    return await PanelSeat.filter(challenge_id=begun.id).order_by("n")


def _waited_for(mine: PanelSeat | None, admitted: datetime | None, now: datetime) -> bool:
    sits = mine is not None and mine.gone_at is None and mine.verdict is None
    return sits and admitted is not None and now < admitted + WITHIN


def _panel(
    seats: Sequence[PanelSeat], known: Mapping[int, Person], *, over: bool
) -> tuple[Sitting, ...]:
    """Return who was called; reserves that were not needed stay unnamed."""
    return tuple(
        Sitting(
            person=known.get(seat.member_id),
            gone=seat.gone_at is not None,
            said=seat.verdict is not None,
            verdict=seat.verdict if over else None,
            reason=seat.reason if over else "",
        )
        for seat in seats
        if seat.called_at is not None
    )
