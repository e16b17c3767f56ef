"""The nights of a month, as a calendar on the wall shows them."""

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from club.events.queries.months import month_page
from club.events.rules.times import wall
from club.events.views.frame import kept
from club.kit import clock
from club.kit.http import house, render


async def this_month(request: Request) -> Response:
    """GET /nights/month."""
    return await _month(request, wall(clock.now(), house(request).zone).date().replace(day=1))


async def month(request: Request) -> Response:
    """GET /nights/month/{month}."""
    return await _month(request, request.path_params["month"])


async def _month(request: Request, first: date) -> Response:
    page = await month_page(first, house(request).zone, request.state.member.id, now=clock.now())
    return kept(request, render(request, "events/month.html", page))
