"""Home, club, me and help."""

from starlette.requests import Request
from starlette.responses import Response

from club.front import queries
from club.kit import clock
from club.kit.http import render


async def home(request: Request) -> Response:
    """Show a member what is on; tell a stranger nothing but how to get in."""
    member = request.state.member
    if member is None:
        welcome = await queries.welcome_page(now=clock.now())
        return render(request, "front/welcome.html", welcome)
    page = await queries.home_page(member.id, now=clock.now())
    return render(request, "front/home.html", page, alike=True)


async def club(request: Request) -> Response:
    """Show what there is to know about the club."""
    return render(request, "front/club.html")


async def me(request: Request) -> Response:
    """Show a member their own page."""
    page = await queries.me_page(request.state.member.id, now=clock.now())
    return render(request, "front/me.html", page)


async def ask(request: Request) -> Response:
    """Show whom to ask; open to everybody, signed in or not."""
    member = request.state.member
    page = await queries.help_page(member.id if member else None, now=clock.now())
    return render(request, "front/help.html", page)
