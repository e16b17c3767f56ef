"""One decision from idea to result, as one member may see it."""

from collections.abc import Iterable
from datetime import datetime

from club.decisions.models import Decision, RollEntry
from club.decisions.queries.afterwards import afterwards
from club.decisions.queries.challenges import with_challenges
from club.decisions.queries.counts import counting
from club.decisions.queries.elections import election, with_names
from club.decisions.queries.gathered import Gathered, concerned, gather
from club.decisions.queries.looking import with_looks
from club.decisions.queries.onpaper import on_paper
from club.decisions.queries.papers import Paper
from club.decisions.queries.replies import replies
from club.decisions.queries.rows import visible
from club.decisions.queries.shown import (
    Backing,
    DecisionPage,
    Effected,
    Roll,
    Said,
)
from club.decisions.queries.voted import votes_of, whys
from club.decisions.queries.wording import with_others
from club.decisions.rules.counting import yes_needed
from club.decisions.rules.electorate import base, entitled
from club.decisions.rules.paper import Channel
from club.decisions.rules.states import OnRoll, ready, state
from club.decisions.rules.timing import in_hours
from club.kit.errors import NotFound
from club.members import queries as members
from club.members.rules import Person


async def decision_page(ref: str, member_id: int, *, now: datetime) -> DecisionPage:
    """Return the page of a decision.

    Raises:
        NotFound: no such decision for this member's eyes.
    """
    seen = with_challenges(with_looks(with_others(visible(member_id))))
    row = await seen.select_related("result", "count_text", "on_paper").get_or_none(ref=ref)
    if row is None:
        raise NotFound
    rows = await gather(row, member_id, now)
    known = await members.people(concerned(row, rows))
    is_ready = ready(
        len(set(rows.supports) & rows.voters), rows.supporters, agreed=row.agreed_at is not None
    )
    votes = votes_of(row, rows.ballots, known, member_id)
    handed = with_names(row.ballot(), row.does(), known)
    return DecisionPage(
        ref=row.ref,
        href=row.path,
        number=row.number,
        kind=row.kind,
        state=state(row.hours(), ready=is_ready, now=now),
        question=row.question,
        body=row.body,
        review_months=row.review_months,
        text_n=row.text_n,
        others=rows.others,
        proposer=known.get(row.proposer_id or 0),
        mine=row.proposer_id == member_id,
        does=rows.does,
        about_me=member_id in row.does().subjects(),
        replies=await replies(row, member_id),
        rule=rows.rule,
        secret=row.secret,
        noticed_at=row.noticed_at,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        in_force_at=row.in_force_at,
        extended=row.extended,
        down_hours=in_hours(row.down_minutes) if row.down_minutes else None,
        backing=_backing(row, rows, known, member_id),
        talk=tuple(Said(known.get(c.member_id), c.words, c.said_at) for c in rows.talk),
        roll=_roll(row, rows, known, member_id),
        paper=Paper(row.ref, handed),
        election=election(row, rows.stand, known, rows.steps, member_id),
        votes=votes,
        whys=whys(row, votes, rows.ballots, rows.reasons, known),
        figures=rows.result.figures() if rows.result else None,
        counting=counting(rows.steps, handed) if rows.steps else None,
        listed=rows.listed,
        effected=Effected(rows.effect.became, rows.effect.reason) if rows.effect else None,
        relatives=rows.relatives,
        dropped=rows.dropped,
        afterwards=afterwards(row, rows, _mine(rows, member_id), known, now),
        on_paper=on_paper(row),
    )


def _people(ids: Iterable[int], known: dict[int, Person]) -> tuple[Person, ...]:
    return tuple(known[each] for each in ids if each in known)


def _backing(
    row: Decision, rows: Gathered, known: dict[int, Person], member_id: int
) -> Backing | None:
    if row.noticed_at is not None or row.withdrawn_at is not None:
        return None
    return Backing(
        people=_people(rows.supports, known),
        needed=rows.supporters,
        mine=member_id in rows.supports,
        may=member_id in rows.voters and member_id not in row.does().subjects(),
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
        people=_people((each.member_id for each in rows.roll if entitled(each.standing)), known),
        mine=mine.standing if mine else None,
        may_vote=mine is not None and entitled(mine.standing),
        voted=mine is not None and mine.voted,
        ask_secret=sum(
            bool(entry.wants_secret) and entitled(entry.standing) for entry in rows.roll
        ),
        asked_secret=mine is not None and bool(mine.wants_secret),
        on_paper=mine is not None and mine.channel is Channel.PAPER,
    )


def _mine(rows: Gathered, member_id: int) -> RollEntry | None:
    return next((entry for entry in rows.roll if entry.member_id == member_id), None)
