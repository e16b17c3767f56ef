"""Elections: the clock asks for names, puts those who stand to the vote, and asks again."""

from datetime import datetime

from club.decisions import queries as decided
from club.decisions import service as decisions
from club.decisions.models import Decision
from club.decisions.rules.effects import Effect, Elect
from club.decisions.service import Names
from club.journeys import messages
from club.kit.db import transaction
from club.kit.words import gettext as _
from club.members import queries as members
from club.notices import service as notices
from club.roles import queries as held
from club.roles import service as roles
from club.roles.queries import calls
from club.roles.queries.calls import Call


async def open_calls(now: datetime) -> int:
    """Ask for names wherever it is time, and tell everybody once; return for how many roles."""
    due = await calls.roles_wanting_names(now=now)
    if not due:
        return 0
    everybody = await members.present_ids()
    async with transaction():
        opened = sum([await roles.open_call(each, now=now) for each in due])
        if opened:
            await notices.post(messages.names_wanted(), everybody, now=now)
        return opened


async def name(role: str, member_id: int, other_ref: str, *, now: datetime) -> None:
    """Name another member for a role; they are asked, once for each call, before anybody sees it.

    Raises:
        NotFound: no names are wanted for this role.
        TooLate: names are closed.
        Invalid: no such member, oneself, or one who cannot hold the role, and why.
    """
    async with transaction():
        other, call_id = await roles.name(role, member_id, other_ref, now=now)
        await notices.post(messages.named(role, call_id), [other], now=now)


async def open_vote(call_id: int, *, now: datetime) -> bool:
    """Close names and put those who stand to the vote; false if another hand did.

    Where nobody stands, or no place is free any more, the election is over, and the club is asked
    for names again after a while.
    """
    async with transaction():
        call = await roles.close_names(call_id, now=now)
        if call is None:
            return False
        effect = await _effect(call, now)
        if effect is None:
            await roles.end_call(call.id, now=now)
            return True
        kind = await held.kind(call.role, now=max(call.starts_at, now))
        names = Names(_(kind.name) if kind else call.role, call.opened_at, call.names_until)
        decision = await decisions.hold_election(effect, names, now=now)
        await roles.put_to_vote(call.id, decision.ref)
        return True


async def after_vote(decision_id: int, effect: Effect, *, now: datetime) -> None:
    """Let a second call, or a vote held anew, take the place of one that is over, or end it.

    Where the voters asked for new names, the club is asked for them at once. Belongs inside the
    transaction that ends the vote, after the places were given.
    """
    if not isinstance(effect, Elect):
        return
    ended = await decided.ended(decision_id)
    if ended.again is not None:
        await roles.put_to_vote(effect.call, ended.again)
        return
    await roles.end_call(effect.call, reopened=ended.reopened, now=now)
    if ended.reopened:
        await open_calls(now)


async def after_annulled(decision: Decision, *, now: datetime) -> bool:
    """Let the vote held anew take the place of an annulled one, or end the election.

    False if another hand did.
    """
    effect = decision.does()
    async with transaction():
        if not isinstance(effect, Elect) or not await roles.take_call(effect.call, decision.ref):
            return False
        await after_vote(decision.id, effect, now=now)
        return True


async def _effect(call: Call, now: datetime) -> Elect | None:
    """Return what the vote is about; None if there is nothing to vote on."""
    standing = await calls.standing(call.id)
    seats = await calls.places_free(call, now=now)
    kind = await held.kind(call.role, now=max(call.starts_at, now))
    if not standing or not seats or kind is None:
        return None
    return Elect(call.role, seats, kind.term_days, call.starts_at, tuple(standing), call.id)
