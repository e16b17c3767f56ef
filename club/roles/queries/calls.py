"""For which roles names are wanted, who stands, and what a ballot has to be about."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from club.charter import queries as charter
from club.charter.rules.evenings import deadline
from club.roles.models import Candidacy, ElectionCall, Mandate
from club.roles.queries import given_out
from club.roles.rules.calls import Steps, Wanted, wanted

_ELECTION = "election"


@dataclass(frozen=True, slots=True)
class Call:
    """Names are wanted for a role, or were."""

    id: int
    role: str
    seats: int
    names_until: datetime
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who stands and has said yes to it."""

    member_id: int
    statement: str


@dataclass(frozen=True, slots=True)
class OnBallot:
    """What an election's ballot is about: the places, and who stands for them, in no order."""

    call: Call
    candidates: tuple[Candidate, ...]


async def steps(now: datetime) -> Steps:
    """Return how long each step of an election takes today."""
    asks = (await charter.in_force(now)).decision_class(_ELECTION)
    return Steps(asks.notice, asks.open_for, asks.cooling)


async def names_until(now: datetime) -> datetime:
    """Return when names would be closed that are asked for now: in the evening, club time."""
    zone = ZoneInfo((await charter.in_force(now)).word("club.zone"))
    return deadline(now, (await steps(now)).nominations, zone)


async def roles_wanting_names(*, now: datetime) -> list[Wanted]:
    """Return for which roles the club is to be asked for names now."""
    rows = await Mandate.all().select_related("role")
    terms = [row.term() for row in rows]
    # In order, so the newest of each role is what stays.
    latest = {call.role_key: call for call in await ElectionCall.all().order_by("id")}
    due, asks = [], await steps(now)
    for role in await given_out(now).order_by("id"):
        call = latest.get(role.key)
        called_for = call.starts_at if call else None
        found = wanted(role.kind(), terms, asks, called_for=called_for, now=now)
        if found is not None and (call is None or call.names_until <= now):
            due.append(found)
    return due


async def open_calls(*, now: datetime) -> list[Call]:
    """Return the calls to which names can be given now, the one that ends first at the top."""
    rows = ElectionCall.filter(opened_at__lte=now, names_until__gt=now)
    return [_call(row) for row in await rows.order_by("names_until", "id")]


async def call_for(role_key: str) -> Call | None:
    """Return the last call for names for a role; None if there never was one."""
    row = await ElectionCall.filter(role_key=role_key).order_by("-id").first()
    return _call(row) if row else None


async def candidates(call_id: int) -> list[Candidate]:
    """Return who stands; whoever was named and has not said yes is not among them."""
    rows = Candidacy.filter(call_id=call_id, agreed_at__isnull=False, member__left_at=None)
    return [Candidate(row.member_id, row.statement) for row in await rows.order_by("member__name")]


async def candidacy_of(call_id: int, member_id: int) -> Candidacy | None:
    """Return how a member stands themselves: named, standing, or None."""
    return await Candidacy.get_or_none(call_id=call_id, member_id=member_id)


async def awaiting_ballot(*, now: datetime) -> list[OnBallot]:
    """Return the elections whose names are closed and whose places nobody has been given.

    The seam to the vote: the room of decisions puts each of these on a ballot (ranked where more
    stand than there are places, approval otherwise) and gives the roles to whom it elects. Until
    it does, an election ends here, and a member puts one name to the club as a question.
    """
    rows = ElectionCall.filter(names_until__lte=now, starts_at__gt=now).order_by("id")
    found = [OnBallot(_call(row), tuple(await candidates(row.id))) for row in await rows]
    return [each for each in found if each.candidates]


def _call(row: ElectionCall) -> Call:
    return Call(row.id, row.role_key, row.seats, row.names_until, row.starts_at)
