"""Signing out, and the neutral page after it."""

from starlette.requests import Request
from starlette.responses import Response

from club.access.guards.browsers import forget
from club.journeys.service import signing_out
from club.kit.http import back_to, render


async def sign_out(request: Request) -> Response:
    """POST /sign-out."""
    if request.state.session is not None:
        await signing_out.sign_out(request.state.session)
    return forget(request, back_to("/signed-out"))


async def signed_out(request: Request) -> Response:
    """GET /signed-out: says nothing about any club."""
    return render(request, "journeys/signed_out.html")
