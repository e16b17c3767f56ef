"""Nights to take along as files."""

from pydantic_core import to_jsonable_python
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from club.events.queries import files as queries
from club.events.rules.calendars import Detail
from club.events.views import ics
from club.events.views.frame import ref
from club.kit.errors import SignInFirst

FULL = "full"
"""What follows the question mark if the file shall have name and place."""


async def night(request: Request) -> Response:
    """GET /e/{ref}.ics; strangers get the public nights, and for all else are asked to sign in."""
    site, member = ics.site(request), request.state.member
    if member is None:
        entry = await queries.public_night(ref(request), site)
        if entry is None:
            raise SignInFirst
    else:
        detail = Detail.FULL if FULL in request.query_params else Detail.NEUTRAL
        entry = await queries.night(ref(request), member.id, site, detail)
    return ics.calendar(request, [entry], saved_as="night.ics")


async def answers(request: Request) -> Response:
    """GET /me/calendar/answers.ics."""
    entries = await queries.answered(request.state.member.id, ics.site(request))
    return ics.calendar(request, entries, saved_as="answers.ics")


async def answers_as_data(request: Request) -> Response:
    """GET /me/calendar/answers.json."""
    return _data("answers", await queries.own_answers(request.state.member.id))


async def nights_as_data(_request: Request) -> Response:
    """GET /nights.json: the same for every member, because nothing in it is of anybody."""
    return _data("nights", await queries.planned())


def _data(name: str, told: tuple[object, ...]) -> Response:
    saved = {"Content-Disposition": f'attachment; filename="{name}.json"'}
    return JSONResponse({name: to_jsonable_python(told)}, headers=saved)
