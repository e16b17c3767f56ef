"""What the clock does: announce, remind, give one more chance, count and close."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import F

from club.decisions import messages, queries
from club.decisions.models import Decision, RollEntry
from club.decisions.rules.second_call import called_again
from club.decisions.rules.states import Outcome
from club.decisions.service import counting, extending, paper, urn
from club.decisions.service.second_call import call_again
from club.decisions.service.secrecy import forget_who_asked
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.notices import service as notices


@dataclass(frozen=True, slots=True)
class Closed:
    """A decision that has just been counted."""

    id: int
    outcome: Outcome


async def announce(decision_id: int, *, now: datetime) -> bool:
    """Tell those on the roll, once, that a vote has begun."""
    async with transaction():
        begun = queries.undecided().filter(id=decision_id, opened_at=None, opens_at__lte=now)
        if not await claim(begun, opened_at=now):
            return False
        decision = await Decision.get(id=decision_id)
        await forget_who_asked(decision_id)
        await paper.settle_how(decision, now=now)
        await journal.record("opened", decision.thing, by=None, now=now)
        notice = messages.opened(decision.path, decision.ref, until=_end(decision))
        await notices.post(notice, await extending.silent(decision_id), now=now)
        return True


async def remind(decision_id: int, *, now: datetime) -> bool:
    """Remind those who have not voted, once, that a vote ends within a day."""
    async with transaction():
        going = queries.undecided().filter(id=decision_id, reminded_at=None, closes_at__gt=now)
        if not await claim(going, reminded_at=now):
            return False
        decision = await Decision.get(id=decision_id)
        notice = messages.last_day(decision.path, decision.ref, until=_end(decision))
        await notices.post(notice, await extending.silent(decision_id), now=now)
        return True


async def close(decision_id: int, *, now: datetime) -> Closed | None:
    """Count a decision whose time is up; None if another hand did, or if it goes on.

    The count reads ballots without their voters.
    """
    async with transaction():
        if not await claim(
            queries.closable(now).filter(id=decision_id), revision=F("revision") + 1
        ):
            return None
        decision = await Decision.get(id=decision_id)
        roll = await RollEntry.filter(decision_id=decision_id)
        until = await extending.put_off(decision, now)
        if until and decision.secret:  # before anything is read, or destroyed unread
            await extending.extend(decision, until, now=now)
            return None
        found = await counting.count(decision, roll)
        counted = found.settled.counted
        if until := extending.later(until, extending.one_more_chance(decision, counted, now)):
            await extending.extend(decision, until, now=now)
            return None
        await _finish(decision, found, roll, now)
        return Closed(decision.id, counted.outcome)


async def _finish(
    decision: Decision, found: counting.Found, roll: list[RollEntry], now: datetime
) -> None:
    counted = found.settled.counted
    decision.closed_at = now
    if counted.outcome is Outcome.CARRIED:
        decision.in_force_at = now + decision.frozen().cooling
    await decision.save()
    await counting.write_down(decision, found, roll, now=now)
    await paper.put_away(decision.id)
    if decision.secret:
        await urn.shuffled(decision.id)
    everybody = [entry.member_id for entry in roll]
    await notices.post(messages.closed(decision.path, decision.ref), everybody, now=now)
    again = called_again(counted.outcome, decision.kind, decision.origin)
    if again and not await queries.was_second_call(decision):
        await call_again(decision, now=now)


def _end(decision: Decision) -> datetime:
    if decision.closes_at is None:
        message = "a draft has no end"
        raise RuntimeError(message)
    return decision.closes_at
