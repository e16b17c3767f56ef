"""Names for a role: the page, standing, naming somebody, and standing no more."""

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from club.journeys.forms.offices import NamingForm, StandingForm
from club.journeys.service import elections
from club.kit import clock
from club.kit.errors import NotFound
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person
from club.roles import queries as roles
from club.roles import service
from club.roles.queries import calls


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who stands, and what they say of it."""

    person: Person
    statement: str


@dataclass(frozen=True, slots=True)
class ElectionPage:
    """A call for names: for what, until when, who stands, and the reader's own part.

    Args:
        open: names can still be given, and whoever stands can still step down.
        vote: where the members vote on those who stand; empty if they do not, or not yet.
        over: the election has come to its end.
        votes: the reader has a vote, and so may stand and name others.
        stands: the reader stands.
        named: somebody named the reader, who has not answered; only they see it.
        statement: what the reader said of it.
        others: whom the reader may name.
    """

    key: str
    name: str
    seats: int
    until: datetime
    starts_at: datetime
    open: bool
    vote: str
    over: bool
    votes: bool
    candidates: tuple[Candidate, ...]
    stands: bool
    named: bool
    statement: str
    others: tuple[tuple[str, str], ...]


async def page(request: Request) -> Response:
    """GET /roles/{key}/election."""
    return await _page(request, blank())


async def stand(request: Request) -> Response:
    """POST /roles/{key}/election/candidacy."""
    key, form = request.path_params["key"], await read(request, StandingForm)
    if not form.errors:
        with form.refusing():
            mine = request.state.member.id
            await service.stand(key, mine, form.value.statement, now=clock.now())
    if form.errors:
        return await _page(request, form)
    return back_to(f"/roles/{key}/election", _("You stand for this role. Others can see it now."))


async def name(request: Request) -> Response:
    """POST /roles/{key}/election/names."""
    key, form = request.path_params["key"], await read(request, NamingForm)
    if not form.errors:
        with form.refusing():
            mine = request.state.member.id
            await elections.name(key, mine, form.value.member, now=clock.now())
    if form.errors:
        return await _page(request, form)
    words = _("Thank you. They are asked first, and seen only if they say yes.")
    return back_to(f"/roles/{key}/election", words)


async def step_down(request: Request) -> Response:
    """POST /roles/{key}/election/withdrawal."""
    key = request.path_params["key"]
    await service.step_down(key, request.state.member.id, now=clock.now())
    return back_to(f"/roles/{key}/election", _("That is fine. Your name is not there."))


async def _page(request: Request, form: Form[FormModel]) -> Response:
    key, member_id, now = request.path_params["key"], request.state.member.id, clock.now()
    kind, call = await roles.kind(key, now=now), await calls.call_for(key)
    if kind is None or call is None:
        raise NotFound(_("No names are wanted for this role now."))
    mine = await calls.candidacy_of(call.id, member_id)
    standing = await calls.candidates(call.id)
    people = await members.people(each.member_id for each in standing)
    voters = {each.id for each in await members.voters(now)}
    shown = ElectionPage(
        key=key,
        name=_(kind.name),
        seats=call.seats,
        until=call.names_until,
        starts_at=call.starts_at,
        open=call.takes_names(now),
        vote=f"/decisions/{call.decision_ref}" if call.decision_ref else "",
        over=call.over,
        votes=member_id in voters,
        candidates=tuple(
            Candidate(people[each.member_id], each.statement)
            for each in standing
            if each.member_id in people and not each.withdrawn
        ),
        stands=mine is not None and mine.agreed_at is not None,
        named=mine is not None and mine.agreed_at is None,
        statement=mine.statement if mine else "",
        others=tuple(
            (each.ref, each.name)
            for each in await members.everybody(member_id)
            if each.id in voters - {member_id}
        ),
    )
    return render(request, "journeys/election.html", shown, form=form)
