"""The one extension of a vote, by the clock: too few said yes, or the program did not run."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from club.decisions import messages
from club.decisions.models import Decision, RollEntry
from club.decisions.rules.counting import Counted
from club.decisions.rules.electorate import entitled
from club.decisions.rules.states import Outcome
from club.decisions.rules.timing import extended
from club.decisions.rules.timing import put_off as put_off_until
from club.journal import service as journal
from club.journal.rules import Value, stamp
from club.kit import heartbeat
from club.kit.heartbeat import Span
from club.notices import service as notices


async def put_off(decision: Decision, now: datetime) -> datetime | None:
    """Say until when a vote is put off because the program did not run; None if it is not.

    Whoever is waited for had less time than was promised. Says nothing of how the ballots stand,
    so a secret vote is put off as well. Notes on the decision for how long the program was down.
    """
    if not _can_go_on(decision, now) or decision.opens_at is None or decision.closes_at is None:
        return None
    open_for = Span(decision.opens_at, decision.closes_at)
    down = heartbeat.total(await heartbeat.outages(open_for, now=now))
    until = put_off_until(decision.hours(), down, now)
    if until is not None:
        decision.down_minutes = -(-down // timedelta(minutes=1))
    return until


def one_more_chance(decision: Decision, counted: Counted, now: datetime) -> datetime | None:
    """Say until when a vote goes on because yes leads but too few said it; None if it does not.

    Never in a secret vote: an extension would tell how the ballots stand before the close.
    """
    leads = counted.outcome is Outcome.NO_QUORUM and counted.leads
    if decision.secret or not leads or not _can_go_on(decision, now):
        return None
    return extended(_end(decision), now, ZoneInfo(decision.frozen().zone))


def later(*ends: datetime | None) -> datetime | None:
    """Return the latest of several ends, if there is one: a vote is extended once in all."""
    return max((each for each in ends if each is not None), default=None)


async def extend(decision: Decision, until: datetime, *, now: datetime) -> None:
    """Let a vote go on, once; whoever has not voted is told. Belongs inside its close."""
    decision.extended, decision.reminded_at, decision.closes_at = True, now, until
    await decision.save()
    about: dict[str, Value] = {"closes": stamp(until)}
    if decision.down_minutes:
        about["down"] = decision.down_minutes
    await journal.record("extended", decision.thing, by=None, now=now, **about)
    tell = messages.put_off if decision.down_minutes else messages.extended
    notice = tell(decision.path, decision.ref, until=until)
    await notices.post(notice, await silent(decision.id), now=now)


async def silent(decision_id: int) -> list[int]:
    """Return who may still vote and has not, by phone or on paper."""
    rows = await RollEntry.filter(decision_id=decision_id, voted=False, channel=None)
    return [entry.member_id for entry in rows if entitled(entry.standing)]


def _can_go_on(decision: Decision, now: datetime) -> bool:
    return not decision.extended and _end(decision) <= now and decision.silent > 0


def _end(decision: Decision) -> datetime:
    if decision.closes_at is None:
        message = "a draft has no end"
        raise RuntimeError(message)
    return decision.closes_at
