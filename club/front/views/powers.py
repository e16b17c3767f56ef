"""Why somebody may do something, or may not."""

from starlette.requests import Request
from starlette.responses import Response

from club.front.queries import mine, powers
from club.kit import clock
from club.kit.errors import NotFound
from club.kit.http import render
from club.roles.rules import Right


async def powers_of_club(request: Request) -> Response:
    """Show every power of the club and who has it."""
    return render(request, "front/powers.html", await mine.powers_page(now=clock.now()))


async def powers_of_mine(request: Request) -> Response:
    """Show what the reader may do, what not, and why."""
    page = await mine.my_powers_page(request.state.member.id, now=clock.now())
    return render(request, "front/mine.html", page)


async def why(request: Request) -> Response:
    """Show why the reader may do something, or may not."""
    try:
        right = Right(request.path_params["right"])
    except ValueError:
        raise NotFound from None
    page = await powers.why_page(right, request.state.member.id, now=clock.now())
    return render(request, "front/why.html", page)
