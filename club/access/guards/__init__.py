"""Who may pass a door. A guard returns, or raises the refusal the visitor reads."""

from starlette.requests import Request

from club.access import queries, rules
from club.access.guards.browsers import token_of
from club.access.models import Session
from club.access.service import founding as founding_service
from club.access.service import sessions
from club.kit import clock
from club.kit.errors import NotFound, SignInFirst
from club.kit.routing import Guard
from club.roles import queries as roles
from club.roles.rules import Right


async def anyone(request: Request) -> None:
    """Let everybody pass; a member who is signed in is known to the view."""
    await recognise(request)


async def member(request: Request) -> None:
    """Let members pass."""
    if await recognise(request) is None:
        raise SignInFirst


async def visitor(request: Request) -> None:
    """Let pass whoever may not have an account; the view sends members on to their own page."""
    await recognise(request)


async def proven(request: Request) -> None:
    """Let a member pass who showed within ten minutes that it is really them."""
    session = await recognise(request)
    if session is None or not rules.is_proven(session.visit(), clock.now()):
        raise SignInFirst


def holder(right: Right) -> Guard:
    """Let members pass who hold this right today, by a mandate that is asked for at every use."""

    async def guard(request: Request) -> None:
        await member(request)
        asking = request.state.member.id
        request.state.mandate = await roles.mandate_for(asking, right, now=clock.now())

    return guard


async def founding(request: Request) -> None:
    """Let people pass who are founding the club; once it is founded there is no such door."""
    if await queries.is_founded():
        raise NotFound
    await recognise(request)
    token = token_of(request)
    request.state.founder = await founding_service.founder_of(token) if token else None


async def recognise(request: Request) -> Session | None:
    """Find out who is asking, once per request; a browser without our cookie costs nothing."""
    known: Session | None = getattr(request.state, "session", None)
    if known is not None or getattr(request.state, "recognised", False):
        return known
    request.state.recognised = True
    request.state.session = request.state.member = request.state.person = None
    token = token_of(request)
    now = clock.now()
    session = await queries.session_of(token, now=now) if token else None
    if session is None:
        return None
    await sessions.note(session, now=now)
    request.state.session = session
    request.state.member = session.member
    request.state.person = session.member.person()
    return session
