"""From names to a vote and its end, by the clock; and standing no more once there is a ballot."""

from datetime import datetime

from tortoise.expressions import F

from club.kit.db import claim, transaction
from club.roles.models import Candidacy, ElectionCall
from club.roles.queries import calls
from club.roles.queries.calls import Call
from club.roles.rules.calls import settled_until


async def withdraw(call_id: int, member_id: int, *, now: datetime) -> bool:
    """Let a member stand no more whose name is on the ballot; false if they did not stand."""
    stands = Candidacy.filter(call_id=call_id, member_id=member_id, agreed_at__isnull=False)
    async with transaction():
        return bool(await claim(stands.filter(withdrawn_at=None), withdrawn_at=now))


async def close_names(call_id: int, *, now: datetime) -> Call | None:
    """Close the names of a call; None if it is not time, or another hand did.

    Belongs inside the transaction that puts those who stand to the vote: until it is over, nobody
    else can change who that is. Whoever named somebody who has not answered finds no trace of it.
    """
    async with transaction():
        due = ElectionCall.filter(id=call_id, names_until__lte=now)
        if not await claim(due.filter(decision_ref=None, again_at=None), seats=F("seats")):
            return None
        await Candidacy.filter(call_id=call_id, agreed_at=None).delete()
        return await calls.call_of(call_id)


async def put_to_vote(call_id: int, decision_ref: str) -> None:
    """Note where members vote on those who stand; a second call takes the place of the first."""
    async with transaction():
        await ElectionCall.filter(id=call_id).update(decision_ref=decision_ref)


async def take_call(call_id: int, decision_ref: str) -> bool:
    """Take a call whose vote comes to nothing; false if another hand went on with it."""
    voted = ElectionCall.filter(id=call_id, decision_ref=decision_ref, again_at=None)
    return await claim(voted, seats=F("seats"))


async def end_call(call_id: int, *, reopened: bool = False, now: datetime) -> None:
    """Note that an election is over, and from when names are asked for again.

    Args:
        call_id: the call for names it began with.
        reopened: the voters asked for new names.
        now: when.
    """
    async with transaction():
        await claim(ElectionCall.filter(id=call_id), seats=F("seats"))
        call = await calls.call_of(call_id)
        again_at = settled_until(call.starts_at, now, reopened=reopened)
        await ElectionCall.filter(id=call_id).update(again_at=again_at)
