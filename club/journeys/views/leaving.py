"""Leaving the club."""

from starlette.requests import Request
from starlette.responses import Response

from club.access.guards.browsers import forget
from club.journeys.service import leaving
from club.kit import clock
from club.kit.http import back_to, render


async def page(request: Request) -> Response:
    """GET /me/leaving: what happens then, before it happens."""
    return render(request, "journeys/leaving.html")


async def leave(request: Request) -> Response:
    """POST /me/leaving."""
    await leaving.leave(request.state.member, now=clock.now())
    return forget(request, back_to("/signed-out"))
