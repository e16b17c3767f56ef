"""Leaving the club."""

from starlette.requests import Request
from starlette.responses import Response

from club.access.guards.browsers import forget
from club.events.service import consent
from club.journeys.service import leaving
from club.kit import clock, pictures
from club.kit.http import back_to, render


async def page(request: Request) -> Response:
    """GET /me/leaving: what happens then, before it happens."""
    return render(request, "journeys/leaving.html")


async def leave(request: Request) -> Response:
    """POST /me/leaving."""
    gone = await leaving.leave(request.state.member, now=clock.now())
    await consent.forget_files(gone, folder=request.app.state.settings.data / pictures.FOLDER)
    return forget(request, back_to("/signed-out"))
