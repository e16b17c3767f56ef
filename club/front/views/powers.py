"""Roles, one role, stepping back, and why somebody may or may not."""

from starlette.requests import Request
from starlette.responses import Response

from club.front.forms import oneself
from club.front.queries import mine, powers
from club.kit import clock
from club.kit.errors import NotFound
from club.kit.forms import read
from club.kit.http import back_to, render
from club.kit.words import gettext as _
from club.roles import service
from club.roles.rules import Right


async def roles(request: Request) -> Response:
    """Show who may do what for the club."""
    return render(request, "front/roles.html", await powers.roles_page(now=clock.now()))


async def role(request: Request) -> Response:
    """Show one role."""
    key = request.path_params["key"]
    page = await powers.role_page(key, request.state.member.id, now=clock.now())
    return render(request, "front/role.html", page)


async def step_back(request: Request) -> Response:
    """Lay down a role."""
    form = await read(request, oneself.SteppingBack)
    if form.errors:
        raise NotFound
    key = await service.step_back(form.value.mandate, request.state.member.id, now=clock.now())
    return back_to(f"/roles/{key}", _("You have laid this role down. Thank you for what you did."))


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
