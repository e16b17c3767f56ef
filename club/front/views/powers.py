"""Why somebody may do something, or may not."""

from starlette.requests import Request
from starlette.responses import Response

from club.front.queries import powers
from club.kit import clock
from club.kit.errors import NotFound
from club.kit.http import render
from club.roles.rules import Right


async def why(request: Request) -> Response:
    """Show why the reader may do something, or may not."""
    try:
        right = Right(request.path_params["right"])
    except ValueError:
        raise NotFound from None
    page = await powers.why_page(right, request.state.member.id, now=clock.now())
    return render(request, "front/why.html", page)
