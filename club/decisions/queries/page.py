"""One decision from idea to result, as one member may see it."""

from collections.abc import Iterable
from datetime import datetime

from club.decisions.models import Decision, RollEntry
from club.decisions.queries.afterwards import afterwards
from club.decisions.queries.gathered import Gathered, concerned, gather
from club.decisions.queries.rows import visible
from club.decisions.queries.shown import (
    Backing,
    DecisionPage,
    Effected,
    Grant,
    Roll,
    Said,
    Votes,
)
from club.decisions.rules.counting import yes_needed
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.electorate import base, entitled
from club.decisions.rules.states import Choice, OnRoll, ready, state
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person


async def decision_page(ref: str, member_id: int, *, now: datetime) -> DecisionPage:
    """Return the page of a decision.

    Raises:
        NotFound: no such decision for this member's eyes.
    """
    row = await visible(member_id).select_related("result").get_or_none(ref=ref)
    if row is None:
        raise NotFound
    rows = await gather(row, member_id, now)
    known = await members.people(concerned(row, rows))
    is_ready = ready(
        len(set(rows.supports) & rows.voters), rows.supporters, agreed=row.agreed_at is not None
    )
    return DecisionPage(
        ref=row.ref,
        href=row.path,
        number=row.number,
        kind=row.kind,
        state=state(row.hours(), ready=is_ready, now=now),
        question=row.question,
        body=row.body,
        text_n=row.text_n,
        others=rows.others,
        proposer=known.get(row.proposer_id or 0),
        mine=row.proposer_id == member_id,
        grant=_grant(row, rows, known),
        rule=rows.rule,
        secret=row.secret,
        noticed_at=row.noticed_at,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        in_force_at=row.in_force_at,
        extended=row.extended,
        backing=_backing(row, rows, known, member_id),
        talk=tuple(Said(known.get(c.member_id), c.words, c.said_at) for c in rows.talk),
        roll=_roll(row, rows, known, member_id),
        votes=_votes(row, rows, known, member_id),
        figures=rows.result.figures() if rows.result else None,
        effected=Effected(rows.effect.became, rows.effect.reason) if rows.effect else None,
        relatives=rows.relatives,
        afterwards=afterwards(
            row,
            rows.views,
            _mine(rows, member_id),
            known,
            now,
            followed=any(not each.earlier for each in rows.relatives),
        ),
    )


def _people(ids: Iterable[int], known: dict[int, Person]) -> tuple[Person, ...]:
    return tuple(known[each] for each in ids if each in known)


def _grant(row: Decision, rows: Gathered, known: dict[int, Person]) -> Grant | None:
    does = row.does()
    if not isinstance(does, GrantRole):
        return None
    return Grant(_(rows.role), known.get(does.member_id), does.days)


def _backing(
    row: Decision, rows: Gathered, known: dict[int, Person], member_id: int
) -> Backing | None:
    if row.noticed_at is not None or row.withdrawn_at is not None:
        return None
    return Backing(
        people=_people(rows.supports, known),
        needed=rows.supporters,
        mine=member_id in rows.supports,
        may=member_id in rows.voters,
        asked=known.get(row.asked_id or 0),
        asked_me=row.asked_id == member_id,
        agreed=row.agreed_at is not None,
        changed=rows.changed,
    )


def _roll(row: Decision, rows: Gathered, known: dict[int, Person], member_id: int) -> Roll | None:
    if row.noticed_at is None:
        return None
    mine = _mine(rows, member_id)
    size = base(entry.voter() for entry in rows.roll)
    standings = [entry.standing for entry in rows.roll]
    return Roll(
        size=len(rows.roll),
        dormant=standings.count(OnRoll.DORMANT),
        aside=standings.count(OnRoll.RECUSED) + standings.count(OnRoll.STRUCK),
        base=size,
        ballots=sum(entry.voted for entry in rows.roll),
        yes_needed=yes_needed(rows.rule.threshold, size),
        people=_people((entry.member_id for entry in rows.roll), known),
        mine=mine.standing if mine else None,
        may_vote=mine is not None and entitled(mine.standing),
        voted=mine is not None and mine.voted,
        ask_secret=sum(
            bool(entry.wants_secret) and entitled(entry.standing) for entry in rows.roll
        ),
        asked_secret=mine is not None and bool(mine.wants_secret),
    )


def _mine(rows: Gathered, member_id: int) -> RollEntry | None:
    return next((entry for entry in rows.roll if entry.member_id == member_id), None)


def _votes(row: Decision, rows: Gathered, known: dict[int, Person], member_id: int) -> Votes | None:
    if row.noticed_at is None or row.secret:
        return None
    mine = next((each.choice for each in rows.ballots if each.member_id == member_id), None)
    if mine is None and row.closed_at is None:
        return Votes(None, ())
    named = tuple(
        (said, _people((each.member_id for each in rows.ballots if each.choice is said), known))
        for said in Choice
    )
    return Votes(mine, named)
