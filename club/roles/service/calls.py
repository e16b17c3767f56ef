"""Names for a role: the clock asks, members stand or are named, and nobody is shown unasked."""

from datetime import datetime

from tortoise.expressions import F

from club.journal import service as journal
from club.journal.rules import stamp
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound, TooLate
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.models import Member
from club.roles import queries
from club.roles.models import Candidacy, ElectionCall
from club.roles.queries import calls
from club.roles.queries.calls import Call
from club.roles.queries.limits import nomination_refusal
from club.roles.rules.calls import MOST_CANDIDATES, Wanted


async def open_call(asked: Wanted, *, now: datetime) -> bool:
    """Ask the club for names for a role; false if another hand did, or it is not wanted any more.

    Args:
        asked: the role, its free places, and from when they are free.
        now: when.
    """
    async with transaction():
        role = queries.given_out(now).filter(key=asked.role)
        if not await claim(role, revision=F("revision") + 1):
            return False
        if asked not in await calls.roles_wanting_names(now=now):
            return False
        until = await calls.names_until(now)
        await ElectionCall.create(
            role_key=asked.role,
            seats=asked.seats,
            opened_at=now,
            names_until=until,
            starts_at=asked.starts_at,
        )
        await journal.record(
            "names_wanted", f"role/{asked.role}", by=None, now=now,
            seats=asked.seats, until=stamp(until), starts=stamp(asked.starts_at),
        )  # fmt: skip
        return True


async def stand(role_key: str, member_id: int, statement: str, *, now: datetime) -> None:
    """Let a member stand, or say yes to having been named, or change their words.

    Raises:
        NotFound: no names are wanted for this role.
        TooLate: names are closed.
        Invalid: they cannot hold the role from that day on, or not be on its ballot, and why.
    """
    async with transaction():
        call = await _open(role_key, member_id, now)
        await _refuse(call, member_id, now, at="statement")
        await _put(call, member_id, now)
        mine = Candidacy.filter(call_id=call.id, member_id=member_id)
        if (
            await Candidacy.filter(call_id=call.id, agreed_at__isnull=False)
            .exclude(member_id=member_id)
            .count()
            >= MOST_CANDIDATES
        ):
            says = _("{n} members stand already. No ballot holds more names.")
            raise Invalid(says.format(n=MOST_CANDIDATES), "statement")
        await mine.update(statement=statement, agreed_at=now)


async def name(role_key: str, member_id: int, other_ref: str, *, now: datetime) -> tuple[int, int]:
    """Name another member, who is asked before anybody sees it; return who, and in which call.

    Naming somebody who was named already, or stands, changes nothing.

    Raises:
        NotFound: no names are wanted for this role.
        TooLate: names are closed.
        Invalid: no such member, oneself, or one who cannot hold the role, and why; or one's own
            vote begins later.
    """
    async with transaction():
        call = await _open(role_key, member_id, now)
        if await members.waits_until(member_id, now):
            raise Invalid(_("You can name somebody as soon as you have a vote."), "member")
        other = await members.by_ref(other_ref)
        if other is None or other.id == member_id:
            raise Invalid(_("Please choose somebody who is a member now."), "member")
        await _refuse(call, other.id, now, at="member")
        await _put(call, other.id, now)
        return other.id, call.id


async def step_down(role_key: str, member_id: int, *, now: datetime) -> None:
    """Let a member stand no more, or say no to having been named; nothing of it is kept.

    Raises:
        NotFound: they neither stand nor were named.
        TooLate: names are closed.
    """
    async with transaction():
        call = await _open(role_key, member_id, now)
        if not await Candidacy.filter(call_id=call.id, member_id=member_id).delete():
            raise NotFound


async def _open(role_key: str, member_id: int, now: datetime) -> Call:
    if not await claim(Member.filter(id=member_id, left_at=None), ref=F("ref")):
        raise NotFound
    call = await calls.call_for(role_key)
    if call is None:
        raise NotFound(_("No names are wanted for this role now."))
    # The clock takes the same row when it makes the ballot: one of the two comes first.
    going = ElectionCall.filter(id=call.id, names_until__gt=now, decision_ref=None, again_at=None)
    if not await claim(going, seats=F("seats")):
        raise TooLate(_("Names are closed for this role."))
    return call


async def _refuse(call: Call, member_id: int, now: datetime, *, at: str) -> None:
    role = await queries.given_out(max(call.starts_at, now)).get_or_none(key=call.role)
    if role is None:
        raise NotFound(_("The club has no such role."))
    if await members.waits_until(member_id, now):
        mine = at == "statement"
        raise Invalid(
            _("You can stand as soon as you have a vote.")
            if mine
            else _("They can stand as soon as they have a vote."),
            at,
        )
    no = await nomination_refusal(
        call.role, member_id, starts_at=call.starts_at, days=role.term_days, now=now, again=False
    )
    if no:
        raise Invalid(no, at)


async def _put(call: Call, member_id: int, now: datetime) -> None:
    row = Candidacy(call_id=call.id, member_id=member_id, named_at=now)
    await Candidacy.bulk_create([row], ignore_conflicts=True)
