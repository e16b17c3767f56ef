"""Decisions as cards: what waits for a member, and the whole list by where things stand."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from club.charter import queries as charters
from club.decisions.models import Decision, Result, RollEntry, Support
from club.decisions.queries.challenges import judging
from club.decisions.queries.looking import look, with_looks
from club.decisions.queries.rows import visible
from club.decisions.queries.turnouts import turnouts
from club.decisions.rules.counting import yes_needed
from club.decisions.rules.fates import Fate, fate
from club.decisions.rules.proposals import supporters
from club.decisions.rules.states import Method, OnRoll, Outcome, State, ready, state
from club.kit.db import Prepared, Shared

_RESULTS_SHOWN = 30
_SPAN = ("opens_at", "closes_at")


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """One decision at a glance.

    Args:
        number: None while it is a draft.
        can_vote: the reader is on the roll and has not stepped aside.
        votes: who have voted so far; None before the vote and after it.
        needed: how many must vote at least; None before the vote and after it.
        fate: what became of it after its count.
        in_force_at: from when it counts, if it was carried and is not held.
        looked_at: when the club looks at it again, where a day to come is set.
    """

    href: str
    question: str
    number: int | None
    state: State
    opens_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    method: Method
    can_vote: bool
    voted: bool
    votes: int | None
    needed: int | None
    fate: Fate = Fate.NOTHING
    in_force_at: datetime | None = None
    looked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Every decision the reader may know of, by where it stands.

    Args:
        judging: results that wait for the reader's word on a panel: their addresses and questions.
    """

    voting: tuple[DecisionCard, ...]
    talking: tuple[DecisionCard, ...]
    ideas: tuple[DecisionCard, ...]
    decided: tuple[DecisionCard, ...]
    judging: tuple[tuple[str, str], ...] = ()


# Asked on every first page.
_WAITING = Prepared(
    RollEntry,
    lambda member_id, now: RollEntry.filter(
        member_id=member_id,
        voted=False,
        channel=None,
        standing__in=[OnRoll.AWAKE, OnRoll.DORMANT],
        decision__opens_at__lte=now,
        decision__closes_at__gt=now,
        decision__closed_at=None,
        decision__withdrawn_at=None,
    ).select_related("decision"),
)


async def _votes() -> Sequence[tuple[datetime, datetime]]:
    """Return from when until when each vote goes that is not closed: mostly there is none."""
    rows = Decision.filter(
        opens_at__isnull=False, closes_at__isnull=False, closed_at=None, withdrawn_at=None
    )
    return [(row["opens_at"], row["closes_at"]) for row in await rows.values(*_SPAN)]


_VOTES = Shared(_votes)


async def waiting_for(member_id: int, *, now: datetime) -> tuple[DecisionCard, ...]:
    """Return the open votes in which this member can vote and has not; the next to end first."""
    if not any(opens <= now < closes for opens, closes in await _VOTES.of()):
        return ()
    entries = await _WAITING.models(member_id=member_id, now=now)
    going = sorted((entry.decision for entry in entries), key=lambda row: (row.closes_at, row.id))
    turnout = await turnouts([row.id for row in going])
    mine = {entry.decision_id: entry for entry in entries}
    return tuple(_card(row, mine.get(row.id), turnout, {}, now) for row in going)


async def index(member_id: int, *, now: datetime) -> IndexPage:
    """Return the list of decisions; of the results, the latest."""
    seen = visible(member_id).filter(withdrawn_at=None)
    going = await seen.filter(closed_at=None).order_by("closes_at", "-id")
    closed = with_looks(seen.exclude(closed_at=None))
    decided = await closed.order_by("-number").limit(_RESULTS_SHOWN)
    ids = [row.id for row in (*going, *decided)]
    entries = await RollEntry.filter(member_id=member_id, decision_id__in=ids)
    mine = {entry.decision_id: entry for entry in entries}
    outcomes = {
        row.decision_id: row.outcome
        for row in await Result.filter(decision_id__in=[row.id for row in decided])
    }
    turnout = await turnouts([row.id for row in going if row.opens_at and row.opens_at <= now])
    ripe = await _ready([row for row in going if row.noticed_at is None], now)
    cards = [
        _card(row, mine.get(row.id), turnout, outcomes, now, ripe) for row in (*going, *decided)
    ]
    return IndexPage(
        voting=_of(cards, State.OPEN, State.COUNTING),
        talking=_of(cards, State.NOTICE),
        ideas=_of(cards, State.DRAFT, State.READY),
        decided=_of(cards, State.CLOSED),
        judging=tuple((row.path, row.question) for row in await judging(member_id)),
    )


def _of(cards: list[DecisionCard], *states: State) -> tuple[DecisionCard, ...]:
    return tuple(card for card in cards if card.state in states)


async def _ready(ideas: Sequence[Decision], now: datetime) -> set[int]:
    """Return the ideas that enough voting members stand behind to be put to the club."""
    if not ideas:
        return set()
    least = (await charters.in_force(now)).whole("sponsors_min")
    rows = Support.filter(decision_id__in=[row.id for row in ideas], member__left_at=None)
    behind = Counter(
        (row["decision_id"], row["text_n"])
        for row in await rows.filter(member__voting_from__lte=now).values("decision_id", "text_n")
    )
    return {
        row.id
        for row in ideas
        if ready(
            behind[row.id, row.text_n],
            supporters(least, row.kind),
            agreed=row.agreed_at is not None,
        )
    }


def _card(
    row: Decision,
    entry: RollEntry | None,
    turnout: dict[int, tuple[int, int]],
    outcomes: dict[int, Outcome],
    now: datetime,
    ripe: Collection[int] = (),
) -> DecisionCard:
    ballots, size = turnout.get(row.id, (None, 0))
    needed = None if ballots is None else _needed(row, size)
    return DecisionCard(
        href=row.path,
        question=row.question,
        number=row.number,
        state=state(row.hours(), ready=row.id in ripe, now=now),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        outcome=outcomes.get(row.id),
        method=row.method,
        can_vote=entry is not None and entry.standing in {OnRoll.AWAKE, OnRoll.DORMANT},
        voted=entry is not None and entry.voted,
        votes=ballots,
        needed=needed,
        fate=fate(row.since(), now),
        in_force_at=row.in_force_at,
        looked_at=again.at if (again := look(row, now)) and again.at > now else None,
    )


def _needed(row: Decision, size: int) -> int:
    """Return how many must vote at least before this can be carried."""
    rule = row.frozen()
    readable = rule.secret_min_ballots if row.secret else 0
    return max(yes_needed(rule.threshold, size), readable)
