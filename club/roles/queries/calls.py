"""For which roles names are wanted, who stands, and which calls have come to no vote yet."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from club.charter import queries as charter
from club.charter.rules.evenings import deadline
from club.roles.models import Candidacy, ElectionCall, Mandate
from club.roles.queries import given_out
from club.roles.rules import Standing, Term
from club.roles.rules.calls import Called, Steps, Wanted, free_places, wanted

_ELECTION = "election"


@dataclass(frozen=True, slots=True)
class Call:
    """Names are wanted for a role, or were."""

    id: int
    role: str
    seats: int
    opened_at: datetime
    names_until: datetime
    starts_at: datetime
    decision_ref: str | None
    over: bool
    """Whether the election has come to its end."""

    def takes_names(self, now: datetime) -> bool:
        """Tell whether names can be given now."""
        return now < self.names_until and self.decision_ref is None and not self.over

    @property
    def is_voted_on(self) -> bool:
        """Whether those who stand are put to the vote now."""
        return self.decision_ref is not None and not self.over


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who stands and has said yes to it; ``withdrawn``: not any more."""

    member_id: int
    statement: str
    withdrawn: bool = False


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
    terms = await _terms()
    # In order, so the newest of each role is what stays.
    latest = {call.role_key: call for call in await ElectionCall.all().order_by("id")}
    due, asks = [], await steps(now)
    for role in await given_out(now).order_by("id"):
        call = latest.get(role.key)
        called = Called(call.starts_at, call.again_at) if call else None
        found = wanted(role.kind(), terms, asks, called=called, now=now)
        # One election at a time: until the last one is over, its places may be promised already.
        if found is not None and (call is None or call.again_at is not None):
            due.append(found)
    return due


async def places_free(call: Call, *, now: datetime) -> int:
    """Return how many of the places of a call are free still, none if the role is gone."""
    role = await given_out(max(call.starts_at, now)).get_or_none(key=call.role)
    if role is None:
        return 0
    given = [each for each in await _terms(call.role) if each.standing is Standing.GIVEN]
    return max(0, min(call.seats, free_places(role.kind(), given, max(call.starts_at, now))))


async def open_calls(*, now: datetime) -> list[Call]:
    """Return the calls to which names can be given now, the one that ends first at the top."""
    rows = ElectionCall.filter(opened_at__lte=now, names_until__gt=now)
    return [_call(row) for row in await rows.order_by("names_until", "id")]


async def call_for(role_key: str) -> Call | None:
    """Return the last call for names for a role; None if there never was one."""
    row = await ElectionCall.filter(role_key=role_key).order_by("-id").first()
    return _call(row) if row else None


async def call_of(call_id: int) -> Call:
    """Return one call for names."""
    return _call(await ElectionCall.get(id=call_id))


async def candidates(call_id: int) -> list[Candidate]:
    """Return who stands, or stood when the ballot was made, by name.

    Whoever was named and has not said yes is not among them, nor is anybody who has left.
    """
    rows = Candidacy.filter(call_id=call_id, agreed_at__isnull=False, member__left_at=None)
    return [
        Candidate(row.member_id, row.statement, row.withdrawn_at is not None)
        for row in await rows.order_by("member__name")
    ]


async def standing(call_id: int) -> list[int]:
    """Return the members who stand, in an order that nobody chose."""
    rows = Candidacy.filter(
        call_id=call_id, agreed_at__isnull=False, withdrawn_at=None, member__left_at=None
    )
    return [row.member_id for row in await rows.order_by("member__ref")]


async def candidacy_of(call_id: int, member_id: int) -> Candidacy | None:
    """Return how a member stands themselves: named, standing, or None."""
    return await Candidacy.get_or_none(call_id=call_id, member_id=member_id)


async def names_closed(*, now: datetime) -> list[int]:
    """Return the calls whose names are closed and that have come to no vote yet, by number."""
    rows = ElectionCall.filter(names_until__lte=now, decision_ref=None, again_at=None)
    return [row.id for row in await rows.order_by("id").only("id")]


async def voted_on() -> list[str]:
    """Return the votes on those who stand that are not over, by their refs."""
    rows = ElectionCall.filter(decision_ref__isnull=False, again_at=None)
    return [row.decision_ref or "" for row in await rows.order_by("id").only("decision_ref")]


async def _terms(role_key: str | None = None) -> list[Term]:
    rows = Mandate.filter(role__key=role_key) if role_key else Mandate.all()
    return [row.term() for row in await rows.select_related("role")]


def _call(row: ElectionCall) -> Call:
    return Call(
        id=row.id,
        role=row.role_key,
        seats=row.seats,
        opened_at=row.opened_at,
        names_until=row.names_until,
        starts_at=row.starts_at,
        decision_ref=row.decision_ref,
        over=row.again_at is not None,
    )
